"""What the tests of the screens share."""

import asyncio

import pytest
from textual.pilot import Pilot

from cityreader.ui.key_order import OrderedKeysApp

SECONDS = 20.0
"""How long a key is waited for that is never dealt with."""


@pytest.fixture(autouse=True)
def _keys_are_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the pilot wait until every key is dealt with, however busy the machine is.

    By itself it waits until the process does nothing for a moment, as it does while others run.
    """
    wait_for_screen = Pilot._wait_for_screen

    async def wait(pilot: "Pilot[object]", timeout: float = 30.0) -> bool:
        app = pilot.app
        if isinstance(app, OrderedKeysApp) and app.is_running:
            heard = asyncio.Event()
            app.call_later(heard.set)
            try:
                async with asyncio.timeout(SECONDS):
                    await heard.wait()
                    while not app.key_order.is_idle:
                        await asyncio.sleep(0)
            except TimeoutError:
                pass
        return await wait_for_screen(pilot, timeout)

    monkeypatch.setattr(Pilot, "_wait_for_screen", wait)
