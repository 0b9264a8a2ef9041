"""Labels of fields where they stand on a form."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import Final, NamedTuple

from contracts.fields import FieldKind, FieldSpec
from contracts.reading import Widget
from contracts.records import Box
from extractors.forms.labelling.labels import Hit
from extractors.forms.page.layout import Token

OF_DIGITS: Final = frozenset(
    {
        FieldKind.DATE,
        FieldKind.MONTH,
        FieldKind.AMOUNT,
        FieldKind.NUMBER,
        FieldKind.TAX_ID,
        FieldKind.PHONE,
    }
)
"""Kinds whose values have digits in each of their lines."""

LATER: Final = 0.02
"""What a label loses for each line with labels before it."""

LEVEL: Final = 3.0
"""Points by which the upper edges of labels on one line differ at most."""


class LabelHit(NamedTuple):
    """A label of a field in its place; ``widget`` is set when the live field itself names the label."""

    field: str
    hit: Hit
    score: float
    widget: Widget | None = None


def with_small_words(spec: FieldSpec, hit: Hit) -> Hit:
    """Return a label with the small words behind it, where only digits can answer: "Baukosten gesamt"."""
    if spec.kind not in OF_DIGITS:
        return hit
    own = list(takewhile(_is_small_word, hit.rest))
    box = Box.around([hit.box, *(token.word.box for token in own)])
    return hit._replace(box=box, rest=hit.rest[len(own) :]) if own else hit


def _is_small_word(token: Token) -> bool:
    return token.word.text[:1].islower() and not any(map(str.isdigit, token.word.text))


def one_each(hits: Sequence[LabelHit]) -> list[LabelHit]:
    """Return the best hit of each place: many synonyms may fit one printed label, or begin its answer."""
    kept: list[LabelHit] = []
    for each in sorted(hits, key=lambda each: -each.score):
        if not any(_same_place(each, other) for other in kept):
            kept.append(each)
    return [each for each in kept if not any(_begins_answer(each, other) for other in kept)]


def first_come(hits: Sequence[LabelHit]) -> list[LabelHit]:
    """Return hits, best first; they lose by each line with hits before theirs: the applicant comes first.

    On one line the applicant stands left.
    """
    lines: list[list[LabelHit]] = []
    for each in sorted(hits, key=lambda each: (each.hit.page, each.hit.box.top)):
        if lines and _level(lines[-1][0], each):
            lines[-1].append(each)
        else:
            lines.append([each])
    order = [
        each._replace(score=each.score - LATER * number)
        for number, line in enumerate(lines)
        for each in sorted(line, key=lambda each: each.hit.box.left)
    ]
    return sorted(order, key=lambda each: -each.score)


def _begins_answer(words: LabelHit, label: LabelHit) -> bool:
    """Whether words stand behind a label on its line, and go on: "Registergericht   Amtsgericht Fulda"."""
    if words.widget is not None or label.widget is not None or words.hit.sure or not label.hit.sure:
        return False
    return _level(words, label) and label.hit.box.right < words.hit.box.left


def _level(one: LabelHit, other: LabelHit) -> bool:
    return one.hit.page == other.hit.page and abs(one.hit.box.top - other.hit.box.top) < LEVEL


def _same_place(one: LabelHit, other: LabelHit) -> bool:
    if one.widget is not None or other.widget is not None:
        return one.widget is other.widget
    first, second = one.hit.box, other.hit.box
    touch = first.holds(*second.middle) or second.holds(*first.middle)
    return one.hit.page == other.hit.page and touch
