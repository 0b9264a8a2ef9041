"""Fictitious application forms with live fields: blank, filled, flattened or printed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from contracts.records import Record
from samples.answers import PRINTED
from samples.form_drawing import Sheet
from samples.form_layout import Blank, Layout, face
from samples.ink import sign
from samples.pdf import pymupdf, saved
from samples.radio import Button, group

FORMS = (
    "wohngeld-musterhausen",
    "wohngeld-beispielburg",
    "anmeldung-musterhausen",
    "anmeldung-beispielburg",
)
"""The forms of two municipalities, for tuning and training."""

HELD_OUT_FORMS = ("wohngeld-probstadt", "anmeldung-probstadt")
"""The forms of a third municipality: for measuring only."""

LATER_FORMS = tuple(
    f"{procedure}-{town}"
    for procedure in ("parken", "elterngeld", "gewerbe", "bauantrag")
    for town in ("musterhausen", "beispielburg")
)
"""The forms of the procedures that came later; the linear classifier was not trained on them."""

LATER_HELD_OUT_FORMS = (
    "parken-probstadt",
    "elterngeld-probstadt",
    "gewerbe-probstadt",
    "bauantrag-probstadt",
)

Truth = dict[str, str | None]
"""Field id -> value as reports write it, None when left empty; rows of the table of persons are
``personen.1.vorname`` (counted from 1, as the subject ``person-1``)."""


class FilledForm(Record):
    """A filled form and what is written in it."""

    pdf: bytes
    truth: Truth


@cache
def layout(form: str) -> Layout:
    """Load a form's layout; see ``FORMS`` and ``HELD_OUT_FORMS``."""
    text = files("samples").joinpath(f"form_layouts/{form}.yaml").read_text(encoding="utf-8")
    return Layout(id=form, **yaml.safe_load(text))


def flat_values(values: Mapping[str, Any]) -> dict[str, str]:
    """Spread the list of persons over keys like ``personen.1.vorname``."""
    flat = {field: value for field, value in values.items() if field != "personen"}
    for number, person in enumerate(values.get("personen", ()), start=1):
        flat |= {f"personen.{number}.{field}": value for field, value in person.items()}
    return flat


def fill(form: str, values: Mapping[str, Any], *, signed: bool) -> FilledForm:
    """Fill a form on the screen: live fields, and a drawn signature when ``signed``.

    Args:
        form: One of ``FORMS`` or ``HELD_OUT_FORMS``.
        values: Field id -> value as reports write it (dates ISO 8601, amounts ``575.00``);
            ``personen`` is a list of such mappings. Fields that are left out stay empty.
        signed: Draw the applicant's signature; it is the same on every form of that person.
    """
    sheet = Sheet(layout(form))
    flat = flat_values(values)
    _add_widgets(sheet, flat)
    places = [blank for blank in sheet.blanks if blank.kind == "signature"]
    if signed:
        seed = f"{flat.get('vorname')} {flat.get('familienname')}"
        for place in places[:1]:
            sign(sheet.document[place.page], place.box, seed=seed)
    truth: Truth = {
        blank.field: flat.get(blank.field) or None for blank in sheet.blanks if _asked(blank, flat)
    }
    truth["unterschrift"] = "ja" if signed else None
    return FilledForm(pdf=saved(sheet.document), truth=truth)


def _add_widgets(sheet: Sheet, flat: Mapping[str, str]) -> None:
    buttons: list[Button] = []
    for number, blank in enumerate(sheet.blanks, start=1):
        name = _widget_name(blank, number, numbered=sheet.style.names == "numbers")
        widget = _widget(blank, name, flat.get(blank.field))
        added = sheet.document[blank.page].add_widget(widget)
        if sheet.style.radio and blank.kind == "tick":
            buttons.append(Button(added.xref, blank.field, chosen=bool(widget.field_value)))
    group(sheet.document, buttons)


def _asked(blank: Blank, flat: Mapping[str, str]) -> bool:
    """Whether the truth names this field: empty rows of the table are nobody, ``_...`` is no stable field."""
    if blank.field.startswith("_"):
        return False
    table, _, rest = blank.field.partition(".")
    number = rest.partition(".")[0]
    return table != "personen" or f"personen.{number}.familienname" in flat


PARTS = frozenset(
    {"street", "road", "house", "town_line", "postcode", "town", "place", "day", "first", "rest"}
)
"""Ways to print that show only a part of the value; other blanks show the rest."""


def _widget_name(blank: Blank, number: int, *, numbered: bool) -> str:
    if numbered:
        return f"Kontrollkästchen {number}" if blank.kind == "tick" else f"Text {number}"
    part = blank.show if blank.show in PARTS else ""
    return ".".join(filter(None, [blank.field, blank.option or part])).replace(".", "_")


def _widget(blank: Blank, name: str, value: str | None) -> Any:
    widget = pymupdf.Widget()
    widget.rect = pymupdf.Rect(blank.box)
    widget.field_name = name
    widget.field_label = blank.label
    if blank.kind == "tick":
        widget.field_type = pymupdf.PDF_WIDGET_TYPE_CHECKBOX
        widget.field_value = value == blank.option
        return widget
    widget.field_type = pymupdf.PDF_WIDGET_TYPE_TEXT
    text = PRINTED[blank.show](value) if value and blank.kind == "text" else ""
    widget.field_value = text
    widget.text_font, widget.text_fontsize = "Helv", _fitting_size(text, widget.rect.width)
    if blank.cells:
        widget.text_maxlen = blank.cells
        widget.field_flags = pymupdf.PDF_TX_FIELD_IS_COMB
    return widget


def _fitting_size(text: str, width: float) -> float:
    """Return the type size in points that lets ``text`` fit into ``width``, 9 at most and 6 at least."""
    at_one_point = face("helv").text_length(text, 1)
    return float(min(9.0, max(6.0, (width - 6) / at_one_point))) if text else 9.0


def flatten(pdf: bytes) -> bytes:
    """Return the form with its answers as plain page content: no live field is left."""
    with pymupdf.open("pdf", pdf) as document:
        document.bake()
        return saved(document)


def print_to_pictures(pdf: bytes, dpi: int = 200) -> bytes:
    """Return a PDF that has one grey picture per page and no text at all."""
    with pymupdf.open("pdf", pdf) as source, pymupdf.open() as target:
        for page in source:
            picture = page.get_pixmap(dpi=dpi, colorspace=pymupdf.csGRAY)
            sheet = target.new_page(width=page.rect.width, height=page.rect.height)
            sheet.insert_image(sheet.rect, stream=picture.tobytes("jpeg", jpg_quality=85))
        return saved(target)
