"""The open places of a form with live fields."""

from __future__ import annotations

import re
from typing import Final

from contracts.reading import PageText, Widget, WidgetKind
from contracts.records import Box
from contracts.values import fold
from drafting.blanks import Blank, BlankKind
from drafting.ids import plain_label
from drafting.printed import Print, asks
from extractors.forms.labelling.labels import Hit
from extractors.forms.page.layout import Segment
from extractors.forms.parts.live import field_of

_TICKS: Final = frozenset({WidgetKind.CHECKBOX, WidgetKind.RADIO})
_TEXTS: Final = frozenset({WidgetKind.TEXT, WidgetKind.CHOICE})
_REQUEST: Final = re.compile(
    r"^\s*bitte\s+|\s*(bitte\s+)?(hier\s+)?(eintragen|eingeben|auswählen|ausfüllen)\.?\s*$", re.IGNORECASE
)
_NUMBER: Final = re.compile(r"^\s*\d{1,3}\s+[-–]\s+")
_ROW: Final = re.compile(r"[_ ]row[_ ]?\d+$", re.IGNORECASE)
_STEP: Final = re.compile(r"\s[-–]\s+Option\s?\d+ von \d+\s+[-–]\s+", re.IGNORECASE)
_MEANINGLESS: Final = re.compile(
    r"^(text|textfeld|feld|kontrollkastchen|check ?box|optionsfeld|gruppe?|undefined)?[\d ]*$"
)
_TECHNICAL: Final = re.compile(r"\[\d+\]|[_.]|\b(txtf?|chbx|rbtn|cb|date|eingabe|auswahl)\b", re.IGNORECASE)
_LONGEST_LABEL: Final = 14
"""Words; longer print beside a field is an explanation, not its label."""


def live_blanks(page: PageText) -> tuple[Print, list[Blank]]:
    """Return a page's live fields as open places, in reading order, with what is printed at them."""
    printed = Print(page, [widget.box for widget in page.widgets if widget.kind in _TICKS])
    labels = _labels(printed)
    found = [_tick(printed, widget) for widget in page.widgets if widget.kind in _TICKS]
    for number, widget in enumerate(page.widgets):
        if widget.kind in _TEXTS or widget.kind is WidgetKind.SIGNATURE:
            kind = BlankKind.SIGNATURE if widget.kind is WidgetKind.SIGNATURE else BlankKind.TEXT
            found.append(
                _blank(printed, widget, kind=kind, label=_label(printed, widget, labels.get(number, "")))
            )
    return printed, sorted(found, key=lambda blank: blank.order)


def tip_of(widget: Widget) -> str:
    """Return what a live field says of itself: its tool tip, else its name where that says something."""
    tip = _NUMBER.sub("", " ".join(widget.label.split()))
    tip = plain_label(_REQUEST.sub("", _ROW.sub("", tip)))
    if tip and not _MEANINGLESS.match(fold(tip)):
        return tip
    words = re.sub(r"(?<=[a-zäöüß])(?=[A-ZÄÖÜ])", " ", widget.name.rpartition(".")[2])
    words = " ".join(_TECHNICAL.sub(" ", words).split())
    return "" if _MEANINGLESS.match(fold(words)) else words


def _labels(printed: Print) -> dict[int, str]:
    """Return per live text field the print that belongs to it, as reading would put them together."""
    nearest: dict[int, tuple[float, Segment]] = {}
    numbers = {id(widget): number for number, widget in enumerate(printed.page.widgets)}
    for above in (False, True):
        for segment in printed.segments:
            hit = Hit(segment.page, segment.box, (), 1.0)
            field = field_of(hit, printed.page, above=above)
            if field is None or not _may_be_label(segment, printed):
                continue
            number, far = numbers[id(field)], _distance(segment.box, field.box) + 50 * above
            if number not in nearest or far < nearest[number][0]:
                nearest[number] = (far, segment)
    return {number: plain_label(printed.whole(segment)) for number, (_, segment) in nearest.items()}


def _may_be_label(segment: Segment, printed: Print) -> bool:
    return len(segment.words) <= _LONGEST_LABEL and asks(segment.text) and not printed.is_option(segment)


def _distance(label: Box, field: Box) -> float:
    across = max(0.0, field.left - label.right, label.left - field.right)
    down = max(0.0, field.top - label.bottom, label.top - field.bottom)
    return across + 2 * down


def _tick(printed: Print, widget: Widget) -> Blank:
    words = plain_label(printed.option(widget.box))
    radio = widget.kind is WidgetKind.RADIO
    if radio and not words and widget.on_state and not widget.on_state.isdigit():
        words = widget.on_state
    return _blank(printed, widget, kind=BlankKind.TICK, label=words, group=widget.name if radio else "")


def _label(printed: Print, widget: Widget, nearest: str) -> str:
    """Return what is printed at a field: the words of its own tool tip, where the page has them."""
    tip = fold(tip_of(widget))
    own = next((each for each in printed.segments if tip and fold(plain_label(each.text)) == tip), None)
    return nearest if own is None else plain_label(own.text)


def _blank(printed: Print, widget: Widget, *, kind: BlankKind, label: str, group: str = "") -> Blank:
    tip = tip_of(widget)
    if kind is BlankKind.TICK:
        tip = _STEP.split(tip)[-1]
    return Blank(
        page=printed.page.index,
        box=widget.box,
        kind=kind,
        label=label,
        tip=tip,
        group=group,
        comb=widget.comb,
    )
