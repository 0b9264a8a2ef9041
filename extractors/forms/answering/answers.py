"""Where an answer stands: the live field or the words beside, below or above a label."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import dropwhile
from typing import Final, NamedTuple

from contracts.fields import FieldKind, FieldSpec
from contracts.reading import PageText, TextSource, Widget, Word
from contracts.records import Box
from extractors.forms.answering.answer_cells import in_cells_of
from extractors.forms.answering.days_in_parts import day_under_captions
from extractors.forms.answering.headed_cells import headed_cell
from extractors.forms.answering.long_answers import with_following_lines, with_lines_over, with_whole_lines
from extractors.forms.answering.long_questions import cell_beside_question
from extractors.forms.answering.stray_ink import EDGE, unread_answer, unread_in
from extractors.forms.answering.words_around import words_above, words_below, words_right
from extractors.forms.choosing.tick_marks import TICKED_SIGNS
from extractors.forms.labelling.label_hits import OF_DIGITS, LabelHit
from extractors.forms.labelling.labels import Hit
from extractors.forms.page.layout import in_cells, lines, with_rest_of_comb
from extractors.forms.page.linking import Side
from extractors.forms.parts.live import field_of, first_part, only_field, written_below, written_in
from extractors.forms.parts.readings import Written, lines_of
from extractors.forms.parts.sheet import Sheet

WITH_PRINT: Final = frozenset({FieldKind.CHOICE, FieldKind.YES_NO, FieldKind.PLACE_DATE})
"""Kinds of which a part may be printed: options, and the authority's town."""


CAPTION: Final = 12.0
"""Points over a live field, and left of its edge, within which its caption stands."""

AT_BOX: Final = 20.0
"""Points from the middle of a tick box to its option."""


class Answer(NamedTuple):
    """A candidate; ``written`` is None where a live field, or a cell, stands there empty.

    Attributes:
        words: What it is made of, where that is words.
        alone: Whether it has a cell of its own.
    """

    side: Side
    written: Written | None
    widget: Widget | None = None
    words: Sequence[Word] = ()
    alone: bool = False


def answers(
    label: LabelHit, sheet: Sheet, *, above: bool = False, lines_below: int = 1, long: bool = False
) -> Iterator[Answer]:
    """Yield what may be the answer to a label, likeliest first; see ``_candidates``.

    Where a form is filled in another font than it is printed in, its print is no answer.
    """
    page = sheet.pages[label.hit.page]
    bare, found = False, False
    for answer in _candidates(label, sheet, above=above, lines_below=lines_below, long=long):
        if answer.written is None and answer.widget is None and sheet.is_bar(label.hit):
            continue
        words = _typed(answer, label, sheet)
        if answer.words and not words:
            bare |= answer.side is Side.INSIDE
            continue
        found = True
        shorter = len(words) < len(answer.words)
        yield answer._replace(written=written(words, page), words=words) if shorter else answer
    if bare and not found:
        yield _beside_long_label(label, sheet) or Answer(Side.INSIDE, None)


def _beside_long_label(label: LabelHit, sheet: Sheet) -> Answer | None:
    """Return what was typed beside a label that goes on below its first line: only it stands in its cell."""
    row = sheet.typed(label.hit, words_right(label.hit, sheet), alone=False) if label.hit.goes_on else []
    return _answer(Side.RIGHT, row, sheet.pages[label.hit.page]) if row else None


def _typed(answer: Answer, label: LabelHit, sheet: Sheet) -> Sequence[Word]:
    spec = sheet.fields.get(label.field)
    with_print = spec is not None and (spec.options or spec.kind in WITH_PRINT)
    if with_print or any(_is_option(word, label.hit.page, sheet) for word in answer.words):
        return answer.words
    return sheet.typed(label.hit, answer.words, alone=answer.alone)


def _is_option(word: Word, page: int, sheet: Sheet) -> bool:
    """Whether a word stands at a tick box: some forms let people tick what others let them write."""
    left, middle = word.box.left, word.box.middle[1]
    boxes = (box.middle for box in sheet.squares(page))
    return word.text[:1] in TICKED_SIGNS or any(
        0 < left - x < AT_BOX and abs(middle - y) < word.box.height / 2 for x, y in boxes
    )


