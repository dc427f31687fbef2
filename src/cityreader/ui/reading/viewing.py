"""How the text is shown, and taking it elsewhere."""

from cityreader.models.pair import Side
from cityreader.ui.browser import open_url
from cityreader.ui.clipboard import copy
from cityreader.ui.listing.script import AS_PUBLISHED, Script
from cityreader.ui.reading.desk import ReaderDesk
from cityreader.ui.reading.geometry import VIEWS

_VIEW_NAMES = {
    "auto": "both languages",
    "left": "left only",
    "right": "right only",
    "stacked": "one above the other",
    "reveal": "the other language only at the cursor",
}


class Viewing(ReaderDesk):
    """The actions that change the view, copy, or open elsewhere."""

    script: Script = AS_PUBLISHED

    def action_cycle_script(self) -> None:
        """Chinese as published, simplified, traditional in two ways; only for display."""
        self.script = self.script.next
        self.apply_script()
        self.say(f"Chinese {self.script.label}; marks and offsets stay on the published text.")

    def apply_script(self) -> None:
        """Show the page in the chosen script."""
        self.view.set_converter(self._converted)

    def action_cycle_layout(self) -> None:
        """Both, left, right, stacked, reveal."""
        if self.page is not None and self.page.alone:
            self.say("One language only: there is nothing to arrange.")
            return
        view = VIEWS[(VIEWS.index(self.view.view) + 1) % len(VIEWS)]
        self.view.set_view(view)
        self.say(f"View: {_VIEW_NAMES[view]}")

    def action_toggle_folded(self) -> None:
        """Show the lines that the source repeats, here and in what is opened next; or fold them."""
        folding = self.view.folding
        if folding is None or not folding.possible:
            self.say("No line here is one that its source repeats in many articles.")
            return
        folding.toggle()
        self.room.unfolded = self.view.unfolded = folding.shown
        self.view.refold()
        if folding.shown:
            self.say("Shown: the lines that the source repeats.")
        elif folding.runs:
            self.say("Folded: the lines that the source repeats.")
        else:
            self.say("Nothing to fold: marks and hits keep these lines open.")

    def action_copy(self) -> None:
        """Copy the selection, or the row on the side with the cursor."""
        target, page = self.target(), self.page
        if target is not None and page is not None:
            text = page.body(target.side)[target.span.start : target.span.end]
            copy(self, text, "the selection" if target.picked else "the row")

    def action_copy_both(self) -> None:
        """Copy the row in both languages, with titles, sources and dates."""
        page, spread = self.page, self.spread
        if page is None or spread is None or self.on_folded():
            return
        unit = page.units[self.view.cursor.unit]
        parts = []
        sides: tuple[Side, ...] = ("left", "right")
        for side in sides:
            span = unit.on(side)
            article = spread.article(side)
            if span is None or article is None:
                continue
            facts = (article.title, article.source, article.published.iso, article.url)
            source = ", ".join(fact for fact in facts if fact)
            parts.append(f"{page.body(side)[span.start : span.end]}\n— {source}")
        copy(self, "\n\n".join(parts), "the row in both languages")

    def action_open_url(self) -> None:
        """Open the article's URL in the browser."""
        open_url(self.room, self.article.url if self.article else None)

    def _converted(self, side: Side, text: str) -> str:
        """A text of a side in the chosen script; other languages stay as they are."""
        article = self.spread.article(side) if self.spread else None
        return text if article is None else self.script.convert(article.lang, text)
