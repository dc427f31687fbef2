"""Lines that belong to a web site and not to its article.

Recognised by their wording, each as a whole line of a page's text: skip links, breadcrumbs,
toolbars, counters, buttons, copyright notes, the names of sections, and the headings under which
sites list other articles. The words themselves stand in ``data/page_words.txt``.
"""

import re

from cityreader.ingest.page_words import bare, beginnings, phrases

# A longer line is a paragraph (code points).
_LONGEST = 300
_LONGEST_HEADING = 80
_WORDS_IN_SECTION = 5
_LETTERS_IN_SECTION = 8

_SKIP_LINK = re.compile(
    r"(?:jump|skip|go|tab|move|return)\s+(?:directly\s+)?to\s+(?:the\s+)?(?:main\s+)?"
    r"(?:content|menu|navigation|body|block|area|search|top)\b.{0,40}"
    r"|(?:跳到|跳至|跳转到|跳轉到|移至|前往)(?:主要|中央|主|页面|頁面)?"
    r"(?:內容|内容|導覽|导航|選單).{0,8}"
    r"|按\s?enter.{0,12}(?:內容|内容).{0,8}"
    r"|.{0,40}(?:enable|support|支援|支持|開啟|启用|啟用).{0,20}java ?script.{0,80}",
    re.IGNORECASE,
)
_TRAIL = re.compile(
    r"[:\s]*(?:your |you are )?(?:current )?(?:(?:location|position|here|home(?:page)?)\b"
    r"|首[頁页]|您?的?(?:現在|现在|當前|当前|目前)?的?(?:所在)?位置)",
    re.IGNORECASE,
)
_TRAIL_STEP = re.compile(r"\s*[>›»＞/\\:：]+\s*")
_COUNTED = re.compile(r"(.{1,16}?)\s*[:：]?\s*[\d,.]+\s*(?:次|人次|times)?", re.IGNORECASE)
_CREDIT = re.compile(
    r"(?:责任编辑|責任編輯|责编|責編|编辑|編輯|校对|校對|审核|審核)\s*[:：/／].{1,20}"
    r"|(?:enditem|ends?)(?:\s*/\s*[A-Z.]{1,8})?|-\s*end\s*-|###"
    r"|\d+\s*(?:分钟|分鐘|小时|小時|天)前",
    re.IGNORECASE,
)
# Under which title the source of a reprint had it, a line of its own.
_CALL = re.compile(
    r"(?:微信|手机|手機|用微信)?(?:扫一扫|掃一掃|扫描|掃描).{0,30}|(?:长按|長按|识别|識別).{0,12}二[维維][码碼].{0,20}"
    r"|[▲▼↑↓\s]*(?:点击|點擊|点|點)(?:上方|下方|上面|下面|右上角|左下角).{0,24}"
    r"|(?:点|點|戳)(?:个|個|一下)?[“\"「](?:在看|赞|讚|阅读原文).{0,20}"
    r"|(?:[【\[](?:打印|列印|关闭|關閉|收藏|返回|字体|字號|我要纠错|纠错)[^【】\[\]]{0,8}[】\]]\s*)+"
    r"|(?:退订|退訂|取消订阅|取消訂閱)(?:请|請|本|此|点击|點擊|邮件|電子報).{0,20}"
    r"|unsubscribe(?: (?:from|here|at).{0,60})?"
    r"|(?:to )?manage your (?:subscription|preferences).{0,40}"
    r"|view (?:this email )?in (?:your )?browser"
    r"|your email address will not be published\b.{0,60}|click to (?:share|email|print)\b.{0,80}",
    re.IGNORECASE,
)
_ORIGINAL_TITLE = re.compile(
    r"[（(【\[]?\s*(?:本文|文章|此文|新闻|新聞)?(?:的)?原(?:文)?(?:标题|標題|题目|題目|题为|題為|题|題)(?:为|為|是)?"
    r"\s*[:：]\s*.{1,120}",
)
_NOTICE = re.compile(
    r"(?:copyright\b|©|\(c\)\s|all rights reserved|版權所有|版权所有|著作權所有"
    r"|本(?:網站|网站|站|報|报)(?:之|的)?(?:所有)?(?:文字|內容|内容|圖片|图片)"
    r".{0,60}(?:授權|授权|轉載|转载)"
    r"|(?:未經|未经|非經).{0,12}(?:授權|授权|許可|许可|同意).{0,20}(?:轉載|转载|使用)"
    r"|[京沪粤浙苏]?ICP备).{0,200}",
    re.IGNORECASE,
)
_CLAUSE = re.compile("[，。；]|, |; ")
_WORD = re.compile(r"[A-Za-z][A-Za-z-]*|[\u4e00-\u9fff]+|[+-]")
_SIZES = frozenset("smla+-") | {"a-", "大", "中", "小", "大中小"}
# The words of a toolbar may be mixed with a few others: the name of the site or of a service.
_TOOL_SHARE = 0.8


def is_furniture(line: str) -> bool:
    """Whether a line (white space folded) is part of a page around an article."""
    if not line or len(line) > _LONGEST:
        return False
    if _ORIGINAL_TITLE.fullmatch(line) or _CALL.fullmatch(line):
        return True
    if _CLAUSE.search(line):
        # Of all furniture, only copyright notes are made of clauses.
        return bool(_NOTICE.fullmatch(line))
    text = bare(line)
    if not any(map(str.isalnum, text)):
        return len(line) < 3 or len(set(line)) <= 2
    return (
        (text in phrases("button") and not line.endswith((".", "。")))
        or any(pattern.fullmatch(text) for pattern in (_SKIP_LINK, _CREDIT, _NOTICE))
        or _is_counter(text)
        or is_trail(line)
        or _is_toolbar(text)
    )


def is_trail(line: str) -> bool:
    """Whether a line is a breadcrumb trail: where in its site the page stands."""
    if not _TRAIL.match(line):
        return False
    steps = _TRAIL_STEP.split(line)
    return len(steps) > 1 and all(len(step) <= 60 for step in steps)


def is_section_name(line: str) -> bool:
    """Whether a line is what sites call a section (``City News``), which stands over an article.

    Also with the name of the site before it (``Harbour City News``, ``上海要闻``).
    """
    text = bare(line)
    if text in phrases("section"):
        return True
    if text.isascii():
        words = text.split()
        return len(words) <= _WORDS_IN_SECTION and " ".join(words[-2:]) in phrases("section")
    return len(text) <= _LETTERS_IN_SECTION and text.endswith(tuple(phrases("section")))


def is_tail_heading(line: str) -> bool:
    """Whether a line is the heading of a list of other articles below this one."""
    if len(line) > _LONGEST_HEADING:
        return False
    text = bare(line)
    return text in phrases("tail") or text.startswith(beginnings("tail"))


def _is_counter(text: str) -> bool:
    match = _COUNTED.fullmatch(text)
    return bool(match) and bare(match[1]) in phrases("nothing") if match else False


def _is_toolbar(text: str) -> bool:
    words = _WORD.findall(text)
    if len(words) < 2:
        return False
    if set(words) <= _SIZES:
        return True
    if not phrases("strong tool").intersection(words):
        return False
    return sum(map(phrases("tool").__contains__, words)) >= _TOOL_SHARE * len(words)