def _candidates(
    label: LabelHit, sheet: Sheet, *, above: bool, lines_below: int, long: bool
) -> Iterator[Answer]:
    """Yield what may be the answer to a label, likeliest first.

    Args:
        label: Where the label stands.
        sheet: The form.
        above: Also look over the label, as under a line to be signed.
        lines_below: So many lines under the label may belong to the answer.
        long: Whether the answer may go on in further lines.
    """
    page = sheet.pages[label.hit.page]
    cell = sheet.cell(label.hit.page, label.hit.box)
    owners = sheet.owners(label.hit.page)
    under_rule = cell is None and sheet.sides.is_under(label.hit)
    widget = (
        label.widget
        or field_of(label.hit, page, above=above or under_rule, below=not sheet.sides.labels_under)
        or only_field(cell, page)
        or owners.field_of(label.hit.box)
    )
    if widget is not None:
        if not _is_captioned(widget, label, sheet):
            told = written_below if long or lines_below > 1 else written_in
            yield Answer(Side.INSIDE, told(first_part(widget, page), page), widget)
        return
    boxed = _in_boxes_apart(label.hit, page, sheet)
    if boxed is not None:
        yield boxed
        return
    headed = headed_cell(label.hit, sheet) is not None
    over = _over(label.hit, sheet, long=long and under_rule) if (above and not headed) or under_rule else []
    right = words_right(label.hit, sheet)
    in_colon = sheet.sides.ends_in_colon(label.hit) and (right or sheet.sides.line_beside(label.hit))
    filled = in_colon or (cell is None and sheet.sides.begins_line(label.hit))
    ruled = over if under_rule else None if cell is None and filled else in_cells_of(label.hit, cell, sheet)
    if under_rule or (ruled is not None and not over):
        ruled = _completed(ruled or (), cell if long else None, label.hit, sheet)
        unread = None if ruled else unread_answer(label.hit, cell, sheet)
        yield _answer(Side.INSIDE, ruled, page) if ruled else Answer(Side.INSIDE, unread)
        yield from _besides(label.hit, cell, ruled, sheet) if cell is not None else ()
        return
    beside_only = filled or sheet.sides.labels_under or owners.is_list
    under = [] if beside_only else words_below(label.hit, sheet, lines_below)
    around = [(side, words) for side, words in zip(_AROUND, (right, under, over), strict=True) if words]
    for side, words in around:
        yield _answer(side, with_following_lines(words, label.hit, sheet) if long else words, page)
    if not around and (unread := unread_answer(label.hit, cell, sheet)) is not None:
        yield Answer(Side.INSIDE, unread)


def _is_captioned(field: Widget, label: LabelHit, sheet: Sheet) -> bool:
    """Whether a live field in a label's row has a caption over it, and what is asked one further right."""
    page, box = label.hit.page, field.box
    row = Box(label.hit.box.right, box.top - CAPTION, float("inf"), box.middle[1])
    over = [hit.box for hit in sheet.known_labels if hit.page == page and row.holds(*hit.box.middle)]
    own = [each.hit.box for each in sheet.labels.get(label.field, ()) if each.hit.page == page]
    further = any(each.left >= box.right and row.holds(*each.middle) for each in own)
    return further and any(each.right < box.right and each.left > box.left - CAPTION for each in over)


def _completed(words: Sequence[Word], cell: Box | None, hit: Hit, sheet: Sheet) -> list[Word]:
    """Return the words of an answer with the rest of their comb, or of their lines in a ``cell``."""
    found = with_rest_of_comb(words, _up_to_next_label(hit, sheet))
    return found if cell is None or not found else with_whole_lines(found, cell, hit, sheet)


def _up_to_next_label(hit: Hit, sheet: Sheet) -> list[Word]:
    """Return the words of a label's page, without those right of where the next label on its line begins."""
    labels = sheet.labels_on_line(hit.page, hit.box)
    end = min((other.left for other in labels if other.left > hit.box.right), default=float("inf"))
    return [word for word in sheet.words[hit.page] if word.box.left < end - EDGE]


