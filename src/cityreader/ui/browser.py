"""Opening the page an article came from, in the person's own browser."""

import os
import sys
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from cityreader.ui.app import CityReaderApp


def open_url(app: "CityReaderApp", url: str | None) -> None:
    """Open a web address in the browser, in a thread; any other address is only shown.

    Where there is no screen for a browser, a text browser would fight over this terminal, so the
    address is shown there too.
    """
    if not url:
        app.tell("This article has no URL.")
    elif not _is_web(url):
        app.tell(f"Only http and https are opened: {url}")
    elif not _has_screen():
        app.tell(f"There is no browser here. The URL is {url}")
    else:

        def opened() -> None:
            import webbrowser

            if not webbrowser.open(url):
                app.call_from_thread(app.tell, f"No browser was found. The URL is {url}")

        app.run_worker(opened, group="browser", thread=True)
        app.tell(f"Opening {url}")


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme.lower() in ("http", "https") and bool(parts.netloc)


def _has_screen() -> bool:
    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"))
