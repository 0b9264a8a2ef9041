"""The parts of an address, each found at a label of its own and told from print by what it looks like."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from contracts.fields import FieldKind, FieldSpec
from contracts.reading import TextSource, Word
from contracts.records import Box
from extractors.forms.answering.answers import answers, written
from extractors.forms.labelling.label_hits import LabelHit
from extractors.forms.labelling.labels import Hit
from extractors.forms.labelling.part_labels import (
    HOUSE_NUMBER,
    NUMBER,
    PLACE,
    PLACES,
    POSTCODE,
    STREET,
    TOWN,
    with_owner,
)
from extractors.forms.labelling.phrases import is_about
from extractors.forms.page.layout import lines
from extractors.forms.parts.live import written_across
from extractors.forms.parts.readings import Written
from extractors.forms.parts.sheet import Sheet

Labels = tuple[str, ...]

_NAME: Final = re.compile(r"[^\Wa-zäöüß_].*[^\W\d_]")
_TOWN: Final = re.compile(r"(?:\d{5} )?[^\W\da-zäöüß_][^\d@]*$", re.DOTALL)
_HOUSE: Final = re.compile(r"\d{1,4}(?!\d)")
_CODE: Final = re.compile(r"(?:[A-Z]{1,3}\W?)?\d{4,6}(?!\d)")
_SHAPES: Final[dict[Labels, re.Pattern[str]]] = {
    STREET: _NAME,
    NUMBER: _HOUSE,
    HOUSE_NUMBER: _HOUSE,
    POSTCODE: _CODE,
    PLACE: _TOWN,
    PLACES: _TOWN,
    TOWN: _NAME,
}
"""How parts begin: small letters under a label are how it goes on, perhaps in another language."""

_RESTS: Final[dict[Labels, tuple[re.Pattern[str], re.Pattern[str]]]] = {
    STREET: (re.compile(r"[^\W\d_]\D*"), re.compile(r"\d{1,4}(?: ?[a-zA-Z])?")),
    TOWN: (re.compile(r"\d{5}"), re.compile(r"[A-ZÄÖÜ][^\d:?]*[^\W\d_)]")),
}
"""What one label asks for that may stand in two cells, as the first one's text and the second one's."""

_CELLS: Final = re.compile(r"^\d(?: \d){4}(?!\S)|^\d(?: \d){1,3}(?: [a-zA-Z])?$")
"""A postcode, or a house's number, whose digits have a cell each."""

BESIDE: Final = 40.0
"""Points from the first part to the second where no cells are ruled, at most."""

EDGE: Final = 4.0
"""Points by which the sides of cells that touch each other differ, at most."""


class Part(NamedTuple):
    """One part of an address where it was found, with the heading's verdict on it.

    Attributes:
        fits: Whether it looks like what its labels ask for.
    """

    written: Written
    verdict: float
    fits: bool = True


def parts_at(spec: FieldSpec, labels: Labels, sheet: Sheet) -> list[Part]:
    """Return the filled answers to labels of a part, those under the field's own headings first."""
    named = (*labels, *with_owner(labels, spec.sections))
    asking = spec.model_copy(update={"labels": named, "kind": FieldKind.TEXT})
    found: dict[Box, Part] = {}
    for hit in sheet.hits("", asking):
        text = _text_at(hit, labels, sheet)
        if text is not None:
            part = Part(text, _verdict(spec, hit.hit, sheet), _fits(text, labels))
            found.setdefault(text.box, part)
    return sorted(found.values(), key=lambda part: (-part.verdict, part.written.page, part.written.box.top))


def _verdict(spec: FieldSpec, hit: Hit, sheet: Sheet) -> float:
    """Return the heading's verdict on a part; one that names whom it is about needs no heading."""
    near = [each for each in sheet.segments if each.page == hit.page]
    return 1.0 if is_about(spec.sections, hit.box, near) else sheet.headings.verdict(spec, hit.page, hit.box)


def _fits(text: Written, labels: Labels) -> bool:
    """Whether a text looks like a part; in live fields no print stands that small letters would tell."""
    shape = _SHAPES.get(labels)
    raw = text.raw.title() if text.source is TextSource.WIDGET else text.raw
    return shape is None or shape.match(raw) is not None


def _text_at(hit: LabelHit, labels: Labels, sheet: Sheet) -> Written | None:
    """Return what answers a label: the first text that looks like its part; without any, the first one.

    Under a label's own line may stand how it goes on, and the answer under that.
    """
    near = _texts_at(hit, sheet, lines_below=1)
    fitting = [each for each in near if _fits(each, labels)]
    if near and not fitting:
        fitting = [each for each in _texts_at(hit, sheet, lines_below=2) if _fits(each, labels)]
    text = next(iter(fitting or near), None)
    return text if text is None else _with_rest(text, hit, labels, sheet)


def _texts_at(hit: LabelHit, sheet: Sheet, *, lines_below: int) -> list[Written]:
    """Return all that may answer a label, whole and line by line, likeliest first."""
    habit, page = sheet.habit(hit.hit.page), sheet.pages[hit.hit.page]
    found: list[Written] = []
    for each in sorted(answers(hit, sheet, lines_below=lines_below), key=lambda each: each.side is not habit):
        whole = each.written if each.widget is None else written_across(each.widget, page)
        rows = lines(each.words) if each.widget is None else []
        found += [*filter(None, [whole]), *(written(row, page) for row in rows if len(rows) > 1)]
    return [text._replace(raw=_CELLS.sub(_joined, text.raw)) for text in found]


def _joined(digits: re.Match[str]) -> str:
    return digits[0].replace(" ", "")


def _with_rest(text: Written, hit: LabelHit, labels: Labels, sheet: Sheet) -> Written:
    """Return a part with its rest, where its label asks for both and nothing but that stands beside it."""
    begin, rest = _RESTS.get(labels, (None, None))
    if begin is None or rest is None or not begin.fullmatch(text.raw):
        return text
    words = _beside(text, sheet)
    if not sheet.typed(hit.hit, words, alone=True) or any(sheet.is_label(text.page, word) for word in words):
        return text
    more = written(words, sheet.pages[text.page])
    if not rest.fullmatch(more.raw):
        return text
    box, sure = Box.around([text.box, more.box]), min(text.confidence, more.confidence)
    return text._replace(raw=f"{text.raw} {more.raw}", box=box, confidence=sure)


def _beside(text: Written, sheet: Sheet) -> Sequence[Word]:
    """Return the words right of a text on its line in its cell; without any, those in the next cell."""
    page, middle, cell = text.page, text.box.middle[1], sheet.cell(text.page, text.box)
    if cell is None:
        return _next_beside(text, sheet)
    beside = sheet.cell(page, Box(cell.right + EDGE, middle, cell.right + 2 * EDGE, middle + 1))
    line = [
        word
        for word in sheet.words[page]
        if word.box.left > text.box.right and word.box.top < middle < word.box.bottom
    ]
    own = [word for word in line if cell.holds(*word.box.middle)]
    return own or [word for word in line if beside is not None and beside.holds(*word.box.middle)]


def _next_beside(text: Written, sheet: Sheet) -> Sequence[Word]:
    """Return the words that stand closely right of a text on its line, set off from it."""
    right, middle = text.box.right, text.box.middle[1]
    behind = (
        each.words
        for each in sheet.segments
        if each.page == text.page
        and each.box.top < middle < each.box.bottom
        and 0 < each.box.left - right < BESIDE
    )
    return next(behind, ())
