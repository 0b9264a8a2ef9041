"""Where on a label's line the next label begins, known or not: there its answer ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from contracts.reading import Word
from contracts.records import Box
from contracts.values import fold
from extractors.forms.answering.answer_cells import LINE
from extractors.forms.labelling.labels import Hit
from extractors.forms.page.layout import Segment
from extractors.forms.parts.sheet import Sheet

RIGHT: Final = 470.0
"""Points right of a label up to which its answer may stand."""

OPTION: Final = 20.0
"""Points between a tick box and its words, at most; of an answer at least up to another question's box."""

ASIDE: Final = 40.0
"""Points between an answer and the next label on its line, at least; right of a label within which the first
line of its answer begins, if a lower one does."""

LABEL_WORDS: Final = 3

_NUMBER: Final = re.compile(r"(\d{1,2})[.,;)]?")
_NUMBER_OF: Final = re.compile(r"(?:Nr|Nummer)\b[.:;]*")
LEAST_LETTERS: Final = 2
"""The number of a question, that OCR may misread the point of; how a number's label begins; letters of the
word behind a question's number, at least."""

OTHERS: Final = ("ander", "sonstig")
"""With these letters an option begins behind which people write."""


def next_on_line(hit: Hit, sheet: Sheet) -> float:
    """Return where the next label with a colon begins on a label's line, known or not: "Fabrikat:".

    Words at a tick box are an option that goes on, "andere: ...".
    """
    boxes = sheet.squares(hit.page)
    starts = [
        each.box.left - 1
        for each in sheet.segments
        if each.page == hit.page
        and each.box.left > hit.box.right + OPTION
        and overlap(each.box, hit.box.top, hit.box.bottom) > 0.5 * min(each.box.height, hit.box.height)
        and (
            _is_label_like(each)
            or _is_far_off(each, hit, sheet)
            or _asks_next(each, hit, sheet)
            or _is_aside(each, hit, sheet)
        )
        and not any(_is_before(box, each.box) for box in boxes)
    ]
    return min(starts, default=hit.box.right + RIGHT)


def _is_label_like(printed: Segment) -> bool:
    """Whether words end in a colon as a label does: "Fabrikat:", "dort gemeldet seit:"; not "andere:"."""
    ends = [number for number, word in enumerate(printed.words[:LABEL_WORDS]) if word.text.endswith(":")]
    return bool(ends) and (printed.words[0].text[:1].isupper() or ends[0] > 0)


def _is_far_off(printed: Segment, hit: Hit, sheet: Sheet) -> bool:
    """Whether a small word with a colon, or "Nr.", stands far behind an answer; but not "andere:"."""
    first = printed.words[0]
    if not first.text.endswith(":") and not _NUMBER_OF.fullmatch(first.text):
        return False
    return not fold(first.text).startswith(OTHERS) and _stands_off(printed.box, _between(hit, printed, sheet))


def _between(hit: Hit, printed: Segment, sheet: Sheet) -> list[Box]:
    """Return the words between a label and further ones on its line."""
    top, bottom = hit.box.top, hit.box.bottom
    level = (word.box for word in sheet.words[hit.page] if top < word.box.middle[1] < bottom)
    return [box for box in level if hit.box.right < box.left and box.right < printed.box.left]


def _stands_off(words: Box, before: Sequence[Box]) -> bool:
    return bool(before) and words.left - max(each.right for each in before) > ASIDE


def _asks_next(printed: Segment, hit: Hit, sheet: Sheet) -> bool:
    """Whether the next question stands far behind a label and its answer, if it has one."""
    before = (hit.box, *_between(hit, printed, sheet))
    return _stands_off(printed.box, before) and is_next_question(_from(printed, hit, sheet), hit, sheet)


def _from(printed: Segment, hit: Hit, sheet: Sheet) -> Sequence[Word]:
    """Return the words of a segment; a number behind an answer with what follows it closely."""
    if len(printed.words) > 1 or not _between(hit, printed, sheet):
        return printed.words
    end, middle = printed.box.right, printed.box.middle[1]
    close = (each for each in sheet.segments if each.page == hit.page and 0 < each.box.left - end < LINE)
    following = next((each for each in close if each.box.top < middle < each.box.bottom), None)
    return printed.words if following is None else (*printed.words, *following.words)


def is_next_question(line: Sequence[Word], hit: Hit, sheet: Sheet) -> bool:
    """Whether words are the next question by their number: "6. Staatsangehörigkeit" ... "7. männl."."""
    first, *more = (word.text for word in line)
    asked = bool(more) and sum(map(str.isalpha, more[0])) >= LEAST_LETTERS
    number = _NUMBER.fullmatch(first) if asked else None
    before = (each for each in sheet.words[hit.page] if _is_close_before(each.box, hit.box))
    own = next((found for each in before if (found := _NUMBER.fullmatch(each.text))), None)
    return number is not None and own is not None and int(number[1]) == int(own[1]) + 1


def _is_close_before(number: Box, label: Box) -> bool:
    return 0 <= label.left - number.right < LINE and label.top < number.middle[1] < label.bottom


def _is_aside(printed: Segment, hit: Hit, sheet: Sheet) -> bool:
    """Whether words far behind an answer are options of another question: "dänisch      männl. [x]".

    The first tick box of that line stands at them.
    """
    before, boxes = _between(hit, printed, sheet), sheet.squares(hit.page)
    if not _stands_off(printed.box, before) or not _has_box(printed.box, boxes):
        return False
    return not any(_has_box(each, boxes) for each in before)


def _has_box(words: Box, boxes: Sequence[Box]) -> bool:
    return any(_is_before(box, words) or _is_behind(box, words) for box in boxes)


def _is_behind(box: Box, words: Box) -> bool:
    """Whether a tick box stands right behind words."""
    return words.top <= box.middle[1] <= words.bottom and 0 <= box.middle[0] - words.right < OPTION


def _is_before(box: Box, words: Box) -> bool:
    """Whether a tick box stands right before words."""
    return words.top <= box.middle[1] <= words.bottom and 0 <= words.left - box.middle[0] < OPTION


def overlap(box: Box, top: float, bottom: float) -> float:
    """Return by how many points ``box`` is as high up as what reaches from ``top`` to ``bottom``."""
    return min(box.bottom, bottom) - max(box.top, top)
