"""Persons one below the other: the same labels again, once per person, as on many registration forms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from contracts.fields import FieldSpec
from extractors.forms.column_heads import APPLICANT, number_of
from extractors.forms.declarations import declarations
from extractors.forms.labels import Hit, find_label
from extractors.forms.layout import Segment
from extractors.forms.names import FAMILY_FIRST, GIVEN_FIRST
from extractors.forms.person_grid import cards_of_others
from extractors.forms.phrases import find_phrase

SAME_COLUMN: Final = 8.0
"""Points by which the left edges of a repeated label may differ."""

ANCHORS: Final = ("vorname", "familienname")
"""Columns whose labels tell one person's block from the next."""

LEAST_HEIGHT: Final = 24.0
INTO, HIGHEST_HEAD = 12.0, 60.0
"""Points by which a heading may begin inside a block; from a head, "Person 2", to its name at most."""

WHOLE_PAGE: Final = 2000.0
"""Points that a block is high at most, where each person has a page."""

EDGE: Final = 4.0
ALIKE: Final = 3.0
"""Points over its first label at which a block begins; by which its lines may differ from the others'."""

COUNTED: Final = 24.0
"""Points over its first label within which what counts a person stands: "Person 2"."""

LEAST_LETTERS: Final = 3
"""Letters of such words."""

COMPANY: Final = 250.0
"""Points around a person's name within which the block's other labels stand."""

LEAST_LABELS: Final = 3
"""So many different labels must be repeated for a block: a single one may be anything."""


class Block(NamedTuple):
    """The part of a page on which another person's answers stand, in points from the top and the left.

    Attributes:
        rest: What the next page has of it.
        left: Where it begins and ends, if others stand beside it.
    """

    page: int
    top: float
    bottom: float
    rest: Block | None = None
    left: float = 0.0
    right: float = WHOLE_PAGE

    @property
    def parts(self) -> tuple[Block, ...]:
        """The block and its rest."""
        return (self,) if self.rest is None else (self, self.rest)

    def holds(self, page: int, y: float, x: float | None = None) -> bool:
        """Whether a point lies in the block; without ``x``, whether anything so far down does."""
        return any(
            page == part.page and part.top <= y < part.bottom and (x is None or part.left <= x < part.right)
            for part in self.parts
        )


def person_blocks(
    columns: Mapping[str, FieldSpec],
    segments: Sequence[Segment],
    sections: Sequence[str] = (),
    *,
    is_under: Callable[[Hit], bool] = lambda _: False,
) -> list[Block]:
    """Return the blocks of all persons but the applicant.

    The first block is the applicant's, unless a heading for further persons stands above it and a name was
    asked for before; a head that counts it, "Person 1", "Person 2", says so itself.

    Args:
        columns: The fields of one person.
        segments: What is printed and typed on the form.
        sections: Headings of the list of persons.
        is_under: Whether a label stands under its answer: then a block ends with its labels.
    """
    cards = cards_of_others(columns, segments)
    if cards:
        return [
            _until(
                declarations(segments), Block(page, card.top, card.bottom, left=card.left, right=card.right)
            )
            for page, card in cards
        ]
    repeated = _repeated(columns, segments)
    if len(repeated) < LEAST_LABELS or not any(name in repeated for name in ANCHORS):
        return []
    anchors = repeated[next(name for name in ANCHORS if name in repeated)]
    pitch = min(
        (below.box.top - above.box.top for above, below in pairwise(anchors) if above.page == below.page),
        default=WHOLE_PAGE,
    )
    anchors = [anchor for anchor in anchors if _has_company(anchor, repeated.values())]
    if pitch < LEAST_HEIGHT or not anchors:
        return []
    offsets = [_offset(anchors, hits, pitch) for hits in repeated.values()]
    top, bottom = min(offsets), max(offsets)
    top = min(top, _head(anchors, top, segments))
    over = pitch - (bottom - top) - anchors[0].box.height if is_under(anchors[0]) else EDGE
    blocks = [_until(declarations(segments), block) for block in _blocks(anchors, top - over, pitch)]
    start = (blocks[0].page, blocks[0].top + over + INTO)
    counted = _number(segments, anchors[0])
    if counted is not None and (counted != APPLICANT or not _asked_before(anchors[0], columns, segments)):
        return blocks[1:] if counted == APPLICANT else blocks
    headings = [hit for section in sections for hit in find_phrase(section, segments)]
    return blocks if any((hit.page, hit.box.top) < start for hit in headings) else blocks[1:]


def _number(segments: Sequence[Segment], anchor: Hit) -> str | None:
    """Return the number with which the head of a block counts its person; None if it does not."""
    over = [
        each
        for each in segments
        if each.page == anchor.page
        and 0 < anchor.box.top - each.box.top < HIGHEST_HEAD
        and number_of(each) is not None
    ]
    return number_of(max(over, key=lambda each: each.box.top)) if over else None


