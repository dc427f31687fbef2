"""Finding in the text, and walking the hits of the list's filter."""

from dataclasses import dataclass

from textual import on
from textual.widgets import Input

from cityreader.library.spelling import spelt_spans
from cityreader.models import Annotation, Event, Query, Span
from cityreader.models.pair import SIDES, Side
from cityreader.text.occurrences import occurrences
from cityreader.text.phrases import counted, shortened
from cityreader.text.scripts import fold
from cityreader.ui.reading.desk import ReaderDesk
from cityreader.ui.reading.page import Page
from cityreader.ui.reading.selection import Selection

HITS_AT_MOST = 5_000
"""More hits than this help nobody and would cost time at every key press."""

Hit = tuple[Side, Span]


@dataclass(frozen=True, slots=True)
class Jump:
    """A place to open the reader at: words of one article, beside one of its counterparts.

    ``lost`` is a mark that stood there and whose words are gone: they are another text's.
    """

    article_id: int
    span: Span
    counterpart_id: int | None = None
    lost: Annotation | None = None


def find_hits(page: Page, words: list[str], *, anywhere: bool = False) -> list[Hit]:
    """Where folded words stand in the bodies, in reading order: row by row, left before right.

    They stand where a search in the library finds them, or ``anywhere``, also within words.
    """
    hits: list[Hit] = []
    for side in SIDES:
        body = page.body(side)
        if body:
            left = HITS_AT_MOST - len(hits)
            spans = occurrences(body, words, at_most=left, anywhere=anywhere)
            hits += ((side, span) for span in spans)
    hits.sort(key=lambda hit: (page.unit_at(hit[0], hit[1].start), hit[0], hit[1]))
    return hits


def find_spelt(page: Page, letters: str) -> list[Hit]:
    """Where Chinese words stand that letters spell or are the initials of, in reading order."""
    hits: list[Hit] = [
        (side, span) for side in SIDES for span in spelt_spans(letters, page.body(side))
    ]
    return sorted(hits, key=lambda hit: (page.unit_at(hit[0], hit[1].start), hit[0], hit[1]))


class Finding(ReaderDesk):
    """The actions of the find bar, and the way into the concordance."""

    jump: Jump | None = None
    list_query: Query | None = None
    """What the list was filtered by in which the article was opened."""
    landed: Selection | None = None
    at_first_hit = False
    article_id: int

    def action_concordance(self) -> None:
        """Every row of the library that holds the selection or the word; asks where there is
        neither."""
        from cityreader.ui.screens.concordance import ConcordanceScreen

        page, cursor = self.page, self.view.cursor
        picked = self.view.selection.span if self.view.selection else cursor.word
        body = page.body(cursor.side) if page is not None else ""
        words = body[picked.start : picked.end] if picked is not None else ""
        self.app.push_screen(ConcordanceScreen(words), lambda _: self.reread())

    def follow_jump(self) -> None:
        """Select the words the reader was opened at, once; n and N walk the others like them."""
        page, jump, self.jump = self.page, self.jump, None
        if page is None or jump is None:
            return
        side: Side = "left" if page.article_id("left") == jump.article_id else "right"
        if jump.lost is not None:
            last = max(0, len(page.body(side)) - 1)
            self.view.move_to(page.unit_at(side, min(jump.span.start, last)), side=side)
            self.tell_lost(jump.lost)
            return
        words = page.body(side)[jump.span.start : jump.span.end]
        if not words.strip():
            self.say("The text has changed since it was found.")
            return
        hits = find_hits(page, [fold(words)])
        self.view.set_hits(hits)
        hit = (side, jump.span)
        self._go_to_hit(hit, hits.index(hit) if hit in hits else 0, max(1, len(hits)))
        self.landed = self.view.selection

    def tell_lost(self, mark: Annotation) -> None:
        """Say how a mark without its words is made anew, with its event as the current one."""
        uuid, quote = mark.event_uuid, shortened(mark.exact)

        def shown(event: Event | None) -> None:
            self.event = event
            made = "= marks what tells of it now" if event is not None else "mark it anew here"
            self.say(f"{made} · gone: “{quote}”")

        if uuid is None:
            shown(None)
        else:
            self.ask("current event", lambda library: library.events.get(uuid), shown)

    @property
    def is_where_it_landed(self) -> bool:
        """Whether nothing was done since the reader opened at some words."""
        return self.landed is not None and self.view.selection == self.landed

    def action_find(self) -> None:
        """Open the find bar."""
        bar = self.query_one("#find", Input)
        bar.display = True
        bar.value = ""
        self.set_focus(bar)

    def action_find_next(self, steps: int) -> None:
        """The next or previous hit becomes the selection."""
        page, hits = self.page, list(self.view.hits)
        if page is None or not hits:
            self.say("No hits: / finds in the text.")
            return
        chosen, cursor = self.view.selection, self.view.cursor
        start = chosen.span.start if chosen else -1
        here = (cursor.unit, cursor.side, start)
        places = [(page.unit_at(side, span.start), side, span.start) for side, span in hits]
        if steps > 0:
            later = [number for number, place in enumerate(places) if place > here]
            number = later[0] if later else 0
        else:
            earlier = [number for number, place in enumerate(places) if place < here]
            number = earlier[-1] if earlier else len(hits) - 1
        self._go_to_hit(hits[number], number, len(hits))

    def show_filter_hits(self) -> None:
        """Show where the words of the list's filter stand, so that n and N walk them.

        A reader that was opened for what its text holds goes to the first place, once.
        """
        page, query = self.page, self.list_query
        words = [] if query is None else [*query.words, *query.values_of("body")]
        if page is None or not words:
            return
        hits = find_hits(page, words)
        self.view.set_hits(hits)
        first, self.at_first_hit = self.at_first_hit, False
        if first and hits:
            own: Side = "left" if page.article_id("left") == self.article_id else "right"
            number = next((n for n, hit in enumerate(hits) if hit[0] == own), 0)
            self._go_to_hit(hits[number], number, len(hits))
            self.landed = self.view.selection

    @on(Input.Changed, "#find")
    def _find_typed(self, event: Input.Changed) -> None:
        event.stop()
        if not self.query_one("#find", Input).display:
            return
        self._show_hits(event.value)
        if event.value.strip():
            hits = counted(len(self.view.hits), "hit")
            self.say(f"{hits} · ↵ goes to the first, n and N walk them")

    def find_entered(self, text: str) -> None:
        """Go to the first hit behind the cursor and select it."""
        self._show_hits(text)
        self.close_find()
        if self.view.hits:
            self.action_find_next(1)
        elif text.strip():
            self.say(f"“{text.strip()}” is not in this text.")

    def close_find(self) -> None:
        """Hide the find bar; the hits stay."""
        self.query_one("#find", Input).display = False
        self.set_focus(self.view)

    def _show_hits(self, text: str) -> None:
        word = fold(text).strip()
        if self.page is not None:
            found = find_hits(self.page, [word], anywhere=True)
            self.view.set_hits(found or find_spelt(self.page, word))

    def _go_to_hit(self, hit: Hit, number: int, count: int) -> None:
        side, span = hit
        if side not in self.shown_sides:
            side_name = "left" if side == "left" else "right"
            self.say(f"The next hit is on the {side_name}, which is hidden: \\ shows both.")
            return
        self.view.select(Selection(side, span))
        self.say(f"hit {number + 1} of {count} · selected: t tags it")

    @property
    def shown_sides(self) -> tuple[Side, ...]:
        """The sides on the screen."""
        layout = self.view.layout_now
        return layout.geometry.sides if layout else SIDES
