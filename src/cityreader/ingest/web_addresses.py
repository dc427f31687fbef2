"""Web addresses as files hold them."""

from urllib.parse import quote, urlsplit

# Characters that RFC 3986 allows as they are, and the percent sign of what is encoded already.
_URL_SAFE = "%/:?#[]@!$&'()*+,;=-._~"


def web_address(text: str) -> str:
    """Return ``text`` as a valid web address, or nothing when it is none.

    Spaces and characters beyond ASCII are percent-encoded; other schemes than http and https are
    not addresses of articles.
    """
    text = "".join(text.split("\n")).strip()
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    if parts.scheme.lower() not in ("http", "https") or not parts.netloc or "\\" in text:
        return ""
    return quote(text, safe=_URL_SAFE)


def site_of(url: str) -> str:
    """Return the host of a web address without ``www.``."""
    host = urlsplit(url).hostname or ""
    return host.removeprefix("www.")
