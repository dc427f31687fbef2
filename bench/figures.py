"""Medians, p95 and the line a bench prints."""

from collections.abc import Sequence
from statistics import median


def p95(values: Sequence[float]) -> float:
    """The value that 95 of 100 do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]


def milliseconds(values: Sequence[float]) -> str:
    """Median and p95 of seconds, printed as milliseconds."""
    return f"median {median(values) * 1000:7.2f} ms   p95 {p95(values) * 1000:7.2f} ms"


def print_ratio(name: str, ours: float, reference: float, bar: float) -> None:
    """Print a ratio beside its bar."""
    ratio = ours / reference if reference else float("inf")
    verdict = "holds" if ratio <= bar else "MISSED"
    print(f"{name}: ratio {ratio:.2f} (bar {bar:g}) {verdict}")
