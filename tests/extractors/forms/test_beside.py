"""Answers beside other people's: the second parent's number, and the signature beside place and day."""

from __future__ import annotations

import pytest

from contracts.fields import FieldKind, FieldSpec
from contracts.findings import FieldReading, FieldState
from contracts.reading import Widget, WidgetKind
from contracts.records import Box
from extractors.forms.form_reader import read_form
from extractors.forms.labelling.labels import find_label
from extractors.forms.page.layout import segments
from extractors.forms.parts.live import field_of, only_field
from tests.extractors.typed import typed_page

IBAN = FieldSpec(kind=FieldKind.IBAN, labels=("IBAN",))
SIGNED = FieldSpec(kind=FieldKind.PLACE_DATE, labels=("Ort und Datum",))


def read(spec: FieldSpec, *lines: str) -> FieldReading:
    """Return what is read of these lines."""
    readings, _ = read_form([typed_page(*lines)], {"angabe": spec}, (), {})
    return readings["angabe"]


def test_the_second_parents_account_is_not_the_first_ones() -> None:
    """Where the first number is hard to read, the second one, well read, does not stand in for it."""
    second = "IBAN   DE02 1203 0000 0000 2020 51"
    assert read(IBAN, second).value == "DE02120300000000202051"
    reading = read(IBAN, "IBAN   DE83 3.8 6170 6749 74:90", "", "", second)
    assert (reading.value, reading.state) == (None, FieldState.UNCLEAR)


@pytest.mark.parametrize("gap", [20, 30])
def test_who_signs_beside_place_and_day(gap: int) -> None:
    """Handwriting far behind a typed place and day is a signature, no part of them."""
    line = "Talheim, 05.11.2026" + " " * gap + "…"
    assert read(SIGNED, line, "Ort und Datum").value == "Talheim, 2026-11-05"


def test_handwriting_right_behind_a_typed_answer_belongs_to_it() -> None:
    """Then a person has to look at it."""
    assert read(SIGNED, "Talheim, 05.11.2026 …", "Ort und Datum").raw.endswith("…")


def test_a_live_answer_may_have_two_fields() -> None:
    """Of an activity on two lines, a field each, only the first was read; what has a label is another's."""
    work = FieldSpec(kind=FieldKind.TEXT, long=True, labels=("Tätigkeit",))
    boxes = [Box(120, top, 500, top + 14) for top in (38, 54, 70)]
    texts = ("Verkauf von Keramik,", "Kurse im Töpfern", "Max Mustermann")
    widgets = [
        Widget(name=f"f{number}", kind=WidgetKind.TEXT, box=box, value=text)
        for number, (box, text) in enumerate(zip(boxes, texts, strict=True))
    ]
    page = typed_page("Tätigkeit", "", "", "Inhaber", widgets=widgets)
    readings, _ = read_form([page], {"angabe": work}, (), {})
    assert readings["angabe"].value == "Verkauf von Keramik, Kurse im Töpfern"


def test_a_live_field_over_its_label_may_begin_after_a_number() -> None:
    """Under a line that begins with its number stands "Datum": the field begins behind the number."""
    over = Widget(name="Feld_32", kind=WidgetKind.TEXT, box=Box(44, 60, 180, 74), value="03.11.2026")
    sheet = typed_page("", "", "32", "Datum", widgets=[over])
    label = find_label("Datum", segments(sheet, sheet.words))[0]
    assert field_of(label, sheet, above=True) == over


def test_the_only_live_field_of_a_labels_cell_is_its_own() -> None:
    """Beside tick boxes, far right of a long question, stands the day that is asked for."""
    box = Box(224, 506, 365, 521)
    day = Widget(name="Feld_17", kind=WidgetKind.TEXT, box=box, value="01.12.2026")
    other = day.model_copy(update={"name": "Feld_18", "box": Box(400, 506, 500, 521)})
    cell = Box(42, 493, 368, 521)
    assert only_field(cell, typed_page("Beginn", widgets=[day, other])) == day
    assert only_field(Box(42, 493, 520, 521), typed_page("Beginn", widgets=[day, other])) is None
    assert only_field(None, typed_page("Beginn", widgets=[day])) is None


def test_a_tick_box_named_after_an_account_is_none() -> None:
    """The name "Konto_antragsteller" says whose account it is; the number stands in another field."""
    named = [
        Widget(name="Konto_antragsteller", kind=WidgetKind.CHECKBOX, box=Box(30, 80, 40, 90), value="Yes"),
        Widget(name="f2", kind=WidgetKind.TEXT, box=Box(60, 38, 300, 50), value="02120300000000202051"),
    ]
    account = IBAN.model_copy(update={"labels": ("IBAN", "Konto")})
    readings, _ = read_form([typed_page("IBAN", widgets=named)], {"angabe": account}, (), {})
    assert readings["angabe"].value == "DE02120300000000202051"
