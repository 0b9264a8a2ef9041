"""Persons one below the other, or side by side: the same labels again, once per person."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from contracts.fields import FieldSpec
from extractors.forms.labelling.column_heads import APPLICANT, ROOM, number_of
from extractors.forms.labelling.declarations import declarations
from extractors.forms.labelling.labels import Hit, find_label
from extractors.forms.labelling.phrases import find_phrase
from extractors.forms.page.layout import Segment
from extractors.forms.parts.repeated import ALIKE, LEAST_LABELS, Card, Place, repeated_cards, rows_of
from extractors.forms.values.names import FAMILY_FIRST, GIVEN_FIRST

SAME_COLUMN: Final = 8.0
"""Points by which the left edges of a repeated label may differ."""

NAMES: Final = ("vorname", "familienname")

INTO, HIGHEST_HEAD = 12.0, 60.0
"""Points by which a heading may begin inside a block; from a head, "Person 2", to its name at most."""

HEAD: Final = 50.0
"""Points over its first label within which the head of a card begins."""

WHOLE_PAGE: Final = 2000.0
"""Points that a block is high at most, where each person has a page."""

EDGE: Final = 4.0
"""Points over its first label at which a block begins."""

ANSWER: Final = 24.0
"""Points that an answer is high at most, over its label or below it."""

MOST_WORDS: Final = 5
"""Words of a question that asks for a name, at most."""


_LETTERED: Final = re.compile(r"[A-Z]\. [A-ZÄÖÜ]\w+ \w")
"""How the heading of a form's next part begins: "F. Weitere Angaben"."""


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


Taken = Callable[[Hit], bool]


def person_blocks(
    columns: Mapping[str, FieldSpec],
    segments: Sequence[Segment],
    sections: Sequence[str] = (),
    *,
    is_under: Callable[[Hit], bool] = lambda _: False,
    is_taken: Callable[[Hit], bool] = lambda _: False,
) -> list[Block]:
    """Return the blocks of all persons but the applicant, in reading order.

    The first block is the applicant's, unless a heading for further persons stands above it, or a name was
    asked for before; a head that counts it, "Person 2", says so itself.

    Args:
        columns: The fields of one person.
        segments: What is printed and typed on the form.
        sections: Headings of the list of persons.
        is_under: Whether a label stands under its answer: then a block ends with its labels.
        is_taken: Whether a label belongs to a table.
    """
    hits = {name: _hits(name, spec, segments, is_taken) for name, spec in columns.items()}
    places = {name: [Place(hit.page, hit.box) for hit in found] for name, found in hits.items()}
    rows = rows_of(repeated_cards(places))
    if not rows:
        return []
    first = rows[0][0]
    own = [hit for row in rows for card in row for hit in _of_card(card, hits.values())]
    under = 2 * sum(map(is_under, own)) > len(own)
    ends = [*declarations(segments), *(each for each in segments if _LETTERED.match(each.text))]
    blocks = [_until(ends, block) for block in _blocks(rows, segments, under=under)]
    return blocks if _is_anothers(first, blocks[0], columns, segments, sections) else blocks[1:]


def _hits(name: str, spec: FieldSpec, segments: Sequence[Segment], is_taken: Taken) -> list[Hit]:
    """Return the places of a column's labels, one for each line; a label of two lines stands once."""
    labels = (*spec.labels, *((*FAMILY_FIRST, *GIVEN_FIRST) if name in NAMES else ()))
    found: list[Hit] = []
    for hit in sorted(
        (hit for label in labels for hit in find_label(label, segments)), key=lambda hit: -hit.score
    ):
        if not is_taken(hit) and not any(
            hit.page == other.page and hit.box.overlap(other.box) > 0 for other in found
        ):
            found.append(hit)
    return found


def _of_card(card: Card, hits: Iterable[Sequence[Hit]]) -> list[Hit]:
    """Return the labels of a card as they were found."""
    boxes = set(card.labels.values())
    return [hit for found in hits for hit in found if hit.page == card.page and hit.box in boxes]


