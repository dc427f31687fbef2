"""What a library tells about translating: the Chinese script it has most of."""

from cityreader.store.session import View


def usual_chinese(view: View) -> str:
    """The Chinese language tag of most articles, ``zh-Hans`` where there is none."""
    found = view.value(
        "SELECT lang FROM articles WHERE lang LIKE 'zh-%' AND deleted_at IS NULL"
        " GROUP BY lang ORDER BY COUNT(*) DESC, lang LIMIT 1"
    )
    return str(found) if found else "zh-Hans"
