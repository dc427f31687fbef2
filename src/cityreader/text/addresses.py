"""Web addresses made equal where they name the same page, for comparing and never shown."""

import re
from urllib.parse import quote, unquote_to_bytes, urlsplit

_TRACKING = re.compile(
    r"(utm_|at_|pk_|mtm_|hsa_|_hs)\w*|\w*clid|igsh(id)?|mc_[ce]id|mkt_tok|_gl|_ga|spm|scm|ref_src"
    r"|smid|smtyp|cmpid|ocid|xtor|wt\.mc_id|amp|outputtype"
)
"""Names of parameters that say where a reader came from or how a page is drawn, lower case."""

_DEFAULT_PORTS = {"http": 80, "https": 443}
_DOORS = ("www.", "m.", "amp.", "mobile.")
"""Host names in front of a site's own that lead to the same pages."""


def canonical(address: str) -> str:
    """Return the form that all spellings of one web address share.

    ``http`` counts as ``https``; case of the host, default ports, ``www.`` and the mobile and AMP
    doors of a site, a trailing slash, the order of parameters, tracking parameters and fragments
    make no difference. Other addresses come back as they are, without white space around them.
    Canonical twice is the same as once.
    """
    address = address.strip()
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return address
    host = (parts.hostname or "").rstrip(".")
    if parts.scheme not in _DEFAULT_PORTS or not host:
        return address
    host = _own_name(host)
    if port and port != _DEFAULT_PORTS[parts.scheme]:
        host += f":{port}"
    query = "&".join(sorted(filter(_names_content, parts.query.split("&"))))
    # Pages drawn by a script are told apart behind the ``#``.
    fragment = parts.fragment if parts.fragment.startswith(("!", "/")) else ""
    return (
        f"https://{host}{_path(parts.path)}"
        f"{'?' if query else ''}{query}{'#' if fragment else ''}{fragment}"
    )


def names_an_article(address: str) -> bool:
    """Whether an address says more than the name of a site."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return bool(parts.path.strip("/") or parts.query)


def _own_name(host: str) -> str:
    """The host without the doors, unless that leaves no more than a suffix like ``co.uk``."""
    while (door := next((d for d in _DOORS if host.startswith(d)), None)) is not None:
        if "." not in host.removeprefix(door):
            break
        host = host.removeprefix(door)
    return host


def _path(path: str) -> str:
    steps = [quote(unquote_to_bytes(step), safe="!$&'()*+,;=:@~") for step in path.split("/")]
    while steps and steps[-1] in ("", "amp"):
        steps.pop()
    return "/".join(steps)


def _names_content(parameter: str) -> bool:
    name = parameter.partition("=")[0].lower()
    return bool(name) and _TRACKING.fullmatch(name) is None
