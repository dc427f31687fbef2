"""A picture of the concordance; see ``test_ui_pictures``."""

from picturing import WHERE_TAKEN, pressing, starting

from cityreader.ui.screens.concordance import ConcordanceScreen

pytestmark = WHERE_TAKEN


def test_the_concordance(tmp_path, folders, snap_compare):
    app = starting(tmp_path, folders, "dark")

    async def looking(pilot):
        await pressing()(pilot)
        app.push_screen(ConcordanceScreen("论坛"))
        await pressing("O", "r", "j")(pilot)

    assert snap_compare(app, terminal_size=(120, 40), run_before=looking)
