"""Summaries of online applications: labels on the left, answers in a column on the right; rows of labels."""

from __future__ import annotations

from typing import Final

from contracts.fields import FieldKind, FieldSpec
from extractors.forms.page.linking import Side
from extractors.forms.parts.sheet import Sheet
from tests.extractors.forms.test_people import read as read_form
from tests.extractors.forms.test_unseen import read as read_page
from tests.extractors.typed import typed_page

COURT: Final = FieldSpec(
    kind=FieldKind.TEXT, labels=("Registergericht", "Registergericht, Registernummer", "Amtsgericht")
)
PHONE: Final = FieldSpec(kind=FieldKind.PHONE, labels=("Telefon", "Telefon, E-Mail"))
WORK: Final = FieldSpec(kind=FieldKind.TEXT, long=True, labels=("Beschreibung der Tätigkeit",))
PLANNER: Final = FieldSpec(kind=FieldKind.TEXT, labels=("Entwurfsverfasser",))
NUMBER: Final = FieldSpec(kind=FieldKind.TEXT, labels=("Wohngeldnummer",))
TAX: Final = FieldSpec(kind=FieldKind.TAX_ID, labels=("Steuer-Identifikationsnummer",))


def test_two_rows_of_a_list_are_no_label_over_two_lines() -> None:
    """One label was made of "Telefon" over "E-Mail", with the answers of both."""
    rows = typed_page(
        "Registergericht          Amtsgericht Probstadt",
        "",
        "Registernummer           HRB 12345",
        "",
        "Telefon                  0123 20 41 73",
        "",
        "E-Mail                   erika@example.org",
    )
    fields = read_page(rows, court=COURT, phone=PHONE)
    assert (fields["court"].value, fields["phone"].value) == ("Amtsgericht Probstadt", "0123 20 41 73")


def test_a_long_answer_ends_at_the_next_row() -> None:
    """The answer to a question that no contract asks was taken along."""
    rows = typed_page(
        "Beschreibung der Tätigkeit     Herstellung von Keramik und",
        "                               Kurse im Töpfern",
        "",
        "Was ist der Kern?              Verkauf von Keramik",
    )
    assert read_page(rows, work=WORK)["work"].value == "Herstellung von Keramik und Kurse im Töpfern"


def test_a_label_beside_the_first_one_under_a_heading_is_no_answer() -> None:
    """The heading names the field too; what stands under it at the right is the next label."""
    page = typed_page(
        "    4   Entwurfsverfasser",
        "",
        "Familienname                            Beruflicher Titel",
        "Mustermann                              Dipl.-Ing.",
    )
    assert read_page(page, planner=PLANNER)["planner"].value is None


def test_the_question_beside_a_label_is_no_answer() -> None:
    """The next question of the row was taken for the number that nobody had filled in."""
    page = typed_page("Wohngeldnummer?               Bis wann wurde zuletzt bewilligt?")
    assert read_page(page, number=NUMBER)["number"].value is None


def test_an_answer_in_a_card_is_not_lost_to_the_card_beside_it() -> None:
    """A line of the other card that stands a little higher was taken for the answer."""
    page = typed_page(
        "Steuer-Identifikationsnummer",
        "                                                  ja, gleichzeitig",
        "52 738 109 450",
    )
    assert read_page(page, tax=TAX)["tax"].value == "52738109450"


def test_questions_in_plain_language_are_known() -> None:
    """Forms in plain language ask who lets the flat."""
    page = typed_page("Wer vermietet Ihnen die Wohnung? (Name und Anschrift)", "Gisela Vermieterin")
    assert read_form(page)["vermieter"].value == "Gisela Vermieterin"


def test_under_a_label_of_a_list_stands_the_next_label() -> None:
    """Most known labels were over labels that nobody knows: these were taken for the answers."""
    rows = typed_page(
        "Name der Krankenkasse           keine Angabe",
        "Art der Versicherung            freiwillig",
        "Entwurfsverfasser               Anna Plan",
        "Zuständige Kammer               Architektenkammer",
        "Telefon                         0123 20 41 73",
        "Am besten erreichbar            abends",
        "Wohngeldnummer                  WG-12",
        "Bescheid vom                    01.02.2026",
        "Steuer-Identifikationsnummer    52 738 109 450",
    )
    insurer = FieldSpec(kind=FieldKind.TEXT, labels=("Name der Krankenkasse",))
    fields = {"insurer": insurer, "planner": PLANNER, "phone": PHONE, "number": NUMBER, "tax": TAX}
    assert Sheet([rows], fields, {}).owners(0).habit is Side.RIGHT
    assert read_page(rows, None, **fields)["insurer"].value is None
