"""Tick boxes by the order on their line: which words belong to a box, however long they are or far away.

On a line that ends in a box, each box stands behind its words; on any other, before them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from contracts.fields import FieldKind, FieldSpec
from contracts.findings import FieldReading
from contracts.reading import Widget, Word
from contracts.records import Box
from contracts.values import fold
from extractors.forms.choosing.option_wraps import next_lines
from extractors.forms.choosing.tick_marks import TICKS, Mark, not_marks
from extractors.forms.labelling.label_hits import LabelHit
from extractors.forms.parts.readings import Combined
from extractors.forms.parts.sheet import Sheet
from extractors.forms.ticks.marks import Tick
from extractors.forms.values.abbreviations import spelled_out

ON_LINE: Final = 6.0
"""Points by which the middles of a box and of its words may differ."""

FARTHEST: Final = 160.0
"""Points between a box and the words before it, at most: boxes often stand in a column of their own."""

NEXT_TO: Final = 26.0
"""Points between a box and the words behind it, at most."""

LOWEST: Final = 70.0
"""Points under a label without a ruled cell within which its boxes stand."""

DEEPEST, NEXT_LINE, SAME_COLUMN = 200.0, 28.0, 4.0
"""Points under a label within which a column of boxes goes on; from one of them to the next; sideways."""

MOST_APART: Final = 45.0
"""Points between the lines of one question's boxes, at most, where no label says which they are."""

INFLECTED: Final = 8
"""Letters from which on a phrase may have the ending of a case."""

JOINED: Final = frozenset({"und", "auch", "sowie"})
"""Words that say that both options are meant which a line names."""


class OptionLine(NamedTuple):
    """A tick box and the words that it belongs to; ``more`` are those on the next lines."""

    page: int
    box: Box
    words: Box
    text: str
    leftward: bool
    more: str = ""
    widget: Widget | None = None


def option_lines(page: int, sheet: Sheet) -> list[OptionLine]:
    """Return the tick boxes of a page that have words on their line: the live ones, else the printed."""
    live = {widget.box: widget for widget in sheet.pages[page].widgets if widget.kind in TICKS}
    boxes = list(live) or sheet.squares(page)
    rows: dict[Box, list[Box]] = {}
    for box in boxes:
        first = next((other for other in rows if abs(other.middle[1] - box.middle[1]) < ON_LINE), box)
        rows.setdefault(first, []).append(box)
    found = (each for row in rows.values() for each in _line(page, sorted(row), sheet))
    return [each._replace(widget=live.get(each.box)) for each in found]


def _line(page: int, boxes: Sequence[Box], sheet: Sheet) -> Iterator[OptionLine]:
    middle = boxes[0].middle[1]
    printed = [
        segment
        for segment in sheet.segments
        if segment.page == page and abs(segment.box.middle[1] - middle) < ON_LINE
    ]
    chunks = [chunk for segment in printed for chunk in _without_boxes(segment.words, boxes)]
    if not chunks:
        return
    behind = max(chunk[0].right for chunk in chunks) < boxes[-1].left + 2
    for number, box in enumerate(boxes):
        last = boxes[number - 1].right if number else 0.0
        following = boxes[number + 1].left if number + 1 < len(boxes) else float("inf")
        if behind:
            near = [each for each in chunks if last - 2 <= each[0].left and each[0].right <= box.left + 2]
            near = [each for each in near if box.left - each[0].right <= FARTHEST][-1:]
        else:
            near = [each for each in chunks if box.right - 2 <= each[0].left < following]
            near = [each for each in near if each[0].left - box.right <= NEXT_TO][:1]
        for words, text in near:
            yield OptionLine(
                page, box, words, text, not behind, "" if behind else next_lines(words, page, sheet)
            )


def _without_boxes(words: Sequence[Word], boxes: Sequence[Box]) -> Iterator[tuple[Box, str]]:
    """Yield the words of a segment in pieces between tick boxes; what OCR makes of a box is left out."""
    own = [word for word in words if not any(box.grown(1).holds(*word.box.middle) for box in boxes)]
    start = 0
    for index in range(1, len(own) + 1):
        ends = index == len(own) or any(
            own[index - 1].box.left < box.middle[0] < own[index].box.right for box in boxes
        )
        if ends and own[start:index]:
            piece = own[start:index]
            yield Box.around([word.box for word in piece]), " ".join(word.text for word in piece)
            start = index


def meant(text: str, options: Mapping[str, Sequence[str]], combined: Combined) -> str | None:
    """Return the option that a line of words names: by the longest words known, or by both of a pair.

    >>> meant("Lohn und Gewinn", {"a": ("Lohn",), "b": ("Gewinn",), "c": ()}, {"c": ("a", "b")})
    'c'
    """
    line = f" {fold(spelled_out(text))} "
    found = {
        option: [
            words for phrase in (*phrases, option) if (words := _standing(fold(spelled_out(phrase)), line))
        ]
        for option, phrases in options.items()
    }
    known = {option: max(words, key=len) for option, words in found.items() if words}
    if not known:
        return _misread(text, options)
    order = sorted(known, key=lambda option: -len(known[option]))
    rest = line.replace(f" {known[order[0]]} ", "  ", 1)
    others = {option for option in order[1:] if f" {known[option]} " in rest}
    for option, parts in combined.items():
        if {order[0], *others} - {option} == set(parts) and JOINED & set(line.split()):
            return option
    sure = all(len(known[option]) < len(known[order[0]]) / 2 for option in others)
    return order[0] if sure else None


