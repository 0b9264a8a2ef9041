"""Stacks: several documents in one file, as people scan them, with the truth about where each begins."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from contracts.reading import PageGrade, PageText, TextSource
from contracts.records import PageSize

REPEATED: Final = ("gehaltsabrechnung", "kontoauszug", "ausweis", "geburtsurkunde")
"""Types of which several in a row are usual."""

Document = tuple[PageText, ...]
Pool = Mapping[str, Sequence[Document]]
"""Type -> documents of that type."""


class Stack(NamedTuple):
    """Pages in a row; ``begins`` has, for each page, whether a document begins with it."""

    pages: tuple[PageText, ...]
    begins: tuple[bool, ...]


def stacks(
    pool: Pool, rng: random.Random, *, count: int, most: int = 10, blanks: float = 0.15
) -> Iterator[Stack]:
    """Yield stacks of 3 to ``most`` documents, blank backs lying between some of their pages."""
    for _ in range(count):
        yield stacked(list(_documents(pool, rng, rng.randint(3, most))), rng, blanks=blanks)


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


def _documents(pool: Pool, rng: random.Random, count: int) -> Iterator[Document]:
    kinds = sorted(pool)
    while count > 0:
        kind = rng.choice(kinds)
        times = rng.randint(1, 3) if kind in REPEATED else 1
        for document in rng.sample(list(pool[kind]), min(times, count, len(pool[kind]))):
            yield document
            count -= 1


def _blank(index: int, size: PageSize) -> PageText:
    return PageText(
        index=index, size=size, source=TextSource.TEXT, words=(), confidence=0, grade=PageGrade.BLANK
    )
