"""The language of an article: what its characters say, and what its header says."""

from cityreader.text.language import LATIN_LANGUAGES, detect_language

_BY_REGION = {
    "zh-tw": "zh-Hant",
    "zh-hk": "zh-Hant",
    "zh-mo": "zh-Hant",
    "zh-hant": "zh-Hant",
    "zh-cn": "zh-Hans",
    "zh-sg": "zh-Hans",
    "zh-my": "zh-Hans",
    "zh-hans": "zh-Hans",
    "cht": "zh-Hant",
    "chs": "zh-Hans",
    "繁體中文": "zh-Hant",
    "简体中文": "zh-Hans",
    "english": "en",
    "英文": "en",
    "chinese": "zh",
    "中文": "zh",
}
_OTHER_SCRIPTS = ("zh", "ja", "ko", "ru", "ar", "he")
# Fewer letters than this may be a caption in another language (code points).
_ENOUGH = 40
# Fewer than this do not tell languages in the Latin script apart for sure.
_ENOUGH_LATIN = 200
_LOOKED_AT = 400


def language_of(text: str, stated: str, stated_reason: str) -> tuple[str, str, str]:
    """Return the language of ``text``, the reason for it, and a warning or nothing.

    Counting decides between languages that counting can tell apart; a header decides where the
    text is too short or its language is written in the letters of English.
    """
    counted = detect_language(text)
    said = normal_tag(stated)
    if not said or said == counted or counted.startswith(f"{said}-"):
        return counted, "counted characters", ""
    letters = sum(map(str.isalpha, text[:_LOOKED_AT]))
    weak = counted == "und" or letters < _ENOUGH
    if counted in LATIN_LANGUAGES and said[:2] not in _OTHER_SCRIPTS:
        # English is what counting says where it can tell nothing.
        told_apart = counted != "en" and said in LATIN_LANGUAGES
        weak = weak or not told_apart or letters < _ENOUGH_LATIN
    if weak:
        return said, stated_reason, ""
    warning = f"{stated_reason} says {said}, the text is {counted}"
    return counted, "counted characters", warning


def normal_tag(tag: str) -> str:
    """Return a language tag as articles carry it: ``zh-TW`` is ``zh-Hant``, ``en_US`` is ``en``."""
    tag = tag.strip().replace("_", "-").lower()
    parts = tag.split("-")
    if found := _BY_REGION.get(tag) or _BY_REGION.get("-".join(parts[:2])):
        return found
    is_tag = parts[0].isascii() and parts[0].isalpha() and 2 <= len(parts[0]) <= 3
    return parts[0] if is_tag else ""
