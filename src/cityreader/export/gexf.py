"""The ``gexf`` format: the network of participants that events make (GEXF 1.3), for Gephi."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import BinaryIO

from cityreader.export.formats import Contents, Format, Stamped
from cityreader.export.mentions import days
from cityreader.export.network import Network, Node, Tie, network
from cityreader.export.xml_text import attribute_list, escaped
from cityreader.models import Dossier
from cityreader.text.phrases import counted

NODE_ATTRIBUTES = {"kind": "string", "name_en": "string", "name_zh": "string", "events": "integer"}
EDGE_ATTRIBUTES = {"type": "string", "first": "string", "last": "string", "event_ids": "string"}


def write(stamped: Stamped, stream: BinaryIO) -> None:
    """Write a node a participant and an edge a pair of participants and type of event.

    ``weight`` and ``spells`` of an edge are the number and the days of its events, ``first`` and
    ``last`` the days they begin and end with, ``event_ids`` their UUIDs joined by ``|``. Which
    events join whom says ``cityreader.export.network``.
    """
    made = network(stamped.dossier)
    lines = chain(
        _head(stamped),
        (_node(node) for node in made.nodes.values()),
        ("</nodes>", "<edges>"),
        _edges(made, stamped.dossier),
        ("</edges>", "</graph>", "</gexf>"),
    )
    for line in lines:
        stream.write(f"{line}\n".encode())


def contents(stamped: Stamped) -> Contents:
    """The network, and the events that join somebody."""
    made = network(stamped.dossier)
    missing = made.left_out.total()
    told = ", ".join(f"{count:,} {reason}" for reason, count in sorted(made.left_out.items()))
    held = {
        "participant": len(made.nodes),
        "tie": len(made.ties),
        "event": len(stamped.dossier.events) - missing,
    }
    return Contents(held, {"event": f"{counted(missing, 'event')} ({told})"})


def _head(stamped: Stamped) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<gexf xmlns="http://gexf.net/1.3" version="1.3">'
    yield f"<meta{attribute_list({'lastmodifieddate': stamped.generated_at[:10]})}>"
    yield f"<creator>{escaped(stamped.generator)}</creator>"
    yield f"<description>{escaped(stamped.dossier.project)}</description>"
    yield "</meta>"
    yield '<graph defaultedgetype="undirected" mode="dynamic" timeformat="date">'
    for name, columns in (("node", NODE_ATTRIBUTES), ("edge", EDGE_ATTRIBUTES)):
        yield f'<attributes class="{name}">'
        for title, kind in columns.items():
            facts = {"id": f"{name}-{title}", "title": title, "type": kind}
            yield f"<attribute{attribute_list(facts)}/>"
        yield "</attributes>"
    yield "<nodes>"


def _node(node: Node) -> str:
    somebody = node.participant
    values = {
        "kind": somebody.kind,
        "name_en": somebody.name_en,
        "name_zh": somebody.name_zh,
        "events": str(node.events),
    }
    facts = {"id": node.key, "label": somebody.name}
    return f"<node{attribute_list(facts)}>{_values('node', values)}</node>"


def _edges(made: Network, dossier: Dossier) -> Iterator[str]:
    labels = {tag.code: tag.label() for tag in dossier.codebook.tags}
    for number, tie in enumerate(made.ties.values(), 1):
        facts = {
            "id": str(number),
            "source": tie.ends[0],
            "target": tie.ends[1],
            "kind": tie.type,
            "label": labels.get(tie.type) or tie.type,
            "weight": str(len(tie.events)),
        }
        yield f"<edge{attribute_list(facts)}>{_described(tie)}</edge>"


def _described(tie: Tie) -> str:
    spans = [span for event in tie.events if (span := days(event.date)) is not None]
    values = {
        "type": tie.type,
        "first": min((first for first, _ in spans), default=None),
        "last": max((last for _, last in spans), default=None),
        "event_ids": "|".join(event.uuid for event in tie.events),
    }
    return _values("edge", values) + _spells(spans)


def _spells(spans: Iterable[tuple[str, str]]) -> str:
    spells = [
        f"<spell{attribute_list({'start': first, 'end': last})}/>"
        for first, last in sorted(set(spans))
    ]
    return f"<spells>{''.join(spells)}</spells>" if spells else ""


def _values(name: str, values: Mapping[str, str | None]) -> str:
    made = (
        f"<attvalue{attribute_list({'for': f'{name}-{title}', 'value': value})}/>"
        for title, value in values.items()
        if value
    )
    return f"<attvalues>{''.join(made)}</attvalues>"


FORMAT = Format(
    name="gexf",
    description="the network of participants joined by events, for Gephi and networkx",
    extensions=(".gexf",),
    to_file=write,
    contents=contents,
)
