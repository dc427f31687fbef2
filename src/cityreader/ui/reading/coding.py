"""Coding from the keyboard: marks, events and suggestions, and the topics of the article."""

from cityreader.ui.reading.occurrences import Occurrences
from cityreader.ui.reading.suggesting import Suggesting


class Coding(Suggesting):
    """Everything that writes."""

    def __init__(self) -> None:
        super().__init__()
        self._occurrences = Occurrences(self)

    def action_tag_everywhere(self) -> None:
        """Offer all places that have the words selected, the word or the mark under the cursor."""
        self._occurrences.offer()

    def on_unmount(self) -> None:
        """Nobody waits any more for occurrences."""
        self._occurrences.leave()

    def action_choose_topics(self) -> None:
        """Give the article topics, or take them away."""
        article = self.article
        if article is None or self.codebook is None:
            return
        article_id = article.id
        self.ask(
            "topics",
            lambda library: library.coding.topics_of(article_id),
            lambda chosen: self._pick_topics(article_id, chosen),
        )

    def _pick_topics(self, article_id: int, chosen: list[str]) -> None:
        from cityreader.ui.dialogs.topic_picker import TopicChoice, TopicPicker

        def picked(choice: TopicChoice | None) -> None:
            if choice is not None:
                self._set_topics(article_id, choice.added, choice.removed)

        if self.codebook is not None:
            self.app.push_screen(TopicPicker(self.codebook, frozenset(chosen)), picked)

    def _set_topics(
        self, article_id: int, added: tuple[str, ...], removed: tuple[str, ...]
    ) -> None:
        if not added and not removed:
            return
        self.change(
            lambda library: library.coding.change_topics([article_id], added, removed),
            lambda _: self.say("Topics saved · u undoes"),
        )
