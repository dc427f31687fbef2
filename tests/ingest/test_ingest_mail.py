from email.message import EmailMessage

import pytest
from own_files import BODY, CHINESE, ENGLISH, HTML, TITLES, parsed

from cityreader.ingest.extract import Refusal
from cityreader.ingest.problems import UnreadableError


def message(
    subject: str = TITLES[0], *, plain: str = BODY, html: str = "", **headers: str
) -> bytes:
    made = EmailMessage()
    made["Subject"] = subject
    made["From"] = '"Harbour Daily" <news@harbour.example>'
    made["Date"] = "Fri, 14 Mar 2025 17:09:51 +0000"
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    made.set_content(plain)
    if html:
        made.add_alternative(html, subtype="html")
    return made.as_bytes()


def test_a_newsletter():
    data = message(
        html=HTML, Archived_At="<https://harbour.example/1>", Message_ID="<1@harbour.example>"
    )
    (draft,) = parsed(data, "a.eml").drafts
    assert (draft.title, draft.published.iso, draft.body) == (TITLES[0], "2025-03-14", BODY)
    assert (draft.source, draft.author) == ("Harbour Daily", "Harbour Daily")
    assert (draft.url, draft.message_id) == ("https://harbour.example/1", "1@harbour.example")
    assert draft.reasons["published"] == "header `Date` «Fri, 14 Mar 2025 17:09:51 +0000»"


def test_the_fuller_version_is_read():
    (draft,) = parsed(message(html="<p>Open in a browser.</p>"), "a.eml").drafts
    assert draft.body == BODY


def test_headers_and_text_in_chinese_encodings():
    text = "\r\n".join(CHINESE).encode("gb18030")
    data = (
        b"Subject: =?gb2312?B?" + b"wb3X+b3HytA=" + b"?=\r\n"
        b"From: =?utf-8?b?6Ie65Lit5aSu56S+?= <a@b.example>\r\n"
        b"Content-Type: text/plain; charset=gb2312\r\n\r\n" + text
    )
    (draft,) = parsed(data, "a.eml").drafts
    assert draft.body == "\n\n".join(CHINESE)
    assert draft.author == "臺中央社"


def test_brackets_belong_to_the_name_and_marks_of_forwarding_do_not():
    data = (
        "Subject: Fwd: Re: 转发：Two towns\nFrom: (臺)海港社 <a@b.example>\n\n".encode()
        + BODY.encode()
    )
    (draft,) = parsed(data, "a.eml").drafts
    assert (draft.title, draft.author) == ("Two towns", "(臺)海港社")


def test_raw_bytes_in_headers():
    data = "Subject: 两座港口城市\nFrom: a@b.example\n\n".encode("gb18030") + BODY.encode()
    (draft,) = parsed(data, "a.eml").drafts
    assert (draft.title, draft.source) == ("两座港口城市", "b.example")


def test_attachments_are_not_the_text():
    made = EmailMessage()
    made["Subject"] = "Towns"
    made.set_content(ENGLISH[0])
    made.add_attachment("Not this.", filename="a.txt")
    (draft,) = parsed(made.as_bytes(), "a.eml").drafts
    assert draft.body == ENGLISH[0]


def test_a_mailbox():
    quoted = message("Second", plain=f">From here to the port\n\n{ENGLISH[0]}")
    mailbox = b"\n\n".join(
        b"From MAILER-DAEMON Fri Mar 14 22:32:06 2025\n" + one
        for one in (message(), quoted, message("Empty", plain="\n"))
    )
    contents = parsed(mailbox, "a.mbox")
    assert [draft.title for draft in contents.drafts] == [TITLES[0], "Second"]
    assert contents.drafts[1].body.startswith("From here to the port")
    assert contents.refusals == [Refusal("message 3", "the message has no text")]


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"Subject: x\n\n", "a.eml", "has no text"),
        (b"Subject: x\n\n" + b"--a\n" * 10_001, "a.eml", "more than 10,000 parts"),
        (b"no mail", "a.mbox", "not a mailbox"),
    ],
)
def test_mail_that_is_not_read(data, name, reason):
    with pytest.raises(UnreadableError, match=reason):
        parsed(data, name)
