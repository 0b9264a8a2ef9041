"""Tick boxes with the words that name their options: printed, live, or letters of a font."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from contracts.reading import TextSource, Widget, WidgetKind, Word
from contracts.records import Box
from contracts.values import fold
from extractors.forms.labelling.labels import Hit
from extractors.forms.labelling.phrases import find_phrase
from extractors.forms.parts.sheet import Sheet

BESIDE: Final = 26.0
"""Points between a tick box and its words, at most."""

LEVEL: Final = 6.0
"""Points by which a box and words on its line differ in height."""

MOST_MORE: Final = 2
"""Words of an option that follow those that tell it, at most."""

TICKED_SIGNS, EMPTY_SIGNS = "☒☑✓✔✗✘⊠■●", "☐□○❏❑"
"""Tick boxes that are letters of a font."""

YES_NO: Final[Mapping[str, tuple[str, ...]]] = {"ja": ("ja",), "nein": ("nein",)}

TICKS = frozenset({WidgetKind.CHECKBOX, WidgetKind.RADIO})


class Mark(NamedTuple):
    """A tick box with the option that its words name."""

    option: str
    page: int
    box: Box
    gap: float
    leftward: bool
    words: Box
    widget: Widget | None = None
    glyph: bool | None = None


LEADING: Final = frozenset({"auf", "als", "zum", "zur", "in", "im"})
"""Small words that lead from the beginning of an option to what is known of it."""

ARTICLES: Final = frozenset({"der", "die", "dem", "den", "der/die", "die/der", "dem/der", "der/dem"})
"""Words with which an option may begin: "der/die Antragsteller/in selbst"."""


def not_marks(words: Iterable[Word]) -> list[Box]:
    """Return the places of words that are print: OCR reads a cross beside a box as a single letter."""
    return [word.box for word in words if sum(map(str.isalnum, word.text)) > 1 or word.text.isdigit()]


def marks_of(option: str, phrases: Sequence[str], sheet: Sheet) -> Iterator[Mark]:
    """Yield the tick boxes beside an option's words."""
    seen: set[tuple[int, Box]] = set()
    for phrase in sorted({*phrases, option}, key=len, reverse=True):
        for hit in find_phrase(phrase, sheet.segments):
            if not any(page == hit.page and box.holds(*hit.box.middle) for page, box in seen):
                seen.add((hit.page, hit.box))
                yield from _beside(option, hit, sheet)
    yield from _named(option, phrases, sheet)


def _glyphs(option: str, hit: Hit, sheet: Sheet) -> Iterator[Mark]:
    """Yield the tick box that is a letter of the font: "☒ Angestellte/r", with or without a blank."""
    signed = [
        word
        for word in sheet.words[hit.page]
        if abs(word.box.middle[1] - hit.box.middle[1]) < 0.6 * hit.box.height
        and word.text[:1] in TICKED_SIGNS + EMPTY_SIGNS
        and -BESIDE <= word.box.left - hit.box.left <= 1
    ]
    for word in sorted(signed, key=lambda word: -word.box.left)[:1]:
        box = Box(word.box.left, word.box.top, word.box.left + word.box.height, word.box.bottom)
        ticked = word.text[:1] in TICKED_SIGNS
        drawn = None if ticked else _drawn_on(box, hit.page, sheet)
        glyph = ticked if drawn is None else None
        yield Mark(option, hit.page, drawn or box, gap=0.0, leftward=True, words=hit.box, glyph=glyph)


def _drawn_on(sign: Box, page: int, sheet: Sheet) -> Box | None:
    """Return the frame of an empty box that is a letter: a pen, or a viewer, may have ticked it.

    Where the tick hides the frame, it is where the frames of the page's other such letters are.
    """
    frames = sheet.squares(page)
    own = next((frame for frame in frames if sign.holds(*frame.middle)), None)
    if own is not None or sheet.ink(page) is None:
        return own
    others = [
        (frame.left - word.box.left, frame.top - word.box.top, frame)
        for word in sheet.words[page]
        if word.text[:1] in EMPTY_SIGNS and abs(word.box.height - sign.height) < 1
        for frame in frames
        if Box(word.box.left, word.box.top, word.box.left + word.box.height, word.box.bottom).holds(
            *frame.middle
        )
    ]
    if not others:
        return None
    right, down, like = others[0]
    left, top = sign.left + right, sign.top + down
    return Box(left, top, left + like.width, top + like.height)


def _beside(option: str, hit: Hit, sheet: Sheet) -> Iterator[Mark]:
    glyphs = list(_glyphs(option, hit, sheet))
    if glyphs:
        yield from glyphs
        return
    widgets = {widget.box: widget for widget in sheet.pages[hit.page].widgets if widget.kind in TICKS}
    boxes = list(widgets) or sheet.squares(hit.page)
    for leftward in (True, False):
        gaps = [
            (gap, box)
            for box in boxes
            if abs(box.middle[1] - hit.box.middle[1]) < max(6.0, 0.6 * hit.box.height)
            and -2 < (gap := _before(hit, box, sheet) if leftward else _behind(hit, box, sheet)) <= BESIDE
            and not (leftward and option in YES_NO and _is_anothers(hit, box, sheet))
        ]
        if gaps:
            gap, box = min(gaps)
            yield Mark(option, hit.page, box, gap, leftward, hit.box, widgets.get(box))


