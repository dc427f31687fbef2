"""The fields a query can name, in English and Chinese, and the values some of them take."""

from collections.abc import Mapping

from cityreader.models import EVENT_STATUSES

FIELDS = (
    "tag", "lang", "source", "city", "title", "body", "before", "after", "date",
    "is", "has", "coder", "type", "status", "story",
)  # fmt: skip
"""The fields a query can name."""

FIELD_NAMES: Mapping[str, str] = {
    **{name: name for name in FIELDS},
    "标签": "tag", "標籤": "tag", "语言": "lang", "語言": "lang", "来源": "source",
    "來源": "source", "城市": "city", "标题": "title", "標題": "title", "正文": "body",
    "全文": "body", "之前": "before", "之后": "after", "之後": "after", "日期": "date",
    "状态": "is", "狀態": "is", "含有": "has", "编者": "coder", "編者": "coder",
    "类型": "type", "類型": "type", "进展": "status", "進展": "status",
}  # fmt: skip
"""Every name of a field; several Chinese ones name the same."""

CHOICES: Mapping[str, tuple[str, ...]] = {
    "is": (
        "new", "opened", "done", "flagged", "deleted", "paired", "undated", "near-duplicate",
        "same-story",
    ),
    "has": ("note", "event", "mark", "counterpart"),
    "status": (*EVENT_STATUSES, "ok", "moved", "review", "orphan"),
}  # fmt: skip
"""The values of the fields that take only certain ones; ``status`` is of an event or a mark."""

OTHER_WORDS: Mapping[str, Mapping[str, str]] = {
    "is": {
        "trash": "deleted", "trashed": "deleted", "unread": "new", "read": "opened",
        "新": "new", "已读": "opened", "完成": "done", "标记": "flagged", "回收站": "deleted",
        "配对": "paired", "无日期": "undated",
    },
    "has": {"批注": "note", "事件": "event", "标注": "mark", "译文": "counterpart"},
    "lang": {
        "english": "en", "英文": "en", "英语": "en", "chinese": "zh", "中文": "zh", "汉语": "zh",
        "简体": "zh-Hans", "简体中文": "zh-Hans", "繁体": "zh-Hant", "繁体中文": "zh-Hant",
    },
    "status": {
        "已举行": "happened", "计划": "planned", "提议": "proposed", "取消": "cancelled",
        "否认": "denied",
    },
}  # fmt: skip
"""Other words for values; looked up folded, so that 無日期 and 无日期 are one."""

DATE_FIELDS = ("before", "after", "date")
