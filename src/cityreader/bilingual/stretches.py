"""Long texts cut into stretches that can be aligned one by one."""

from cityreader.bilingual.comparison import Comparison


def stretches(comparison: Comparison) -> list[tuple[range, range]]:
    """The stretches of the Chinese and the English side, in order; together they are everything."""
    return [(range(len(comparison.chinese.texts)), range(len(comparison.english.texts)))]
