"""Frames in which labels stand under their answers, on forms whose other labels stand elsewhere."""

from __future__ import annotations

from typing import Final

from contracts.fields import FieldKind, FieldSpec
from contracts.records import Box
from extractors.forms.labelling.under_fields import is_under_field
from tests.extractors.forms.test_live_parts import field, read
from tests.extractors.forms.test_tables import Sheet

FRAME: Final = Box(50, 100, 300, 200)
FIELDS: Final = [Box(56, top, 290, top + 16) for top in (104, 132, 160)]
LABELS: Final = [Box(54, top, 120, top + 8) for top in (122, 150, 178)]


def test_a_frame_from_a_field_down_to_a_label_has_labels_under_fields() -> None:
    """Fields and labels by turns: the next field is nearer to a label than the one that it names."""
    assert all(is_under_field(label, FRAME, LABELS, FIELDS) for label in LABELS)


def test_a_frame_from_a_label_down_to_a_field_has_labels_over_fields() -> None:
    """The same turns, one later."""
    labels = [Box(54, top, 120, top + 8) for top in (101, 122, 150)]
    assert not any(is_under_field(label, FRAME, labels, FIELDS) for label in labels)


def test_two_labels_in_a_row_show_no_way() -> None:
    """A heading over the first field may be its label."""
    head = Box(54, 101, 120, 104)
    assert not any(is_under_field(label, FRAME, [head, *LABELS], FIELDS) for label in LABELS)


def test_lines_to_write_on_make_a_frame_that_is_no_cell() -> None:
    """A third line without a known label: the telephone had the frame, and all that is in it, as its own."""
    sheet = Sheet()
    sheet.page.draw_rect((40, 80, 300, 170), width=0.7)
    answers = ("06391 40288", "bau@muster.example", "Erika Mustermann")
    for number, label in enumerate(("Telefon", "E-Mail", "vertreten durch (nur bei Firmen)")):
        top = 98 + 28 * number
        sheet.text(46, top, answers[number]).dots(44, 296, top + 3).text(44, top + 12, label, size=7)
    phone = FieldSpec(kind=FieldKind.PHONE, labels=("Telefon",))
    mail = FieldSpec(kind=FieldKind.EMAIL, labels=("E-Mail",))
    fields = sheet.read(telefon=phone, email=mail)
    assert fields["telefon"].value == answers[0]
    assert fields["email"].value == answers[1]


def test_a_field_below_under_a_label_of_its_own_is_no_answer() -> None:
    """A row of a table begins under its head, closer to a label than the field beside that one."""
    lines = ("Baugrundstück", "Straße, Hausnummer", "Postleitzahl, Gemeinde", "Gemarkung", "")
    widgets = [
        field(1, 30, "Im Wiesengrund 14", letters=40),
        field(2, 30, "66998 Rehbach", letters=40),
        field(4, 0, "Talheim", letters=24),
    ]
    found = read("bauantrag-vereinfacht", *lines, widgets=widgets)
    assert found["grundstueck_anschrift"].value == "Im Wiesengrund 14, 66998 Rehbach"
