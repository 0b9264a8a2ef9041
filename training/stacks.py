"""Stacks: several documents in one file, as people scan them, with the truth about where each begins."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from contracts.reading import PageGrade, PageText, TextSource, Word
from contracts.records import Box, PageSize

REPEATED: Final = ("gehaltsabrechnung", "kontoauszug", "ausweis", "geburtsurkunde")
"""Types of which several in a row are usual."""
UNLIKE: Final = 0.2
"""Share of the pages of long documents that are set unlike the others."""
HEADED: Final = 0.25
"""Share of long documents that have the head of their first page on all."""

Document = tuple[PageText, ...]
Pool = Mapping[str, Sequence[Document]]
"""Type -> documents of that type."""


class Stack(NamedTuple):
    """Pages in a row; ``begins`` has, for each page, whether a document begins with it."""

    pages: tuple[PageText, ...]
    begins: tuple[bool, ...]


def stacks(
    pool: Pool, rng: random.Random, *, count: int, most: int = 10, long: float = 0.0
) -> Iterator[Stack]:
    """Yield stacks of 3 to ``most`` documents, blank backs lying between some of their pages.

    Args:
        pool: What is drawn from.
        rng: Equal ones yield equal stacks.
        count: How many.
        most: Documents in one of them.
        long: How often a document of several pages is drawn where the type has one, beyond chance.
    """
    several = {kind: [each for each in documents if len(each) > 1] for kind, documents in pool.items()}
    for _ in range(count):
        drawn = list(_documents(pool, rng, rng.randint(3, most)))
        for at, (kind, _document) in enumerate(drawn):
            if long and several[kind] and rng.random() < long:
                drawn[at] = kind, rng.choice(several[kind])
        yield stacked([document for _, document in drawn], rng)


def stacked(documents: Sequence[Document], rng: random.Random, *, blanks: float = 0.15) -> Stack:
    """Return documents in a row, blank backs lying between some of their pages."""
    pages: list[PageText] = []
    begins: list[bool] = []
    for document in documents:
        for position, page in enumerate(document):
            pages.append(page.model_copy(update={"index": len(pages)}))
            begins.append(position == 0)
            if rng.random() < blanks:
                pages.append(_blank(len(pages), page.size))
                begins.append(False)
    return Stack(tuple(pages), tuple(begins))


def varied(document: Document, rng: random.Random) -> Document:
    """Return a document whose pages end early, repeat the head, have another margin or size of print.

    Composed documents fill their pages and keep their style; forms and contracts from outside do not.
    """
    first, *later = document
    head = rng.uniform(0.04, 0.2) if rng.random() < HEADED else 0.0
    pages = [first, *(_headed(page, first, head) for page in later)]
    pages[:-1] = [_ending_early(page, rng) if rng.random() < UNLIKE else page for page in pages[:-1]]
    return tuple(_set_anew(page, rng) if later and rng.random() < UNLIKE else page for page in pages)


def _documents(pool: Pool, rng: random.Random, count: int) -> Iterator[tuple[str, Document]]:
    kinds = sorted(pool)
    while count > 0:
        kind = rng.choice(kinds)
        times = rng.randint(1, 3) if kind in REPEATED else 1
        for document in rng.sample(list(pool[kind]), min(times, count, len(pool[kind]))):
            yield kind, document
            count -= 1


def _blank(index: int, size: PageSize) -> PageText:
    return PageText(
        index=index, size=size, source=TextSource.TEXT, words=(), confidence=0, grade=PageGrade.BLANK
    )


def _headed(page: PageText, first: PageText, height: float) -> PageText:
    """Return a page that has the head of the first page, down to a share of its height, for its own."""
    end = height * page.size.height
    head = [word for word in first.words if word.box.top < end]
    return page.model_copy(update={"words": (*head, *(word for word in page.words if word.box.top >= end))})


def _ending_early(page: PageText, rng: random.Random) -> PageText:
    """Return a page without the words of its lower part; its foot stays."""
    end, foot = rng.uniform(0.3, 0.9) * page.size.height, 0.92 * page.size.height
    words = tuple(word for word in page.words if word.box.top < end or word.box.top > foot)
    return page.model_copy(update={"words": words})


def _set_anew(page: PageText, rng: random.Random) -> PageText:
    """Return a page whose print is a little to the side, and larger or smaller."""
    right, scale = rng.uniform(-20, 20), rng.choice((1.0, rng.uniform(0.75, 1.25)))
    words = tuple(
        Word(
            text, Box(box.left + right, box.top, box.right + right, box.top + scale * box.height), confidence
        )
        for text, box, confidence in page.words
    )
    return page.model_copy(update={"words": words})
