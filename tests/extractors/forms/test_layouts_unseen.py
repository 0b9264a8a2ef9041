"""How forms nobody had seen are laid out: each test tells one cause of a wrong or lost answer."""

from __future__ import annotations

import pytest

from contracts.fields import FieldKind, FieldSpec
from contracts.findings import FieldReading, FieldState
from contracts.records import Box
from extractors.forms.answering.legal_form import with_legal_form
from extractors.forms.generic import read_by_labels
from extractors.forms.page.hints import is_only_print, is_sentence
from extractors.forms.values.normalise import normalise
from tests.extractors.forms.test_unseen import ink, place, read
from tests.extractors.typed import typed_page

NAME = FieldSpec(kind=FieldKind.NAME, required=True, labels=("Familienname",))
BORN = FieldSpec(kind=FieldKind.DATE, required=True, labels=("Geburtsdatum",))
ADDRESS = FieldSpec(kind=FieldKind.ADDRESS, required=True, labels=("Anschrift",))
PLATE = FieldSpec(kind=FieldKind.PLATE, required=True, labels=("Kennzeichen",))
DISABLED = FieldSpec(kind=FieldKind.NUMBER, labels=("Grad der Behinderung (GdB)",))
RENT = FieldSpec(kind=FieldKind.AMOUNT, required=True, labels=("Monatliche Miete",))
NUMBER = FieldSpec(kind=FieldKind.TEXT, labels=("Wohngeldnummer",))
PEOPLE = FieldSpec(
    kind=FieldKind.PERSONS,
    sections=("Angemeldet werden folgende Personen",),
    columns={
        "familienname": FieldSpec(kind=FieldKind.NAME, labels=("Familienname",)),
        "vorname": FieldSpec(kind=FieldKind.NAME, labels=("Vorname",)),
        "geburtsdatum": FieldSpec(kind=FieldKind.DATE, labels=("Geburtsdatum",)),
    },
)


def test_persons_may_stand_side_by_side() -> None:
    """A spouse and a child stood in columns of their own, right of the applicant, and were lost."""
    page = typed_page(
        "Angemeldet werden folgende Personen",
        "",
        "                  Person 1 (Sie)    Person 2          Person 3",
        "",
        "Familienname      Muster            Muster            Muster",
        "",
        "Vorname           Erika             Max               Mia",
        "",
        "Geburtsdatum      08.12.1988        21.04.1986        17.07.2020",
    )
    people = read(page, people=PEOPLE, familienname=NAME, geburtsdatum=BORN)["people"].items
    assert [(each["vorname"].value, each["geburtsdatum"].value) for each in people] == [
        ("Max", "1986-04-21"),
        ("Mia", "2020-07-17"),
    ]


def test_a_town_has_a_label_that_elsewhere_asks_for_the_postcode_as_well() -> None:
    """A label of towns beside a postcode of its own was taken for both, and the address was lost."""
    page = typed_page(
        "Straße, Hausnummer",
        "Musterweg 3",
        "",
        "Postleitzahl      Gemeinde, Ortsteil",
        "12345             Musterstadt",
    )
    assert read(page, home=ADDRESS)["home"].value == "Musterweg 3, 12345 Musterstadt"


def test_a_line_for_telephone_and_mail_is_no_part_of_an_address() -> None:
    """Both stood in one box, and the number looked like a second postcode."""
    raw = "Musterweg 2, 12345 Musterstadt\n07651 90022 info@muster.example"
    assert normalise(ADDRESS, raw) == "Musterweg 2, 12345 Musterstadt"
    assert normalise(ADDRESS, "Musterweg 2\n12345 Musterstadt") == "Musterweg 2, 12345 Musterstadt"


def test_an_answer_ends_where_another_label_begins_that_nobody_knows() -> None:
    """The make of a car on the same line was read as part of its number plate."""
    page = typed_page("Kennzeichen:     KA-AB 123      Fabrikat: Muster Kombi")
    assert read(page, plate=PLATE)["plate"].value == "KA-AB123"


def test_what_stands_beside_a_label_in_a_cell_of_several_lines_may_be_its_answer() -> None:
    """The labels of the lines below were taken for the rent."""
    page = typed_page(
        "",
        "Monatliche Miete             742,50 EUR",
        "davon Heizung                 96,00 EUR",
        "davon Stellplatz",
        "",
    )
    cell = Box(20, 40, 300, 100)
    assert read(page, ink(cell), rent=RENT)["rent"].value == "742.50"


def test_a_label_with_a_colon_has_its_answer_behind_it() -> None:
    """Questions over and under it were taken for the answer: "in den nächsten 12 Monaten"."""
    lines = (
        "Ist eine Schwerbehinderung festgestellt?",
        "Grad der Behinderung (GdB) laut Bescheid:     {}",
        "Wird sich in den nächsten 12 Monaten etwas ändern?",
    )
    filled = typed_page(*(line.format("60") for line in lines))
    blank = typed_page(*(line.format("") for line in lines))
    assert read(filled, gdb=DISABLED)["gdb"].value == "60"
    assert read(blank, gdb=DISABLED)["gdb"].value is None


