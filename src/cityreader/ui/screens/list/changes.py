"""The commands of the list that change articles: states, topics, pairs, the trash, details."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from cityreader.ui.screens.list.exits import ListExits

if TYPE_CHECKING:
    from cityreader.library.library import Library
    from cityreader.models import ArticleDetails, Codebook, Pair, Step
    from cityreader.ui.dialogs.topic_picker import TopicChoice


class ListChanges(ListExits):
    """Every change acts on the selected lines, or on the one under the cursor."""

    def action_toggle_done(self) -> None:
        """Mark as done, or as opened where all are done."""
        chosen = self.articles.chosen_ids

        def act(library: "Library") -> str:
            done = all(line.state == "done" for line in library.search.lines(chosen))
            library.readings.set_state(chosen, "opened" if done else "done")
            return _said_of_several(chosen, "not done" if done else "done")

        self._change(chosen, act)

    def action_toggle_flag(self) -> None:
        """Flag, or take the flag off where all are flagged."""
        chosen = self.articles.chosen_ids

        def act(library: "Library") -> str:
            flagged = all(line.flagged for line in library.search.lines(chosen))
            library.readings.set_flag(chosen, not flagged)
            return _said_of_several(chosen, "no longer flagged" if flagged else "flagged")

        self._change(chosen, act)

    def action_mark_new(self) -> None:
        """Mark as new again."""
        chosen = self.articles.chosen_ids

        def act(library: "Library") -> str:
            library.readings.set_state(chosen, "new")
            return _said_of_several(chosen, "new again")

        self._change(chosen, act)

    def action_choose_topics(self) -> None:
        """Choose topics; what all chosen articles carry is marked already."""
        chosen = self.articles.chosen_ids
        if not chosen:
            return

        def question(library: "Library") -> "tuple[Codebook, frozenset[str]]":
            given = [frozenset(library.coding.topics_of(key)) for key in chosen]
            return library.coding.codebook(), frozenset.intersection(*given)

        def asked(answer: "tuple[Codebook, frozenset[str]]") -> None:
            from cityreader.ui.dialogs.topic_picker import TopicPicker

            self.app.push_screen(TopicPicker(*answer), picked)

        def picked(choice: "TopicChoice | None") -> None:
            if choice is not None and (choice.added or choice.removed):
                self._change(chosen, partial(_set_topics, chosen, choice))

        self.ask("topics", question, asked)

    def action_pair_selected(self) -> None:
        """Make the two selected articles a pair."""
        selected = list(self.articles.selected)
        if len(selected) != 2:
            self.room.tell("Select two articles with v; p then pairs them.")
            return
        self.articles.clear_selection()
        self.pair(*selected)

    def show_work(self, message: str) -> None:
        """Show in the header how far something is that takes a while; empty when it ended."""
        self.header.change(working=message)

    def pair(self, left: int, right: int) -> None:
        """Make two articles a pair, and go to the line that shows them."""

        def look(library: "Library") -> tuple[int, bool]:
            languages = {article.lang for article in library.search.articles([left, right])}
            lines = library.search.lines([left, right])
            # The pair is one line now, led by the article under which the other is folded.
            lead = next((line.id for line in lines if line.counterparts), left)
            return lead, len(languages) == 1

        def seen(answer: tuple[int, bool]) -> None:
            lead, one_language = answer
            odd = " Both are in one language: is that right?" if one_language else ""
            self.room.tell(f"Paired and aligned.{odd} u takes it back.")
            self.reload()
            self.relist(at=lead)

        def linked(_: "Pair") -> None:
            self.touched.update((left, right))
            self.ask("paired", look, seen)

        self.room.pairing.link(left, right, linked)

    def action_delete_article(self) -> None:
        """Put the lines into the trash, with the counterparts shown in them."""
        chosen = self.articles.chosen_ids
        if not chosen:
            return

        def change(library: "Library") -> tuple[list[int], str]:
            lines = library.search.lines(chosen)
            gone = [key for line in lines for key in (line.id, *line.counterparts)]
            library.articles.delete(gone)
            return gone, f"“{lines[0].title}”" if len(lines) == 1 else _so_many(gone)

        def changed(answer: tuple[list[int], str]) -> None:
            gone, named = answer
            self.touched.update(gone)
            self.articles.take_out(chosen)
            self.show_counts()
            self.room.tell(f"To the trash: {named}. u restores it.")

        self.room.errands.change(change, changed, asker=self)

    def action_show_details(self) -> None:
        """Show and edit title, date, source and language."""
        article_id = self.articles.current_id
        if article_id is None:
            return

        from cityreader.ui.dialogs.details import details_of
        from cityreader.ui.dialogs.same_story import OtherArticle

        def answered(answer: "ArticleDetails | OtherArticle | None") -> None:
            if isinstance(answer, OtherArticle):
                self.read(answer.article_id)
            elif answer is not None:
                self._change([article_id], partial(_set_details, article_id, answer))

        self.ask(
            "details",
            details_of(article_id),
            lambda dialog: self.app.push_screen(dialog, answered),
        )

    @property
    def here(self) -> set[int]:
        """The articles whose changes the person sees: those of the line, and those changed here."""
        line = self.articles.current
        return self.touched | ({line.id, *line.counterparts} if line else set())

    def step_reversed(self, step: "Step") -> None:
        """Show the lines as they are, with the cursor on the article of the step."""
        self.reload()
        self.relist(at=step.article_id)

    def _change(self, article_ids: list[int], act: "Callable[[Library], str]") -> None:
        if article_ids:
            self.change_lines(article_ids, act)


def _so_many(article_ids: list[int]) -> str:
    return "1 article" if len(article_ids) == 1 else f"{len(article_ids):,} articles"


def _said_of_several(article_ids: list[int], what: str) -> str:
    """What was done to several lines; of one line its own mark says it."""
    return f"{_so_many(article_ids)} {what}" if len(article_ids) > 1 else ""


def _set_topics(article_ids: list[int], choice: "TopicChoice", library: "Library") -> str:
    library.coding.change_topics(article_ids, choice.added, choice.removed)
    return f"Topics of {_so_many(article_ids)} changed"


def _set_details(article_id: int, details: "ArticleDetails", library: "Library") -> str:
    library.articles.edit_details(article_id, details)
    return "Details saved"