def _in_boxes_apart(hit: Hit, page: PageText, sheet: Sheet) -> Answer | None:
    """Return what stands in the cell, or cells, that a form has for a label's answer; None without any."""
    beside = sheet.answer_cell(hit) or cell_beside_question(hit, sheet)
    if beside is not None:
        return _in_cell(beside, page, sheet)
    day = day_under_captions(hit, sheet)
    if day is None:
        return None
    return _answer(Side.INSIDE, day, page) if day else Answer(Side.INSIDE, None)


def _over(hit: Hit, sheet: Sheet, *, long: bool) -> list[Word]:
    words = words_above(hit, sheet)
    return with_lines_over(words, hit, sheet) if long and words else words


_AROUND: Final = (Side.RIGHT, Side.BELOW, Side.ABOVE)


def _in_cell(cell: Box, page: PageText, sheet: Sheet) -> Answer:
    """Return what stands in a cell that is the answer's alone, or begins there in the first one of a comb."""
    printed = sheet.words[page.index]
    inside = [word for word in printed if cell.holds(*word.box.middle)]
    words = [word for word in inside if not sheet.is_in_hint(page.index, word)] or inside
    words = words or [word for word in printed if in_cells(word) and cell.holds(*_start(word))]
    words = with_rest_of_comb(words, printed)
    if words:
        return _answer(Side.INSIDE, words, page)._replace(alone=True)
    return Answer(Side.INSIDE, unread_in(page.index, [cell.grown(-EDGE)], sheet))


def _start(word: Word) -> tuple[float, float]:
    """Return the middle of the cell in which a word in a comb begins."""
    return word.box.left + word.box.width / len(word.text) / 2, word.box.middle[1]


def _answer(side: Side, words: Sequence[Word], page: PageText) -> Answer:
    return Answer(side, written(words, page), words=words)


def written(words: Sequence[Word], page: PageText) -> Written:
    """Return words as the text that stands there; there must be one at least."""
    return Written(
        lines_of(words),
        Box.around([word.box for word in words]),
        page.index,
        min(word.confidence for word in words),
        page.source if page.source is TextSource.OCR else TextSource.TEXT,
        cells=page.source is TextSource.OCR and any(map(in_cells, words)),
    )


def without_label(spec: FieldSpec, answer: Answer, sheet: Sheet) -> Answer:
    """Return an answer of digits without the lines over it: how the label goes on, which OCR misread."""
    found = answer.written
    if spec.kind not in OF_DIGITS or answer.widget is not None or found is None or "\n" not in found.raw:
        return answer
    rows = lines([word for word in sheet.words[found.page] if found.box.holds(*word.box.middle)])
    own = dropwhile(lambda row: not any(map(str.isdigit, "".join(word.text for word in row))), rows)
    words = [word for row in own for word in row]
    return answer._replace(written=written(words, sheet.pages[found.page])) if words else answer


def _besides(hit: Hit, cell: Box, ruled: Sequence[Word], sheet: Sheet) -> Iterator[Answer]:
    """Yield what else may be the answer to a label in a ruled cell."""
    yield from _on_its_line(hit, cell, ruled, sheet) if ruled else _behind_open_cell(hit, cell, sheet)


def _on_its_line(hit: Hit, cell: Box, taken: Sequence[Word], sheet: Sheet) -> Iterator[Answer]:
    """Yield what follows a label on its line in a cell of several lines, each with a label of its own."""
    row = [word for word in words_right(hit, sheet) if cell.holds(*word.box.middle)]
    if row and row[0] not in taken:
        yield _answer(Side.RIGHT, row, sheet.pages[hit.page])


def _behind_open_cell(hit: Hit, cell: Box, sheet: Sheet) -> Iterator[Answer]:
    """Yield what follows a label on its line where the rulings of the cell beside it were lost in copying."""
    beside = sheet.cell(hit.page, Box(cell.right + 4, hit.box.top, cell.right + 8, hit.box.bottom))
    if beside is None and (row := words_right(hit, sheet)):
        yield _answer(Side.RIGHT, row, sheet.pages[hit.page])