def _before(hit: Hit, box: Box, sheet: Sheet) -> float:
    """Return how far a box is before an option's words; "Antrag auf", or an article, may stand between."""
    if _is_read_as_letter(hit, box, sheet):
        return 0.0
    line = [word for word in sheet.words[hit.page] if _are_level(word.box, hit.box)]
    between = [word for word in line if box.right - 2 < word.box.left and word.box.right < hit.box.left + 2]
    between.sort(key=lambda word: word.box.left)
    leading = ARTICLES if len(between) == 1 else LEADING
    leads = 0 < len(between) <= MOST_MORE and between[-1].text in leading
    return (between[0].box.left if leads else hit.box.left) - box.right


def _is_anothers(hit: Hit, box: Box, sheet: Sheet) -> bool:
    """Whether another answer stands between a box and a yes or no: OCR may take the box into its word."""
    return any(
        word.box.right > box.right + word.box.height / 2 and word.box.right <= hit.box.left
        for word in sheet.words[hit.page]
        if _are_level(word.box, hit.box) and word.box.left > box.left - 2
    )


def _is_read_as_letter(hit: Hit, box: Box, sheet: Sheet) -> bool:
    """Whether OCR took a box for the beginning of an option's word: "[nein"."""
    x, y = box.middle
    if sheet.pages[hit.page].source is not TextSource.OCR or not hit.box.holds(x, y):
        return False
    around = (word for word in sheet.words[hit.page] if word.box.holds(x, y) and x < word.box.middle[0])
    return any(not word.text[0].isalnum() for word in around)


def _behind(hit: Hit, box: Box, sheet: Sheet) -> float:
    """Return how far a box is behind an option's words; a few more may follow: "erstmals Wohngeld".

    It is not theirs if it stands closer to the next words.
    """
    gap = box.left - hit.box.right
    more = [token.word for token in hit.rest if token.word.box.right < box.left + 2]
    bracketed = bool(hit.rest) and hit.rest[0].word.text.startswith("(")
    if not any(_has_letters(word, hit) for word in sheet.words[hit.page]):
        return gap  # "4" before more words is the number of a heading
    if any(token.word.box.holds(*box.middle) for token in hit.rest):
        return math.inf if bracketed else gap  # a letter, in what is added in brackets
    if not more or not (bracketed or len(dict.fromkeys(more)) <= MOST_MORE):
        return gap
    after = (word.box.left - box.right for word in sheet.words[hit.page] if _are_level(word.box, box))
    following = min((each for each in after if each > -1), default=math.inf)
    extended = box.left - more[-1].box.right
    return extended if extended < following else gap


def _has_letters(word: Word, hit: Hit) -> bool:
    return hit.box.holds(*word.box.middle) and any(map(str.isalpha, word.text))


def _are_level(one: Box, other: Box) -> bool:
    return abs(one.middle[1] - other.middle[1]) < LEVEL


def _named(option: str, phrases: Sequence[str], sheet: Sheet) -> Iterator[Mark]:
    """Yield live tick boxes whose state or tool tip names the option; a state of digits counts its group."""
    names = {fold(option), *(fold(phrase) for phrase in phrases)}
    for page in sheet.pages.values():
        for widget in page.widgets:
            if widget.kind in TICKS and names & {_state(widget), fold(widget.label)}:
                yield Mark(
                    option, page.index, widget.box, gap=0.0, leftward=True, words=widget.box, widget=widget
                )


def _state(field: Widget) -> str:
    state = fold(field.on_state or "")
    return "" if state.isdigit() else state


def one_side(marks: Sequence[Mark], label: Box | None) -> dict[str, Mark]:
    """Return one mark per option with all boxes left, or all boxes right, of their words.

    Words between two boxes have one on either side: the side on which the boxes stand closer is meant.
    """
    sides = []
    for leftward in (True, False):
        nearest: dict[str, Mark] = {}
        for mark in sorted((m for m in marks if m.leftward is leftward), key=lambda m: distance(m, label)):
            nearest.setdefault(mark.option, mark)
        if nearest:
            mean_gap = sum(mark.gap for mark in nearest.values()) / len(nearest)
            sides.append((-len(nearest), mean_gap, nearest))
    return min(sides, key=lambda side: side[:2])[2] if sides else {}


def on_line(box: Box, label: Box) -> bool:
    """Whether a tick box stands beside a label."""
    return label.top - 4 <= box.middle[1] <= label.bottom + 4


def in_column(marks: Sequence[Mark], label: Hit, sheet: Sheet) -> list[Mark]:
    """Return the marks under a label without those under its neighbours; all if it has none of its own."""
    level = sheet.segments_on_line(label.page, label.box)
    left = max((box.right for box in level if box.right < label.box.left), default=0.0)
    right = min((box.left for box in level if box.left > label.box.right), default=math.inf)
    own = [mark for mark in marks if left < mark.box.middle[0] < right]
    beside = any(on_line(mark.box, label.box) for mark in marks)
    return own if len({mark.option for mark in own}) > 1 and not beside else list(marks)


def distance(mark: Mark, label: Box | None) -> tuple[float, float]:
    """Return how far a mark is from a label, for sorting: 0 on its own line, then from left to right."""
    if label is None:
        return mark.page, mark.box.top
    down = abs(mark.box.middle[1] - label.bottom + label.height / 2)
    return (0.0 if down < label.height else down), mark.box.left
