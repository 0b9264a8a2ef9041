"""Live form fields of a PDF page as records; takes PyMuPDF's objects from ``extractors.files.pdf``."""

from __future__ import annotations

import re
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
_HIDDEN: Final = 1  # MuPDF's display of a field that neither screen nor print shows
_DEEPEST: Final = 32  # fields within fields; more is a circle
_PAIR: Final = 2
_OFF: Final = "Off"
_PROMPT: Final = re.compile(
    r"\W*(?:bitte\b.*\w*wähl\w*|wählen sie.*|(?:bitte )?(?:keine )?auswahl|)\W*", re.IGNORECASE
)
"""What a list shows before anything is chosen: "-- bitte wählen --"."""
_WORD: Final = re.compile(r"\S+")
_ESCAPE: Final = re.compile(r"((?:#[0-9a-fA-F]{2})+)")
SIGNED: Final = "signed"
"""Value of a signature field that holds a digital signature."""


def read_widgets(page: Any, mupdf: Any) -> tuple[Widget, ...]:
    """Return the page's visible widgets with boxes on the upright page.

    Asks MuPDF for what is wanted only: ``page.widgets()`` collects scripts, colours and borders as well, and
    looks for each widget anew from the page's first one.

    A widget that is too broken to be described is left out: its picture remains, and the page's words.

    Args:
        page: MuPDF's ``PdfPage``.
        mupdf: The library, ``pymupdf.mupdf``.
    """
    found = []
    annotation = mupdf.pdf_first_widget(page)
    while annotation.m_internal:
        try:
            field = _Field(mupdf, annotation)
            if mupdf.pdf_field_display(field.entry) != _HIDDEN:
                found.append(field.read())
        except Exception:  # noqa: BLE001, S110 - PyMuPDF raises bare Exceptions for broken widgets
            pass
        annotation = mupdf.pdf_next_widget(annotation)
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
    if text.isprintable():  # nearly all words; none of what is mended below is printable
        return text
    if not text.isascii():
        try:
            text = _decode_bytes(text.encode("utf-8", "surrogateescape"))
        except UnicodeEncodeError:
            text = text.encode("utf-8", "replace").decode()
    text = text.replace("\N{SOFT HYPHEN}", "-")  # fonts share its glyph with the hyphen of double names
    return text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")


def decode_name(name: str) -> str:
    """Undo the ``#28`` escapes that some programs write twice; UTF-8 where valid, else Latin-1."""
    return _ESCAPE.sub(lambda each: _decode_bytes(bytes.fromhex(each[1].replace("#", ""))), clean_text(name))


def _decode_bytes(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("latin-1")


class _Field:
    """One live field, as MuPDF has it; ``entry`` is its dictionary (PDF 32000-1, 12.7.3)."""

    def __init__(self, mupdf: Any, annotation: Any) -> None:
        self._mupdf = mupdf
        self._annotation = annotation
        self.entry = mupdf.pdf_annot_obj(annotation)
        self._kind = _KINDS.get(mupdf.pdf_widget_type(annotation), WidgetKind.BUTTON)

    def read(self) -> Widget:
        """Return the field as a record."""
        mupdf, entry, kind = self._mupdf, self.entry, self._kind
        on_state = self._on_state() if kind in _TICKS else None
        flags = mupdf.pdf_field_flags(entry) if kind is WidgetKind.TEXT else 0
        comb = mupdf.pdf_text_widget_max_len(self._annotation) if flags & _COMB_FLAG else 0
        box = mupdf.pdf_bound_annot(self._annotation)
        return Widget(
            name=clean_text(mupdf.pdf_load_field_name(entry) or ""),
            kind=kind,
            box=Box(box.x0, box.y0, box.x1, box.y1),
            label=clean_text(self._label()),
            value=self._state(on_state) if kind in _TICKS else self._value(),
            on_state=on_state,
            comb=max(comb, 0),
            multiline=bool(flags & _MULTILINE_FLAG),
        )

    def _get(self, *path: str) -> Any:
        """Return the entry under ``path``, which may be no object (``m_internal`` is None)."""
        found = self.entry
        for key in path:
            found = self._mupdf.pdf_dict_gets(found, key)
        return found

    def _label(self) -> str:
        """Return the first tool tip that says anything, of the field or those that it is part of."""
        node = self.entry
        for _ in range(_DEEPEST):
            tip = self._mupdf.pdf_dict_gets(node, "TU")
            if tip.m_internal and (text := self._mupdf.pdf_to_text_string(tip)):
                return str(text)
            node = self._mupdf.pdf_dict_gets(node, "Parent")
            if not node.m_internal:
                break
        return ""

    def _value(self) -> str | None:
        if self._kind is WidgetKind.SIGNATURE:
            document = self._mupdf.pdf_annot_page(self._annotation).doc()
            return SIGNED if self._mupdf.pdf_signature_is_signed(document, self.entry) else None
        if self._kind is WidgetKind.BUTTON:
            return None
        value = clean_text(self._mupdf.pdf_field_value(self.entry) or "") or None
        return self._chosen(value) if self._kind is WidgetKind.CHOICE and value else value

    def _chosen(self, value: str) -> str | None:
        """Return what a list shows for its value; None if that only asks to choose."""
        shown = self._shown(value)
        return None if _PROMPT.fullmatch(shown) else shown

    def _shown(self, value: str) -> str:
        """Return the words of an option, which may be a pair of value and words (12.7.4.4)."""
        mupdf = self._mupdf
        options = mupdf.pdf_dict_gets_inheritable(self.entry, "Opt")
        for number in range(mupdf.pdf_array_len(options)):
            pair = mupdf.pdf_array_get(options, number)
            if not mupdf.pdf_is_array(pair) or mupdf.pdf_array_len(pair) != _PAIR:
                continue
            exported, shown = (
                clean_text(mupdf.pdf_to_text_string(mupdf.pdf_array_get(pair, place)))
                for place in range(_PAIR)
            )
            if exported == value:
                return shown or value
        return value

    def _on_state(self) -> str | None:
        """Return the button's first state that is not "Off"; None where the file draws no such state."""
        for look in ("N", "D"):
            states = self._get("AP", look)
            if self._mupdf.pdf_is_stream(states):  # one picture for all states
                continue
            for number in range(self._mupdf.pdf_dict_len(states)):
                name = self._mupdf.pdf_to_name(self._mupdf.pdf_dict_get_key(states, number))
                if name != _OFF:
                    return decode_name(name)
        return None

    def _state(self, on_state: str | None) -> str | None:
        """Return the state's name when the button is on, else None.

        What the viewer shows decides (``/AS``); the group's value (``/V``) only where a button has no state.
        """
        shown = self._get("AS")
        told = self._mupdf.pdf_is_name(shown)
        name = self._mupdf.pdf_to_name(shown) if told else self._mupdf.pdf_field_value(self.entry)
        state = decode_name(name or _OFF)
        if state in {"", _OFF} or (not told and on_state is not None and state != on_state):
            return None
        return state
