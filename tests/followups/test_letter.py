from __future__ import annotations

import json
from datetime import date

import pymupdf
import pytest

from contracts.findings import FieldReading, FilledForm, Finding, FindingState, Reason
from contracts.procedure import Procedure
from contracts.records import Box
from followups.applicant import UNKNOWN_NAME, applicant_on, names_on
from followups.letter import (
    LATE_NOTICE,
    REFUSAL_NOTICE,
    Applicant,
    Authority,
    LetterHead,
    LetterRequest,
    askable,
    draw_letter,
    letter_request,
    write_letter,
)
from followups.typesetting import TypesettingFailed

CONTRACT = {
    "id": "wohngeld",
    "title": "Wohngeld (Mietzuschuss)",
    "version": "2026-01",
    "legal_basis": ["§ 22 WoGG", "§§ 60, 66 SGB I"],
    "form": {"titles": ["Antrag auf Wohngeld"], "fields": {"familienname": {"kind": "name"}}},
    "requirements": [
        {
            "id": "identitaet",
            "title": "Identität",
            "message": {
                "what": "Ihren Ausweis",
                "why": "Wir müssen wissen, wer den Antrag stellt.",
                "proofs": ["Personalausweis", "Reisepass"],
            },
            "any_of": ["ausweis"],
        },
        {
            "id": "einkommen",
            "title": "Einkommen",
            "message": {"what": "Gehaltsabrechnungen", "why": "Das Wohngeld hängt vom Einkommen ab."},
            "legal_basis": ["§ 14 WoGG"],
            "per": "person",
            "any_of": ["gehaltsabrechnung"],
        },
    ],
}


@pytest.fixture
def procedure() -> Procedure:
    return Procedure.model_validate(CONTRACT)


@pytest.fixture
def head() -> LetterHead:
    return LetterHead(
        authority=Authority(
            name="Stadt Musterstadt",
            department="Wohngeldstelle",
            address=("Rathausplatz 1", "12345 Musterstadt"),
            phone="01234 567-890",
            upload="www.musterstadt.example/nachreichen",
        ),
        applicant=Applicant(name="Erika Musterfrau", address=("Beispielweg 12", "12345 Musterstadt")),
        reference="WG-2026-000123",
        received=date(2026, 11, 2),
        caseworker="Max Mustermann",
        today=date(2026, 11, 21),
    )


def finding(
    requirement: str, state: FindingState, *, subject: str = "antragsteller", message: str = "Es fehlt."
) -> Finding:
    reason = Reason(code="none", message=message)
    return Finding(requirement=requirement, subject=subject, state=state, reason=reason)


def opened(pdf: bytes) -> pymupdf.Document:
    return pymupdf.open(stream=pdf, filetype="pdf")  # type: ignore[no-untyped-call]  # PyMuPDF is untyped


def words_of(pdf: bytes) -> str:
    with opened(pdf) as document:
        return " ".join(" ".join(page.get_text() for page in document).split())


def test_letter_says_what_why_how_and_until_when(procedure: Procedure, head: LetterHead) -> None:
    """The applicant learns what is needed, why, on what basis, what is accepted, and until when."""
    findings = [finding("identitaet", FindingState.MISSING, message="Kein Ausweis liegt bei.")]
    words = words_of(write_letter(letter_request(procedure, findings, head)))
    for said in (
        "Ihr Antrag ist eingegangen, und dieses Datum zählt.",
        "1. Ihren Ausweis",
        "Kein Ausweis liegt bei.",
        "Wir müssen wissen, wer den Antrag stellt. (§ 22 WoGG, §§ 60, 66 SGB I)",
        "Personalausweis oder Reisepass",
        "2. November 2026",
        "21. Dezember 2026",
        "WG-2026-000123",
        "Software mit KI vorbereitet und von Max Mustermann geprüft und entschieden",
    ):
        assert said in words


def test_letter_is_the_same_each_time(procedure: Procedure, head: LetterHead) -> None:
    """The letter that was previewed is, byte for byte, the letter that is sent."""
    request = letter_request(procedure, [finding("identitaet", FindingState.EXPIRED)], head)
    assert write_letter(request) == write_letter(request)


def test_letter_is_accessible_and_archivable(procedure: Procedure, head: LetterHead) -> None:
    """A screen reader finds tags, a title and the language; the file declares PDF/UA-1 and PDF/A-2a."""
    pdf = write_letter(letter_request(procedure, [finding("identitaet", FindingState.MISSING)], head))
    with opened(pdf) as document:
        catalogue = document.xref_object(document.pdf_catalog())
        metadata = document.get_xml_metadata()
        assert document.metadata
        assert document.metadata["title"] == "Bitte schicken Sie uns noch eine Unterlage – WG-2026-000123"
    assert "/StructTreeRoot" in catalogue
    assert "/Lang (de-DE)" in catalogue
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert "<pdfaid:part>2</pdfaid:part>" in metadata


