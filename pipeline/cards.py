"""Pages with several cards: one part per person, each card looked at the way it lies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from rapidfuzz import fuzz

from classifiers.interface import Excerpt, TypeClassifier
from contracts.document_types import DocumentTypes
from contracts.findings import FieldReading, Part
from contracts.reading import DocumentText, PageText, Region, Word
from contracts.records import Box, PageSize
from contracts.values import find_dates, fold
from extractors.facts.apart import read_facts_apart
from extractors.facts.fact_reader import WITH_ZONE
from extractors.pages.reading_order import in_reading_order
from extractors.pictures.cards import turned_box
from extractors.sandbox import ReadingPool
from pipeline.unforeseen import read_or_unread, unread

_SAME_NAME: Final = 80.0
"""From this similarity (0..100) the names on two cards are one person's."""
BIRTH, EXPIRY, FAMILY, GIVEN = "geburtsdatum", "gueltig_bis", "familienname", "vorname"


class View(NamedTuple):
    """What is looked at as a page of its own: a page, or a card on one.

    Attributes:
        upright: The words as they stand on the upright card.
        shown: The same words in their places on the page.
        turned: Degrees clockwise from ``shown`` to ``upright``.
    """

    upright: PageText
    shown: PageText
    turned: int = 0

    def placed(self, reading: FieldReading) -> FieldReading:
        """Return a reading of the upright card with its place on the page."""
        box = reading.box and turned_box(reading.box, self.upright.size, -self.turned)
        return reading.model_copy(update={"page": self.shown.index, "box": box})


class CardReader:
    """Reads facts from cards, and takes pages apart that hold cards of several persons.

    Args:
        types: What is read from which type.
        classifier: Tells document types apart.
        pool: The child processes that read.
        today: The received date.
    """

    def __init__(
        self, types: DocumentTypes, classifier: TypeClassifier, pool: ReadingPool, today: date
    ) -> None:
        self._pool = pool
        self._types = types
        self._classifier = classifier
        self._today = today

    def separated(self, part: Part, document: DocumentText) -> Iterator[Part]:
        """Yield a part, or, where cards of several persons lie on a page of it, one for each of them."""
        if part.type not in WITH_ZONE:
            yield part
            return
        whole: list[int] = []
        for page in part.pages:
            groups = self._persons(document.pages[page], part.type)
            if len(groups) < 2:  # noqa: PLR2004 - nothing to take apart
                whole.append(page)
                continue
            for group in groups:
                yield self._part(part, document.pages[page], group)
        if whole:
            yield part.model_copy(update={"pages": tuple(whole)})

    def facts(self, part: Part, views: Sequence[View]) -> dict[str, FieldReading]:
        """Return the facts of a part, in their places on its pages."""
        specs = self._types[part.type].facts
        pages = [view.upright.model_copy(update={"index": number}) for number, view in enumerate(views)]
        readings = read_or_unread(
            lambda: read_facts_apart(self._pool, part.type, specs, pages, today=self._today) if specs else {},
            otherwise=lambda: unread(specs),
        )
        return {
            name: reading if reading.page is None else views[reading.page].placed(reading)
            for name, reading in readings.items()
        }

    def _persons(self, page: PageText, type_id: str) -> list[list[Region]]:
        """Return the cards of a page by person; a card of nobody known is by itself."""
        groups: list[tuple[list[Region], dict[str, str]]] = []
        for region in page.regions:
            facts = self.facts(
                Part(document=0, pages=(0,), type=type_id, confidence=1), [_view(page, region)]
            )
            said = {name: reading.value for name, reading in facts.items() if reading.value}
            group = next((group for group in groups if _same_person(group[1], said)), None)
            if group is None:
                groups.append(([region], said))
            else:
                group[0].append(region)
                group[1].update(said | group[1])
        named = [(regions, said) for regions, said in groups if _names(said) or BIRTH in said]
        if len(named) < 2:  # noqa: PLR2004 - one person's front and back
            return [list(page.regions)]
        nameless = [regions for regions, said in groups if not (_names(said) or BIRTH in said)]
        for regions in tuple(nameless):
            days = {
                found.value.isoformat()
                for each in regions
                for found in find_dates(_view(page, each).upright.text)
            }
            own = [known for known, said in named if days & {said.get(BIRTH), said.get(EXPIRY)}]
            if len(own) == 1:
                own[0].extend(regions)
                nameless.remove(regions)
        return [each for regions, _ in named for each in _apart(regions, page)] + nameless

    def _part(self, part: Part, page: PageText, regions: Sequence[Region]) -> Part:
        """Return the part of one person's cards, with the type that they have by themselves."""
        region = Box.around([each.box for each in regions])
        alone = part.model_copy(update={"pages": (page.index,), "region": region})
        pages = tuple(view.upright for view in views_of(alone, [page]))
        (kind,) = self._classifier.classify([Excerpt(pages=pages)])
        if kind.best.type not in WITH_ZONE:
            return alone
        update = {"type": kind.best.type, "confidence": kind.best.confidence, "words": kind.words}
        return alone.model_copy(update=update | {"runner_up": kind.runner_up})


def views_of(part: Part, pages: Sequence[PageText]) -> list[View]:
    """Return how to look at the pages of a part: card by card where that makes a difference."""
    return [view for page in pages for view in _views(part, page)]


def _views(part: Part, page: PageText) -> Iterator[View]:
    if part.region is not None:
        yield from (_view(page, each) for each in page.regions if part.region.holds(*each.box.middle))
    elif part.type in WITH_ZONE and any(region.turned for region in page.regions):
        yield from (_view(page, each) for each in page.regions)
        beside = [word for word in page.words if not any(_on(word, each) for each in page.regions)]
        rest = page.model_copy(update={"words": tuple(beside)})
        yield View(rest, rest)
    else:
        yield View(page, page)


def _view(page: PageText, region: Region) -> View:
    """Return one card of a page."""
    turned = region.turned
    inside = {
        Word(word.text, turned_box(word.box, page.size, turned), word.confidence): word
        for word in page.words
        if _on(word, region)
    }
    ordered = in_reading_order(inside)
    size = PageSize(page.size.height, page.size.width) if turned % 180 else page.size
    plain = page.model_copy(update={"regions": (), "widgets": ()})
    upright = plain.model_copy(update={"words": ordered, "size": size})
    return View(upright, plain.model_copy(update={"words": tuple(inside[word] for word in ordered)}), turned)


def _on(word: Word, region: Region) -> bool:
    return region.box.grown(4).holds(*word.box.middle)


def _apart(regions: list[Region], page: PageText) -> list[list[Region]]:
    """Return a person's cards together, or one by one where another's lies between them."""
    around = Box.around([region.box for region in regions])
    others = [each for each in page.regions if each not in regions]
    if any(around.holds(*each.box.middle) for each in others):
        return [[region] for region in regions]
    return [regions]


def _names(said: dict[str, str]) -> str:
    return fold(f"{said[GIVEN]} {said[FAMILY]}") if GIVEN in said and FAMILY in said else ""


def _same_person(one: dict[str, str], other: dict[str, str]) -> bool:
    """Whether two cards are one person's, as far as they say; days of birth are surer than names."""
    if BIRTH in one and BIRTH in other and one[BIRTH] != other[BIRTH]:
        return False
    if _names(one) and _names(other):
        return fuzz.token_set_ratio(_names(one), _names(other)) >= _SAME_NAME
    return BIRTH in one and BIRTH in other