def of_whole_line(mark: Mark, options: Mapping[str, Sequence[str]], combined: Combined, sheet: Sheet) -> Mark:
    """Return a tick box as that of both options if its line goes on from one of them to the other."""
    line = next((each for each in option_lines(mark.page, sheet) if each.box == mark.box), None)
    option = meant(f"{line.text} {line.more}", options, combined) if line is not None else None
    return mark if option is None or option not in combined else mark._replace(option=option)


def _misread(text: str, options: Mapping[str, Sequence[str]]) -> str | None:
    """Return the option whose words a line is but for its blanks and a letter read for one: "GKl"."""
    line = _as_seen(text)
    found = {option for option, phrases in options.items() if line in {_as_seen(each) for each in phrases}}
    return found.pop() if len(found) == 1 and any(map(str.isdigit, line)) else None


def _as_seen(text: str) -> str:
    return re.sub(r"[il]\b", "1", fold(text)).replace(" ", "")


def _standing(phrase: str, line: str) -> str | None:
    """Return a phrase as it stands in a line, the last word in any case: "nichtselbstständiger"."""
    ending = r"(?:e[mnrs]?)?" if len(phrase) >= INFLECTED else ""
    match = re.search(rf"(?<= ){re.escape(phrase)}{ending}(?= )", line)
    return match[0] if match else None


def marks_beside(
    labels: Sequence[LabelHit],
    options: Mapping[str, Sequence[str]],
    combined: Combined,
    sheet: Sheet,
) -> tuple[list[Mark], list[OptionLine]]:
    """Return the tick boxes of the first label that has any, and those whose words name no option."""
    for label in labels:
        lines = _lines_of(label, sheet)
        found = list(_marks(lines, options, combined))
        if found:
            known = {mark.box for mark in found}
            return found, [each for each in lines if each.box not in known]
    return _marks_anywhere(options, combined, sheet), []


def _marks(
    lines: Sequence[OptionLine], options: Mapping[str, Sequence[str]], combined: Combined
) -> Iterator[Mark]:
    for line in lines:
        option = meant(line.text, options, combined) or meant(line.more, options, combined)
        if option is not None:
            yield Mark(option, line.page, line.box, 0.0, line.leftward, line.words, line.widget)


def _marks_anywhere(options: Mapping[str, Sequence[str]], combined: Combined, sheet: Sheet) -> list[Mark]:
    """Return boxes close to each other that name all of the options, each once; else none."""
    for page in sheet.pages:
        marks = list(_marks(option_lines(page, sheet), options, combined))
        tops = sorted(mark.box.top for mark in marks)
        close = all(lower - upper < MOST_APART for upper, lower in pairwise(tops))
        if close and sorted(mark.option for mark in marks) == sorted(options):
            return marks
    return []


def _lines_of(label: LabelHit, sheet: Sheet) -> list[OptionLine]:
    """Return the boxes of a label, and those that go on under them in the same column."""
    lines = option_lines(label.hit.page, sheet)
    own = [each for each in lines if belongs(each, label, sheet)]
    for each in lines:
        over = (other.box for other in own if abs(other.box.left - each.box.left) < SAME_COLUMN)
        goes_on = any(0 < each.box.top - box.top < NEXT_LINE for box in over)
        if goes_on and each not in own and belongs(each, label, sheet, lowest=DEEPEST):
            own.append(each)
    return own


def belongs(line: OptionLine, label: LabelHit, sheet: Sheet, *, lowest: float = LOWEST) -> bool:
    """Whether a box stands in the row of a label's ruled cell, else on its line or closely below it."""
    box, middle = label.hit.box, line.box.middle[1]
    cell = None if sheet.is_bar(label.hit) else sheet.cell(label.hit.page, box)
    if cell is not None:
        return cell.top < middle < cell.bottom
    others = [
        hit.hit.box.top
        for name, hits in sheet.labels.items()
        for hit in hits
        if name != label.field and hit.hit.page == label.hit.page and hit.hit.box.top > box.bottom
    ]
    own = line.words.top - 2
    between = any(top < own for top in others)
    return box.top - ON_LINE <= middle <= box.bottom + lowest and not between


def is_ticked(line: OptionLine, sheet: Sheet) -> bool:
    """Whether there is, or may be, a tick in a box."""
    if line.widget is not None:
        return line.widget.checked
    picture = sheet.ink(line.page)
    if picture is None:
        return False
    share = picture.tick_share(line.box, printed=not_marks(sheet.words[line.page]))
    return picture.judge(share) is not Tick.OFF


def names_options(typed: FieldReading, spec: FieldSpec, sheet: Sheet) -> bool:
    """Whether what was read as an answer are the printed words of tick boxes, ticked or not."""
    if spec.kind is not FieldKind.CHOICE or typed.page is None or typed.box is None:
        return False
    return any(typed.box.overlap(line.words) > 0 for line in option_lines(typed.page, sheet))
