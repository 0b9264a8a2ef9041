"""What stands at one place answers one question: columns, sections and signature blocks keep apart."""

from __future__ import annotations

from contracts.fields import FieldKind, FieldSpec
from contracts.findings import FieldReading, FieldState
from extractors.forms.generic import read_by_labels
from extractors.forms.values.normalise import normalise
from tests.extractors.typed import typed_page

CLIENT, PLANNER = ("Bauherr", "Bauherrschaft"), ("Entwurfsverfasser", "Planverfasser")
FIELDS = {
    "bauherr": FieldSpec(
        kind=FieldKind.TEXT,
        required=True,
        labels=("Bauherrschaft", "Name, Vorname", "Vorname, Name", "Familienname"),
        sections=CLIENT,
        not_sections=PLANNER,
    ),
    "planer": FieldSpec(
        kind=FieldKind.TEXT,
        required=True,
        labels=("Entwurfsverfasser", "Name, Vorname", "Familienname"),
        sections=PLANNER,
        not_sections=CLIENT,
    ),
    "anschrift": FieldSpec(
        kind=FieldKind.ADDRESS,
        required=True,
        labels=("Wohnanschrift", "Anschrift"),
        sections=CLIENT,
        not_sections=PLANNER,
    ),
}


def read(*lines: str) -> dict[str, FieldReading]:
    """Read a typed page without ink."""
    return read_by_labels([typed_page(*lines)], FIELDS, {})


def test_columns_under_headings_side_by_side_keep_their_own() -> None:
    """Neither is the second heading the first one's answer, nor one column's name the other's."""
    found = read(
        "Bauherrschaft (Antrag)          Entwurfsverfassende (BauO)",
        "Vorname, Name                   Name, Vorname",
        "Erika Musterfrau                Mustermann, Max",
    )
    assert found["bauherr"].value == "Erika Musterfrau"
    assert found["planer"].value == "Mustermann, Max"


def test_a_heading_over_several_questions_answers_none() -> None:
    """The question itself may be worded so that nobody knows it: then the ticks of another are not its."""
    money = {
        "kindergeld": FieldSpec(kind=FieldKind.YES_NO, labels=("Wird Kindergeld bezogen",)),
        "unterhalt": FieldSpec(kind=FieldKind.YES_NO, labels=("Unterhalt",)),
    }
    lines = (
        "Leistungen und Unterhalt",
        "Wird Kindergeld bezogen?",
        "☒ ja   ☐ nein",
        "Alimente?",
        "☐ ja   ☒ nein",
    )
    found = read_by_labels([typed_page(*lines)], money, {})
    assert found["kindergeld"].value == "ja"
    assert found["unterhalt"].value != "ja"


def test_long_questions_that_differ_in_one_word_are_two() -> None:
    """Nine letters of ten are the same."""
    asked = "Beziehen Sie oder ein Haushaltsmitglied"
    money = {"leistung": FieldSpec(kind=FieldKind.YES_NO, labels=(f"{asked} Bürgergeld",))}
    assert (
        read_by_labels([typed_page(f"{asked} Kindergeld?   ☒ ja   ☐ nein")], money, {})["leistung"].value
        is None
    )
    misread = read_by_labels([typed_page(f"{asked} Burgerqeld?   ☒ ja   ☐ nein")], money, {})
    assert misread["leistung"].value == "ja"


def test_what_is_added_to_a_heading_in_brackets_does_not_hide_it() -> None:
    """OCR may part the sign of a paragraph from its number."""
    found = read("Planverfasser (8 54 BauO NRW)", "", "Anschrift   Musterweg 1, 12345 Musterstadt")
    assert found["anschrift"].state is FieldState.UNCLEAR


def test_a_name_serves_the_person_under_whose_heading_it_stands() -> None:
    """The form does not ask for the other person's name in words that are known."""
    found = read("Planverfasser", "", "Name, Vorname   Mustermann, Max")
    assert found["planer"].value == "Mustermann, Max"
    assert found["bauherr"].state is FieldState.UNCLEAR


def test_place_and_date_are_no_person() -> None:
    """A block for signing may be headed as the person's section is."""
    found = read("Entwurfsverfasser", "Musterstadt, 31.08.2026")
    assert found["planer"].state is FieldState.UNCLEAR


def test_the_given_name_beside_the_family_name_belongs_to_a_full_name() -> None:
    """The next label is no answer either."""
    found = read("Bauherr", "", "Familienname         Vorname", "Musterfrau           Erika")
    assert found["bauherr"].value == "Erika Musterfrau"


def test_somebody_elses_address_is_not_the_applicants() -> None:
    """Where the applicant's own is nowhere, a person looks."""
    found = read("Planverfasser", "", "Anschrift   Musterweg 1, 12345 Musterstadt")
    assert found["anschrift"].state is FieldState.UNCLEAR


def test_an_address_in_parts_may_be_headed_with_a_colon() -> None:
    """The digits of the postcode may have a cell each."""
    found = read(
        "Wohnanschrift: Straße, Haus-Nr.      PLZ            Wohnort",
        "Musterweg 1                          1 2 3 4 5      Musterstadt",
    )
    assert found["anschrift"].value == "Musterweg 1, 12345 Musterstadt"


def test_the_town_may_follow_the_date() -> None:
    """As under "Datum, Ort"."""
    spec = FieldSpec(kind=FieldKind.PLACE_DATE)
    assert normalise(spec, "03.09.2026, Musterstadt") == "Musterstadt, 2026-09-03"
    assert normalise(spec, "Musterstadt, den 03.09.2026") == "Musterstadt, 2026-09-03"
