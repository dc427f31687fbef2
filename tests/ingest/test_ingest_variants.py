"""Other ways in which sites and programs write the same things, all of our own making."""

import json

import pytest
from own_files import CHINESE, ENGLISH, parsed

from cityreader.ingest.furniture import is_furniture
from cityreader.models import ArticleDraft


def only(data: str | bytes, name: str) -> ArticleDraft:
    (draft,) = parsed(data, name).drafts
    return draft


def test_a_page_of_a_city_government():
    paragraphs = "".join(f"<p>　　{one}</p>" for one in CHINESE)
    page = f"""<html>
<head><title>我市与海城市签署合作备忘录_要闻动态_滨海市人民政府门户网站</title></head>
<body><div class="position">当前位置： <a href="/">首页</a> &gt; <a href="/xw">新闻中心</a>
 &gt; 要闻动态</div>
<div class="content"><h1>我市与海城市签署合作备忘录</h1>
<div class="info"><span>发布时间：2023-10-24 09:12</span><span>来源：滨海日报</span>
<span>浏览次数：<em>1032</em></span><span>字体：[<a>大</a> <a>中</a> <a>小</a>]</span></div>
<div class="TRS_Editor">{paragraphs}</div><div>扫一扫在手机打开当前页</div>
<div>【打印本页】【关闭窗口】</div></div>
<div class="foot"><p>主办：滨海市人民政府办公室 承办：滨海市大数据局，
协办：各委办局，电话：12345</p></div>
</body></html>"""
    draft = only(page, "a.html")
    assert draft.title == "我市与海城市签署合作备忘录"
    assert (draft.published.iso, draft.source) == ("2023-10-24", "滨海日报")
    assert draft.body.split("\n\n") == CHINESE


def test_a_page_of_a_weblog():
    body = "".join(f"<p>{one}</p>" for one in ENGLISH)
    page = f"""<html lang="en"><head><title>Harbour towns sign &#8211; The Port Post</title></head>
<body><main><article><h1>Harbour towns sign</h1><div class="meta">Posted on <a>October 24, 2023</a>
by <a>Ann Lee</a></div><div class="entry-content">{body}<div><p>Click to share on Twitter (Opens in
new window)</p></div></div></article></main></body></html>"""
    draft = only(page, "a.html")
    assert (draft.title, draft.author) == ("Harbour towns sign", "Ann Lee")
    assert (draft.published.iso, draft.source) == ("2023-10-24", "The Port Post")
    assert draft.body.split("\n\n") == ENGLISH


@pytest.mark.parametrize(
    ("title", "date", "text"),
    [
        ("headline", "datePublished", "articleBody"),
        ("name", "pub_time", "content"),
        ("post_title", "post_date", "post_content"),
        ("newsTitle", "newsDate", "newsContent"),
        ("Title", "PublishDate", "FullText"),
        ("subject", "publishedAt", "body_text"),
        ("标题", "发布时间", "正文"),
    ],
)
def test_names_of_fields(title, date, text):
    record = {title: "Harbour towns sign", date: "2023-10-24T01:02:03Z", text: "\n\n".join(ENGLISH)}
    draft = only(json.dumps(record, ensure_ascii=False), "a.jsonl")
    assert (draft.title, draft.published.iso) == ("Harbour towns sign", "2023-10-24")
    assert draft.body.split("\n\n") == ENGLISH


def test_a_time_in_seconds():
    record = {"title": "Towns", "timestamp": 1698105600, "main_content": ENGLISH[0]}
    assert only(json.dumps(record), "a.jsonl").published.iso == "2023-10-24"


@pytest.mark.parametrize(
    "line",
    [
        "原标题：滨海与横山两市，在市民中心签署备忘录",
        "（原標題：濱海橫山簽約）",
        "本文原标题：《签约了！》",
        "扫一扫在手机打开当前页",
        "点击上方蓝字关注我们",
        "【打印本页】【关闭窗口】",
        "退订请点击此处",
        "Unsubscribe from this list",
        "瀏覽人次：1,024",
    ],
)
def test_lines_that_are_no_prose(line):
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "原标题党的做法已经不受欢迎，编辑部说。",
        "扫描二维码的游客周五起可以免费乘坐渡轮前往对岸的新码头参观，市政府说，活动将持续一个月。",
        "点上方的路继续走，就到了老海关大楼和新落成的港口博物馆，讲解员每天上午在那里等候来宾。",
    ],
)
def test_lines_that_are_prose(line):
    assert not is_furniture(line)


@pytest.mark.parametrize(
    "text",
    [
        "Title: Harbour towns sign\nDate: 2023-10-24 10:20\nAuthor: Ann Lee\nSlug: towns\n\n{body}",
        "# Harbour towns sign\n\n*2023-10-24 · 5 min read*\n\nBy Ann Lee\n\n{body}",
        "# Harbour towns sign\n\n> 作者：Ann Lee\n> 日期：112年10月24日\n\n{body}",
    ],
)
def test_headers_without_a_fence(text):
    draft = only(text.format(body="\n\n".join(ENGLISH)), "a.md")
    assert (draft.title, draft.author) == ("Harbour towns sign", "Ann Lee")
    assert (draft.published.iso, draft.source) == ("2023-10-24", None)
    assert draft.body.split("\n\n") == ENGLISH


def test_a_title_alone_with_a_colon_is_no_header():
    draft = only("Note: towns meet\n\n" + "\n\n".join(ENGLISH), "a.txt")
    assert draft.title == "Note: towns meet"


@pytest.mark.parametrize(
    "head",
    [
        "<!--1698105600000-->\n[Towns sign](https://a.example/towns)",
        "[Towns sign](https://a.example/20231024)",
    ],
)
def test_the_time_of_an_archived_post(head):
    body = "".join(f"<p>{one}</p>" for one in ENGLISH)
    draft = only(f"{head}\n------\n{body}\n", "a.md")
    assert (draft.title, draft.published.iso) == ("Towns sign", "2023-10-24")