def test_address_stands_in_the_window(procedure: Procedure, head: LetterHead) -> None:
    """The address lies in DIN 5008 form B's window: 20-105 mm from the left, 62.7-90 mm from the top."""
    pdf = write_letter(letter_request(procedure, [finding("identitaet", FindingState.MISSING)], head))
    millimetre = 72 / 25.4
    window = Box(*(edge * millimetre for edge in (20, 61, 105, 90)))
    with opened(pdf) as document:
        words = [(Box(*word[:4]), word[4]) for word in document[0].get_text("words")]
    inside = " ".join(text for box, text in words if window.holds(*box.middle))
    assert inside == "Erika Musterfrau Beispielweg 12 12345 Musterstadt"


def test_nothing_in_a_letter_becomes_markup(procedure: Procedure, head: LetterHead) -> None:
    """What an applicant writes into a form is printed as it is; the template never runs it."""
    nasty = '#read("/etc/passwd") *fett* $x$ <a> @b " \\ #{'
    findings = [finding("identitaet", FindingState.MISMATCH, message=nasty)]
    words = words_of(write_letter(letter_request(procedure, findings, head)))
    assert nasty in words


def test_refusal_is_announced_only_where_the_law_knows_it(procedure: Procedure, head: LetterHead) -> None:
    """§ 66 SGB I is mentioned only in procedures whose legal basis has it."""
    findings = [finding("identitaet", FindingState.MISSING)]
    other = procedure.model_copy(update={"legal_basis": ("§ 45 Abs. 1b StVO",)})
    assert letter_request(procedure, findings, head).late == REFUSAL_NOTICE
    assert letter_request(other, findings, head).late == LATE_NOTICE


def test_only_what_the_applicant_can_put_right_is_asked_for() -> None:
    """Unclear and illegible findings are for a person to decide first; present ones are never asked for."""
    findings = [finding("identitaet", state) for state in FindingState]
    states = {each.state for each in askable(findings)}
    assert states == {FindingState.MISSING, FindingState.EXPIRED, FindingState.MISMATCH}


def test_a_requirement_for_one_person_names_the_person(procedure: Procedure, head: LetterHead) -> None:
    """Where several people need the same proof, the letter says whose is meant."""
    findings = [finding("einkommen", FindingState.MISSING, subject="person-1")]
    request = letter_request(procedure, findings, head, names={"person-1": "Max Mustermann"})
    assert request.items[0].what == "Gehaltsabrechnungen – für Max Mustermann"
    assert request.items[0].legal_basis == ("§ 14 WoGG",)


def test_long_letters_go_on_on_further_pages(procedure: Procedure, head: LetterHead) -> None:
    """Twelve items fit on several pages, each numbered and with the reference."""
    findings = [finding("identitaet", FindingState.MISSING)] * 12
    pdf = write_letter(letter_request(procedure, findings, head))
    with opened(pdf) as document:
        texts = [page.get_text() for page in document]
    assert len(texts) >= 3
    assert all("WG-2026-000123" in text for text in texts)


def test_who_applied_is_read_from_the_form() -> None:
    """Name and address come from the form's fields, whatever the procedure calls them."""
    person = {"vorname": FieldReading(value="Max"), "familienname": FieldReading(value="Mustermann")}
    form = FilledForm(
        fields={
            "vorname": FieldReading(value="Erika"),
            "familienname": FieldReading(value="Musterfrau"),
            "neue_anschrift": FieldReading(value="Beispielweg 12, 12345 Musterstadt"),
            "personen": FieldReading(items=(person, {})),
        }
    )
    assert applicant_on(form) == Applicant(
        name="Erika Musterfrau", address=("Beispielweg 12", "12345 Musterstadt")
    )
    assert names_on(form) == {
        "antragsteller": "Erika Musterfrau",
        "person-1": "Max Mustermann",
        "person-2": "Person 2",
    }


def test_without_a_form_the_letter_still_has_a_greeting() -> None:
    """A case without a form is still written to."""
    assert applicant_on(FilledForm()).name == UNKNOWN_NAME
    owner = FilledForm(fields={"bauherr_name": FieldReading(value="Muster GmbH")})
    assert applicant_on(owner).name == "Muster GmbH"


def test_request_survives_the_database(procedure: Procedure, head: LetterHead) -> None:
    """A request stored as JSON gives the same letter later."""
    request = letter_request(procedure, [finding("identitaet", FindingState.MISSING)], head)
    again = LetterRequest.model_validate(json.loads(request.model_dump_json()))
    assert write_letter(again) == write_letter(request)


def test_what_is_shown_has_the_pages_of_what_is_sent(procedure: Procedure, head: LetterHead) -> None:
    """The pictures of the preview are as many as the letter has pages."""
    for count in (1, 12):
        request = letter_request(procedure, [finding("identitaet", FindingState.MISSING)] * count, head)
        with opened(write_letter(request)) as document:
            assert len(draw_letter(request, dpi=40)) == document.page_count


@pytest.mark.parametrize("made", [None, b"", b"%!PS", [b"%PDF-1.7"]])
def test_what_typst_gives_back_is_not_believed_unseen(
    monkeypatch: pytest.MonkeyPatch, procedure: Procedure, head: LetterHead, made: object
) -> None:
    """An empty or strange file never becomes a letter."""
    monkeypatch.setattr("typst.compile", lambda *_, **__: made)
    request = letter_request(procedure, [finding("identitaet", FindingState.MISSING)], head)
    with pytest.raises(TypesettingFailed):
        write_letter(request)
