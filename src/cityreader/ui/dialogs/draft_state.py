"""What stands in the fields of a dialog, as a JSON value and back."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, is_dataclass
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

State = TypeVar("State")


def stored(state: object) -> object:
    """A state as a JSON value: text as it is, a dataclass as its fields."""
    return asdict(state) if is_dataclass(state) and not isinstance(state, type) else state


def revived(kind: type[State], value: object) -> State | None:
    """The state of this type that a JSON value holds; None where it holds another one, which may
    come from an older program or from anybody's hand."""
    try:
        return _revived(kind, value)  # type: ignore[no-any-return]
    except (TypeError, ValueError):
        return None


def _revived(kind: Any, value: Any) -> Any:
    origin, parts = get_origin(kind), get_args(kind)
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        if not isinstance(value, dict) or value.keys() != hints.keys():
            raise ValueError
        make: Any = kind
        return make(**{name: _revived(hints[name], value[name]) for name in hints})
    if origin in (tuple, Sequence):
        if not isinstance(value, list | tuple):
            raise ValueError
        return tuple(_revived(parts[0], one) for one in value)
    if origin is Mapping:
        return {_revived(parts[0], k): _revived(parts[1], v) for k, v in dict(value).items()}
    if origin is UnionType:
        if value is None and type(None) in parts:
            return None
        [kind] = [part for part in parts if part is not type(None)]
        return _revived(kind, value)
    if type(value) is not kind:
        raise ValueError
    return value