def _blocks(rows: Sequence[Sequence[Card]], segments: Sequence[Segment], *, under: bool) -> list[Block]:
    """Return a block for each card: as far as the next one in its row, and the next row."""
    cards = [card for row in rows for card in row]
    pitch = min(
        (below[0].top - above[0].top for above, below in pairwise(rows) if above[0].page == below[0].page),
        default=WHOLE_PAGE,
    )
    top = min(box.top - card.top for card in cards for box in card.labels.values())
    bottom = max(box.bottom - card.top for card in cards for box in card.labels.values())
    over = min((pitch - (bottom - top)) / 2, ANSWER) if under else EDGE  # the card before has the other half
    top = min([top - over, *_heads(cards, top, bottom, pitch, segments)])
    ends = [after[0].top + top for _, after in pairwise(rows)]
    blocks = []
    for number, row in enumerate(rows):
        is_last = number + 1 == len(rows) or rows[number + 1][0].page != row[0].page
        alone = pitch == WHOLE_PAGE and len(row) > 1
        deep = bottom + _repeated_below(row, bottom, segments) + ANSWER - top if alone else pitch
        end = row[0].top + top + deep if is_last else ends[number]
        for card, after in zip(row, [*row[1:], None], strict=True):
            left = 0.0 if card is row[0] else card.around.left - ROOM
            right = WHOLE_PAGE if after is None else after.around.left - ROOM
            blocks.append(Block(card.page, card.top + top, end, left=left, right=right))
    return blocks


def _heads(
    cards: Sequence[Card], top: float, bottom: float, pitch: float, segments: Sequence[Segment]
) -> list[float]:
    """Return how far over the anchors something stands on each card, whatever it says: "Kind 1", "Kind 2"."""
    lowest = bottom - pitch
    full = [card for card in cards if len(card.labels) >= LEAST_LABELS] or cards
    over = [_shifts(card, segments, max(lowest, top - HEAD), top) for card in full]
    after = _shifts(cards[-1], segments, max(lowest, top - HEAD) + pitch, top + pitch)
    ends = [
        (right, down - pitch) for right, down in after
    ]  # what the last card ends with is no head of the next
    return [
        down - 1
        for right, down in over[0]
        if all(_is_in(right, down, own) for own in over[1:]) and not _is_in(right, down, ends)
    ]


def _shifts(card: Card, segments: Sequence[Segment], top: float, bottom: float) -> list[tuple[float, float]]:
    """Return how far right of a card's anchor, and below it, something stands between two heights."""
    return [
        (each.box.left - card.left, each.box.top - card.top)
        for each in segments
        if each.page == card.page and top < each.box.top - card.top < bottom
    ]


def _is_in(right: float, down: float, shifts: Sequence[tuple[float, float]]) -> bool:
    return any(abs(x - right) <= ALIKE and abs(y - down) <= ALIKE for x, y in shifts)


def _repeated_below(row: Sequence[Card], bottom: float, segments: Sequence[Segment]) -> float:
    """Return how much further down than its labels the print goes that all cards of a row have."""
    below = [
        {
            (each.folded, round((each.box.left - card.left) / ALIKE)): each.box.bottom - card.top
            for each in segments
            if each.page == card.page and 0 < each.box.top - card.top - bottom < 4 * ANSWER
        }
        for card in row
    ]
    common = set(below[0]).intersection(*below[1:])
    return max((below[0][key] - bottom for key in common), default=0.0)


def _is_anothers(
    first: Card,
    block: Block,
    columns: Mapping[str, FieldSpec],
    segments: Sequence[Segment],
    sections: Sequence[str],
) -> bool:
    """Whether the first of the cards is a further person's, not the applicant's."""
    counted = _number(segments, first)
    asked = _asked_before(first, columns, segments)
    if counted is not None and (counted != APPLICANT or not asked):
        return counted != APPLICANT
    start = (block.page, block.top + INTO)
    headings = [hit for section in sections for hit in find_phrase(section, segments)]
    return asked or any((hit.page, hit.box.top) < start for hit in headings)


def _number(segments: Sequence[Segment], card: Card) -> str | None:
    """Return the number with which the head of a card counts its person; None if it does not."""
    over = [
        each
        for each in segments
        if each.page == card.page
        and 0 <= card.around.top - each.box.top < HIGHEST_HEAD
        and number_of(each) is not None
    ]
    nearest = max(over, key=lambda each: (each.box.top, -abs(each.box.left - card.left)), default=None)
    return number_of(nearest) if nearest else None


def _asked_before(card: Card, columns: Mapping[str, FieldSpec], segments: Sequence[Segment]) -> bool:
    """Whether a given name is asked for before the first of the cards: that is the applicant's."""
    spec = columns.get(NAMES[0])
    labels = (*spec.labels, *FAMILY_FIRST, *GIVEN_FIRST) if spec else ()
    short = [each for each in segments if len(each.tokens) <= MOST_WORDS]
    hits = (hit for label in labels for hit in (*find_label(label, segments), *find_phrase(label, short)))
    return any((hit.page, hit.box.bottom) < (card.page, card.around.top) for hit in hits)


def _until(declared: Sequence[Segment], block: Block) -> Block:
    """Return a block that ends where the applicant vouches for the form, or where its next part begins."""
    tops = [each.box.top for each in declared if each.page == block.page]
    ends = [top for top in tops if block.top <= top < block.bottom]
    return block._replace(bottom=min((block.bottom, *ends)))
