"""A reader driven as a person drives it: the keys are counted, labels are read off the screen."""

import asyncio
from contextlib import asynccontextmanager

from cityreader.config import Config
from cityreader.library.library import Library
from cityreader.models import Span
from driving import AtReader, driven
from shelf import add_article


class Typist(AtReader):
    """Presses keys and counts them."""

    def __init__(self, app, pilot):
        super().__init__(app, pilot)
        self.keys = 0

    @property
    def marks(self):
        return self.library.coding.marks(self.reader.article_ids)

    async def press(self, *keys):
        self.keys += len(keys)
        await super().press(*keys)

    async def go_to(self, offset, side="left"):
        """The fewest keys to the sentence: paragraphs down, or from the end, then rows."""
        page = self.reader.page
        target = page.unit_at(side, offset)

        def paragraph(unit):
            return page.blocks[page.units[unit].block].paragraph

        heads = [n for n in range(len(page.units)) if n == 0 or paragraph(n) != paragraph(n - 1)]
        head = max(n for n in heads if n <= target)
        ways = [
            ["j"] * target,
            ["J"] * heads.index(head) + ["j"] * (target - head),
            ["G"] + ["k"] * (len(page.units) - 1 - target),
        ]
        await self.press(*min(ways, key=len))
        assert self.view.cursor.unit == target

    async def labels_of(self, span):
        """Press the labels of the first and the last word of a span, as they are shown."""
        for edge in ("start", "end"):
            names = {
                getattr(word, edge): name
                for word, name in zip(self.view.labels.words, self.view.labels.names, strict=True)
            }
            await self.press(*names[getattr(span, edge)])

    async def pick(self, span):
        await self.press("f")
        await self.labels_of(span)


@asynccontextmanager
async def typing_in(folder, folders, text, lang, size=(100, 30), **fields):
    """The reader just opened at an article of this text."""
    path = folder / "typed.db"
    with Library.open(path, config=Config(coder="Ann"), folders=folders, create=True) as library:
        article = add_article(library, "An article", text, lang, **fields)
    async with driven(path, folders, by=Typist, size=size, reading=(article,)) as typist:
        yield typist


def keys_to_mark(folder, folders, text, lang, start, end):
    """Mark a span from an article just opened; the keys it took. What is marked must be exact."""

    async def run():
        async with typing_in(folder, folders, text, lang) as typist:
            await typist.go_to(start)
            await typist.pick(Span(start, end))
            await typist.press("1")
            (mark,) = typist.marks
            assert mark.exact == text[start:end]
            assert mark.span == Span(start, end)
            return typist.keys

    return asyncio.run(run())
