"""Whose signature a line asks for: what somebody else signed or dated is never the applicant's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from contracts.fields import FieldKind, FieldSpec
from contracts.records import Box
from contracts.values import fold
from extractors.forms.labelling.label_hits import LabelHit
from extractors.forms.labelling.labels import Hit, find_label
from extractors.forms.labelling.phrases import is_about
from extractors.forms.labelling.signers_named import names_signer
from extractors.forms.page.layout import Segment
from extractors.forms.parts.heading_words import without_brackets
from extractors.forms.parts.sheet import Sheet

SIGNATURE: Final = "unterschrift"

LONGEST_LABEL: Final = 7
FIRST_OF_LABEL, FIRST_OF_SENTENCE = 4, 2
"""Words of a label for signing; so many of its first ones, and of a sentence's, name the signature."""

BETWEEN: Final = 24.0
"""Points by which a label may stand under the place over which another label stands."""

LINE: Final = 0.4
"""Share of a label's height that is common to labels on one line."""

UNDER_HEADING, ROLE_HEIGHT, ROLE_WIDTH = 220.0, 45.0, 330.0
"""Points under "Unterschriften" within which the places to sign stand, and that each is high and wide."""

BLOCK: Final = 90.0
"""Points over a label within which the heading of its block for signing stands."""


def own_labels(spec: FieldSpec, labels: Sequence[LabelHit], sheet: Sheet) -> list[LabelHit]:
    """Return the labels of a signature, or of its place and date, that are not another person's."""
    own = [label for label in labels if not is_anothers(spec, label.hit, sheet)]
    if spec.kind is not FieldKind.PLACE_DATE:
        return own
    signed = at_signature([label.hit for label in own], sheet)
    return [label for label in own if label.hit in signed]


def at_signature(days: Sequence[Hit], sheet: Sheet) -> list[Hit]:
    """Return the labels of days beside a place to sign, if there are any: other days are of other things."""
    return [day for day in days if _signed_beside(day, sheet) is not None] or list(days)


def is_anothers(spec: FieldSpec, hit: Hit, sheet: Sheet) -> bool:
    """Whether the signature on a label's line, or the block that it stands in, is another person's."""
    signed = _signed_beside(hit, sheet)
    if signed is not None:
        names = [fold(phrase) for phrase in spec.sections]
        if is_about(names, signed.box, [signed]):
            return False
        whose = _says_whose(spec, signed)
        if is_about(spec.not_sections, signed.box, [signed], first_named=whose):
            return True
        if whose:
            return False
    heading = sheet.headings.nearest(hit.page, hit.box)
    near = heading is not None and hit.box.top - heading.bottom < BLOCK
    return near and sheet.headings.verdict(spec, hit.page, hit.box) < 0


def _says_whose(spec: FieldSpec, signed: Segment) -> bool:
    """Whether a label for signing is one of the field's own that names a person, whatever stands above it."""
    printed = f" {signed.folded} "
    own = (fold(label) for label in spec.labels)
    return any(f" {label} " in printed for label in own if names_signer(label))


def places_to_sign(label: Hit, places: Sequence[Box], sheet: Sheet) -> list[Box]:
    """Return the places over, beside and under a label, without the one over the next label for signing.

    What stands between two such labels, one below the other, may be the signature for the lower one.
    """
    others = [each.box for each in _asking(label.page, sheet) if each.box.overlap(label.box) <= 0]
    return [cut for place in places if (cut := _cut(place, label.box, others)) is not None]


def is_between(place: Box, label: Hit, sheet: Sheet) -> bool:
    """Whether a place under a label is right over another label for signing: nobody knows whose it is."""
    return place.top >= label.box.bottom and any(
        _common(each.box, place) and 0 <= each.box.bottom - label.box.bottom < place.height + BETWEEN
        for each in _asking(label.page, sheet)
        if each.box.top > label.box.bottom
    )


def _cut(place: Box, label: Box, others: Sequence[Box]) -> Box | None:
    left, top, right, bottom = place
    for other in others:
        if other.left > label.right and _on_line(other, label):
            right = min(right, other.left)
        elif _common(other, place) and place.bottom <= label.top and top < other.bottom <= bottom:
            top = other.bottom
    return Box(left, top, right, bottom) if right > left + 1 and bottom > top + 1 else None


def _on_line(one: Box, other: Box) -> bool:
    return min(one.bottom, other.bottom) - max(one.top, other.top) > LINE * other.height


def _common(one: Box, other: Box) -> bool:
    return min(one.right, other.right) > max(one.left, other.left)


def is_beside(one: Hit, other: Hit) -> bool:
    """Whether two labels stand side by side, one of them being neither the other nor a part of it."""
    apart = one.box.left > other.box.right or other.box.left > one.box.right
    return apart and one.page == other.page and _on_line(one.box, other.box)


def places_of_roles(spec: FieldSpec, sheet: Sheet) -> list[tuple[int, Box]]:
    """Return the places to sign that are labelled by the signer alone: "Bauherrin / Bauherr".

    They stand under a heading "Unterschriften"; each goes on to the next signer's.
    """
    roles = {
        (hit.page, hit.box, phrase in spec.sections)
        for phrase in (*spec.sections, *spec.not_sections)
        for hit in find_label(phrase, sheet.segments)
        if not hit.rest and any(_heads(each, hit) for each in _asking(hit.page, sheet))
    }
    places = []
    for page, box, own in sorted(roles):
        if own:
            below = [other.top for number, other, _ in roles if number == page and other.top > box.bottom]
            end = min([*below, box.bottom + ROLE_HEIGHT])
            places.append((page, Box(box.left, box.top, box.left + ROLE_WIDTH, end - 1)))
    return places


def _heads(heading: Segment, role: Hit) -> bool:
    down = role.box.top - heading.box.bottom
    return heading.page == role.page and 0 <= down < UNDER_HEADING


def _signed_beside(hit: Hit, sheet: Sheet) -> Segment | None:
    """Return the label for signing that a label is, or that follows it on its line."""
    row = [
        each
        for each in _asking(hit.page, sheet)
        if each.box.right > hit.box.left and _on_line(each.box, hit.box)
    ]
    first = min(row, key=lambda each: each.box.left, default=None)
    return first and (without_brackets(first) or first)


def _asking(page: int, sheet: Sheet) -> list[Segment]:
    return [each for each in sheet.segments if each.page == page and _asks(each)]


def _asks(printed: Segment) -> bool:
    """Whether a segment asks for a signature; a sentence that comes to it later on is a hint."""
    first = FIRST_OF_LABEL if len(printed.tokens) <= LONGEST_LABEL else FIRST_OF_SENTENCE
    return any(SIGNATURE in token.text for token in printed.tokens[:first])
