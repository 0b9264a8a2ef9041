"""Live form fields of a PDF page as records; takes PyMuPDF's objects from ``extractors.pdf``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

from contracts.reading import Widget, WidgetKind, Word
from contracts.records import Box

# Values of PyMuPDF's PDF_WIDGET_TYPE_*.
_KINDS: Final = {
    1: WidgetKind.BUTTON,
    2: WidgetKind.CHECKBOX,
    3: WidgetKind.CHOICE,
    4: WidgetKind.CHOICE,
    5: WidgetKind.RADIO,
    6: WidgetKind.SIGNATURE,
    7: WidgetKind.TEXT,
}
_TICKS: Final = frozenset({WidgetKind.CHECKBOX, WidgetKind.RADIO})
_COMB_FLAG: Final = 1 << 24  # PDF 32000-1, table 228, bit 25
_MULTILINE_FLAG: Final = 1 << 12  # bit 13
_LETTER_WIDTH, _LINE_HEIGHT = 6.5, 15.0  # points, of a usual letter at 12 points
_HIDDEN: Final = 1  # PyMuPDF's field_display of a field that neither screen nor print shows
_OFF: Final = "Off"
_WORD: Final = re.compile(r"\S+")
_ESCAPE: Final = re.compile(r"((?:#[0-9a-fA-F]{2})+)")
SIGNED: Final = "signed"
"""Value of a signature field that holds a digital signature."""


def read_widgets(page: Any, xrefs: Iterable[int]) -> tuple[Widget, ...]:
    """Return the page's visible widgets, given by their object numbers, with boxes on the upright page.

    A widget that is too broken to be described is left out: its picture remains, and the page's words.
    """
    found = []
    for xref in xrefs:
        try:
            widget = page.load_widget(xref)
            if widget.field_display != _HIDDEN:
                found.append(_read_widget(widget, page))
        except Exception:  # noqa: BLE001, S112 - PyMuPDF raises bare Exceptions for broken widgets
            continue
    return tuple(found)


def widget_words(widget: Widget) -> list[Word]:
    """Return what was typed or chosen as words inside the widget's box.

    Text begins at the left, letters as wide as in usual fonts at most: what else is in the box (a signature)
    is not covered. The letters of a comb stand in its cells. Ticks and signatures have no words.
    """
    if widget.kind not in {WidgetKind.TEXT, WidgetKind.CHOICE} or not widget.value:
        return []
    lines = widget.value.splitlines()
    columns = widget.comb or max(len(line) for line in lines)
    width = widget.box.width / columns
    height = min(widget.box.height / len(lines), _LINE_HEIGHT) if widget.multiline else widget.box.height
    if not widget.comb:
        width = min(width, _LETTER_WIDTH)
    left, top = widget.box.left, widget.box.top
    return [
        Word(
            match[0],
            Box(
                left + match.start() * width,
                top + row * height,
                left + min(match.end(), columns) * width,
                top + (row + 1) * height,
            ),
        )
        for row, line in enumerate(lines)
        for match in _WORD.finditer(line)
    ]


def clean_text(text: str) -> str:
    """Return text of a PDF fit for JSON and databases: no NUL, no half characters, line ends as usual."""
    if not text.isascii():
        try:
            text = _decode_bytes(text.encode("utf-8", "surrogateescape"))
        except UnicodeEncodeError:
            text = text.encode("utf-8", "replace").decode()
    text = text.replace("\N{SOFT HYPHEN}", "-")  # fonts share its glyph with the hyphen of double names
    return text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")


def decode_name(name: str) -> str:
    """Undo the ``#28`` escapes of a PDF name (PDF 32000-1, 7.3.5); UTF-8 where valid, else Latin-1."""
    return _ESCAPE.sub(lambda match: _decode_bytes(bytes.fromhex(match[1].replace("#", ""))), name)


def _decode_bytes(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def _read_widget(widget: Any, page: Any) -> Widget:
    kind = _KINDS.get(widget.field_type, WidgetKind.BUTTON)
    on_state = _on_state(widget) if kind in _TICKS else None
    return Widget(
        name=clean_text(widget.field_name or ""),
        kind=kind,
        box=Box(*(widget.rect * page.rotation_matrix).normalize()),
        label=clean_text(widget.field_label or ""),
        value=_state(widget, page.parent, on_state) if kind in _TICKS else _value(widget, kind),
        on_state=on_state,
        comb=_comb(widget) if kind is WidgetKind.TEXT else 0,
        multiline=kind is WidgetKind.TEXT and bool((widget.field_flags or 0) & _MULTILINE_FLAG),
    )


def _value(widget: Any, kind: WidgetKind) -> str | None:
    if kind is WidgetKind.SIGNATURE:
        return SIGNED if widget.is_signed else None
    if kind is WidgetKind.BUTTON:
        return None
    return clean_text(str(widget.field_value)) or None if widget.field_value else None


def _on_state(widget: Any) -> str | None:
    """Return the button's first state that is not "Off"; None where the file draws no such state."""
    states = widget.button_states() or {}
    names = [name for look in ("normal", "down") for name in states.get(look) or ()]
    return next((decode_name(name) for name in names if name != _OFF), None)


def _state(widget: Any, document: Any, on_state: str | None) -> str | None:
    """Return the state's name when the button is on, else None.

    What the viewer shows decides (``/AS``); the group's value (``/V``) only where the button has no state.
    """
    kind, shown = document.xref_get_key(widget.xref, "AS")
    state = decode_name(shown.removeprefix("/") if kind == "name" else str(widget.field_value or _OFF))
    if state in {"", _OFF} or (kind != "name" and on_state is not None and state != on_state):
        return None
    return state


def _comb(widget: Any) -> int:
    is_comb = bool((widget.field_flags or 0) & _COMB_FLAG)
    return max(widget.text_maxlen or 0, 0) if is_comb else 0