@pytest.mark.parametrize(
    "heading",
    [
        "Nur von der Wohngeldbehörde auszufüllen",
        "Wird von der Elterngeldstelle ausgefüllt",
        "Von der Behörde auszufüllen",
        "Nur von der Behörde auszufüllen: Aktenzeichen",
        "Vermerke der Meldebehörde",
        "Bearbeitungsvermerk der Behörde – bitte freilassen",
        "Bearbeitungsvermerke (nicht vom Antragsteller auszufüllen)",
        "Stellungnahme der Gemeinde (§ 36 BauGB) – nicht vom Antragsteller auszufüllen",
    ],
)
def test_nothing_in_a_block_for_the_authority_is_an_answer(heading: str) -> None:
    """The next labels of the block were taken for the applicant's number."""
    page = typed_page(heading, "", "Wohngeldnummer    Höchstbetrag", "Mietenstufe")
    found = read(page, number=NUMBER)["number"]
    assert (found.value, found.state) == (None, FieldState.EMPTY)


def test_a_box_right_under_a_label_is_for_its_answer() -> None:
    """Boxes stood close to each other, and each answer was given to the label under it."""
    page = typed_page(
        "Familienname",
        "",
        "  Muster",
        "",
        "Geburtsdatum",
        "",
        "  01.02.1988",
        "",
        "Kennzeichen",
        "",
        "  KA-AB 1",
    )
    boxes = [Box(29, 52 + 48 * row, 230, 86 + 48 * row) for row in range(3)]
    found = read(page, ink(*boxes), name=NAME, born=BORN, plate=PLATE)
    assert [found[name].value for name in ("name", "born", "plate")] == ["Muster", "1988-02-01", "KA-AB1"]


def test_tick_boxes_in_somebody_elses_column_are_not_the_applicants() -> None:
    """Both parents have the same boxes side by side, and neither could be said to be ticked."""
    income = FieldSpec(
        kind=FieldKind.CHOICE,
        required=True,
        labels=("Einkommen vor der Geburt",),
        options={"arbeit": ("aus Arbeit",), "kein": ("kein Einkommen",)},
        not_sections=("Elternteil 2",),
    )
    other = FieldSpec(kind=FieldKind.NAME, labels=("Gibt es nicht",), sections=("Elternteil 1",))
    page = typed_page(
        "Einkommen vor der Geburt",
        "",
        "Elternteil 1                  Elternteil 2",
        "",
        "   aus Arbeit                    aus Arbeit",
        "",
        "   kein Einkommen                kein Einkommen",
    )
    boxes = [place(line, column) for line in (4, 6) for column in (0, 30)]
    found = read_by_labels([page], {"income": income, "other": other}, ink(*boxes, ticked=(boxes[2],)))
    assert found["income"].value == "kein"


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("Muster Dienste GmbH", "GmbH"),
        ("Muster Daten UG (haftungsbeschränkt)", "UG (haftungsbeschränkt)"),
        ("Muster Bau GmbH & Co. KG", "GmbH & Co. KG"),
        ("Drechslerei Muster e.K.", "e.K."),
        ("Einzelunternehmen", "Einzelunternehmen"),
        ("GmbH", "GmbH"),
    ],
)
def test_of_a_full_name_the_legal_form_is_kept(written: str, form: str) -> None:
    """The name of the business was given as its legal form."""
    reading = FieldReading(value=written, raw=written, state=FieldState.FILLED, confidence=1.0)
    assert with_legal_form({"rechtsform": reading})["rechtsform"].value == form


def test_words_in_brackets_only_explain() -> None:
    """A hint, "(steuererhebend, z. B. ev, rk)", was read as somebody's religion."""
    assert is_only_print("(steuererhebend, z. B. ev, rk)")
    assert not is_only_print("evangelisch (Landeskirche)")


def test_a_sentence_of_small_print_is_no_value() -> None:
    """Where the answer of a scan could not be read, the sentence under its label was taken for it."""
    page = typed_page("Gewünschte Parkzone", "Ein Anspruch auf einen bestimmten Stellplatz besteht nicht.")
    zone = FieldSpec(kind=FieldKind.TEXT, labels=("Gewünschte Parkzone",))
    assert read(page, zone=zone)["zone"].state is FieldState.UNCLEAR
    assert is_sentence("im vereinfachten Verfahren nach der Landesbauordnung")
    assert not is_sentence("Verein der Freunde und Förderer von Musterstadt e.V.")
    assert not is_sentence("Muster Wohnbau eG, Am Wall 2, 12345 Musterstadt")


def test_the_frame_before_a_questions_number_is_no_part_of_it() -> None:
    """OCR read the frame before "18" as a digit, and the question was not found."""
    work = FieldSpec(kind=FieldKind.TEXT, required=True, long=True, labels=("Angemeldete Tätigkeit",))
    page = typed_page("118 Angemeldete Tätigkeit", "    Reinigung von Bühnen", by_ocr=True)
    assert read(page, work=work)["work"].value == "Reinigung von Bühnen"