def _asked_before(anchor: Hit, columns: Mapping[str, FieldSpec], segments: Sequence[Segment]) -> bool:
    """Whether a given name is asked for before the first of the blocks: that is the applicant's."""
    spec = columns.get(ANCHORS[0])
    labels = (*spec.labels, *FAMILY_FIRST, *GIVEN_FIRST) if spec else ()
    hits = (hit for label in labels for hit in find_label(label, segments))
    return any((hit.page, hit.box.bottom) < (anchor.page, anchor.box.top) for hit in hits)


def _has_company(anchor: Hit, repeated: Iterable[Sequence[Hit]]) -> bool:
    """Whether another of the repeated labels stands near: the name of an account's owner stands alone."""
    return any(
        hit.page == anchor.page
        and abs(hit.box.top - anchor.box.top) < COMPANY
        and hit.box.overlap(anchor.box) <= 0
        for hits in repeated
        for hit in hits
    )


def _blocks(anchors: Sequence[Hit], offset: float, pitch: float) -> list[Block]:
    """Return a block for each anchor, up to the next one on its page."""
    tops = [anchor.box.top + offset for anchor in anchors]
    return [
        Block(
            anchor.page,
            top,
            tops[number + 1]
            if number + 1 < len(tops) and anchors[number + 1].page == anchor.page
            else top + pitch,
        )
        for number, (anchor, top) in enumerate(zip(anchors, tops, strict=True))
    ]


def _until(declared: Sequence[Segment], block: Block) -> Block:
    """Return a block that ends where the applicant vouches for the form."""
    tops = [each.box.top for each in declared if each.page == block.page]
    ends = [top for top in tops if block.top <= top < block.bottom]
    return block._replace(bottom=min((block.bottom, *ends)))


def _head(anchors: Sequence[Hit], top: float, segments: Sequence[Segment]) -> float:
    """Return how far over its anchor a person's block begins: with what counts the persons over each.

    That is "Person 2", "Person 3" at the same place, and what stands on its line. The first anchor may be
    the applicant's, with another heading.
    """
    over = [_counted_over(anchor, top, segments) for anchor in anchors]
    for rows in filter(None, (over, over[1:])):
        found = [
            place
            for words, place, _ in rows[0]
            if len({number for row in rows for number in _numbers(row, words, place)}) == len(rows) > 1
        ]
        if found:
            return min(found)
    return top


def _counted_over(anchor: Hit, top: float, segments: Sequence[Segment]) -> list[tuple[str, float, str]]:
    """Return words with a number closely over a person's first label: letters, place, digits."""
    return [
        (letters, each.box.top - anchor.box.top, digits)
        for each in segments
        if each.page == anchor.page and -COUNTED <= each.box.bottom - anchor.box.top - top <= ALIKE
        if (digits := "".join(filter(str.isdigit, each.text)))
        and len(letters := "".join(filter(str.isalpha, each.folded))) >= LEAST_LETTERS
    ]


def _numbers(row: Sequence[tuple[str, float, str]], words: str, place: float) -> list[str]:
    """Return the numbers with which the same words stand at the same place."""
    return [digits for own, at, digits in row if own == words and abs(at - place) <= ALIKE][:1]


def _offset(anchors: Sequence[Hit], hits: Sequence[Hit], pitch: float) -> float:
    """Return how far below its anchor a label stands: the same distance for as many anchors as possible."""
    distances = [
        round(hit.box.top - anchor.box.top)
        for anchor in anchors
        for hit in hits
        if hit.page == anchor.page and abs(hit.box.top - anchor.box.top) < pitch
    ]
    if not distances:
        return 0.0
    return max(
        distances, key=lambda each: (sum(abs(each - other) <= ALIKE for other in distances), -abs(each))
    )


def _repeated(columns: Mapping[str, FieldSpec], segments: Sequence[Segment]) -> dict[str, list[Hit]]:
    """Return per column the places of its label, in order, if it stands twice in one column."""
    found = {}
    for name, spec in columns.items():
        by_place: dict[int, list[Hit]] = defaultdict(list)
        for label in (*spec.labels, *((*FAMILY_FIRST, *GIVEN_FIRST) if name in ANCHORS else ())):
            for hit in find_label(label, segments):
                by_place[round(hit.box.left / SAME_COLUMN)].append(hit)
        best = max((_distinct(hits) for hits in by_place.values()), key=len, default=[])
        if len(best) > 1:
            found[name] = best
    return found


def _distinct(hits: Sequence[Hit]) -> list[Hit]:
    """Return one hit per line, in order; a label of two lines, and its second one, are the same."""
    found: list[Hit] = []
    for hit in sorted(hits, key=lambda each: (each.page, each.box.top)):
        if not found or found[-1].page != hit.page or found[-1].box.overlap(hit.box) <= 0:
            found.append(hit)
    return found
