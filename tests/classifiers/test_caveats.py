"""Papers that speak of a proof without being one."""

from __future__ import annotations

import pytest

from classifiers.caveats import doubted
from contracts.catalogue import load_catalogue
from contracts.findings import Guess, Part
from contracts.reading import PageText, TextSource, Word
from contracts.records import Box, PageSize

TYPES = load_catalogue().document_types
PERMIT = Part(document=0, pages=(0,), type="erlaubnis", confidence=0.99)


def page(*lines: str, source: TextSource = TextSource.TEXT, confidence: float = 1) -> PageText:
    words = [
        Word(
            text=text,
            box=Box(60 + 30 * at, 60 + 20 * row, 85 + 30 * at, 70 + 20 * row),
            confidence=confidence,
        )
        for row, line in enumerate(lines)
        for at, text in enumerate(line.split())
    ]
    return PageText(
        index=0, size=PageSize(595, 842), source=source, words=tuple(words), confidence=confidence
    )


def taken_for(type_id: str, found: PageText) -> Part:
    return doubted(PERMIT.model_copy(update={"type": type_id}), [found], TYPES)


BODY = ("Sehr geehrte Frau Musterfrau,", "am 3. November 2026 waren Sie bei uns in der Rathausstraße 1.")


@pytest.mark.parametrize("title", ["Eingangsbestätigung", "Versagung der Erlaubnis", "Ablehnungsbescheid"])
def test_a_receipt_or_a_refusal_is_no_permit(title: str) -> None:
    """Both have all the words of a permit, but say what they are: the permit is missing."""
    found = taken_for("erlaubnis", page("Ordnungsamt Musterstadt", title, "Betrieb einer Gaststätte"))
    assert (found.type, found.confidence) == ("sonstiges", 0.9)
    assert found.runner_up == Guess(type="erlaubnis", confidence=0.1)
    assert found.words == (title.split(maxsplit=1)[0],)


@pytest.mark.parametrize(
    ("type_id", "subject"),
    [
        ("kindergeldnachweis", "Ihr Antrag auf Kindergeld – Eingangsbestätigung"),
        ("heiratsurkunde", "Betreff: Ihre Anmeldung zur Eheschließung, Terminbestätigung"),
        ("mietvertrag", "Reservierung der Wohnung Musterweg 5, 2. OG rechts"),
        ("rentenbescheid", "Ihre Renteninformation"),
        ("einkommensteuerbescheid", "Bescheid über Vorauszahlungen zur Einkommensteuer"),
    ],
)
def test_a_subject_says_what_a_letter_is(type_id: str, subject: str) -> None:
    """Whether before or behind a dash, a colon, or "Ihre"."""
    assert taken_for(type_id, page("Musteramt", subject, *BODY)).type == "sonstiges"


def test_a_permit_may_speak_of_refusals() -> None:
    """What a sentence mentions is no title, nor is what stands below the paper's own."""
    text = "Widerruf und Rücknahme dieser Erlaubnis bleiben nach § 15 des Gaststättengesetzes vorbehalten"
    assert doubted(PERMIT, [page("Erlaubnis nach § 2 GastG", text)], TYPES) is PERMIT
    assert doubted(PERMIT, [page("Erlaubnis nach § 2 GastG", "Widerruf der Erlaubnis")], TYPES) is PERMIT


def test_phrases_tell_a_letter_that_announces_the_proof() -> None:
    """A letter that says "noch nicht" and has nothing of an extract is none; one phrase is only a doubt."""
    letter = (
        "Notarin Dr. Muster",
        "Gründung der Muster GmbH",
        "ich teile mit, dass die Anmeldung beim Amtsgericht Musterstadt eingereicht wurde.",
        "Die Eintragung ist noch nicht erfolgt und der Auszug folgt nach der Eintragung später.",
        "Für Fragen stehen meine Mitarbeiterinnen und ich gern zur Verfügung.",
    )
    assert taken_for("handelsregisterauszug", page(*letter)).type == "sonstiges"
    assert taken_for("handelsregisterauszug", page(*letter)).confidence == 0.9


def test_what_all_such_papers_have_may_be_lacking() -> None:
    """Then a person looks; on a page that is badly read, what is absent proves nothing."""
    lines = ["Zulassungsbescheinigung Teil I", *["Erika Musterfrau wohnt in der Musterstraße 1"] * 5]
    found = taken_for("zulassungsbescheinigung", page(*lines))
    assert (found.type, found.confidence) == ("sonstiges", 0.5)
    assert found.runner_up == Guess(type="zulassungsbescheinigung", confidence=0.5)
    misread = page(*lines, source=TextSource.OCR, confidence=0.6)
    assert taken_for("zulassungsbescheinigung", misread).type == "zulassungsbescheinigung"


def test_a_misread_title_counts_unless_it_is_like_the_papers_own() -> None:
    """A scan may lose a letter, but "Immatrikulation" is also nearly "Exmatrikulation"."""
    own = page("Immatrikulationsbescheinigung", *BODY[1:], source=TextSource.OCR, confidence=0.9)
    assert taken_for("immatrikulationsbescheinigung", own).type == "immatrikulationsbescheinigung"
    other = page("Kundigungsbestatigumg", "Ihr Mietverhältnis", source=TextSource.OCR, confidence=0.9)
    assert taken_for("mietvertrag", other).type == "sonstiges"


def test_other_papers_keep_their_type() -> None:
    """A letter of the applicant with such a subject stays a letter; so does what has no title words."""
    found = page("Widerruf der Vollmacht", "Hiermit widerrufe ich")
    assert taken_for("anschreiben", found).type == "anschreiben"
    assert taken_for("unbekannt", found).type == "unbekannt"


def test_a_refusal_of_a_benefit_is_a_decision_on_it() -> None:
    """It shows that nothing is paid, which is what such a proof may be asked for."""
    refusal = page("Ablehnungsbescheid", "Ihr Antrag auf Bürgergeld")
    assert taken_for("leistungsbescheid", refusal).type == "leistungsbescheid"
    assert taken_for("leistungsbescheid", page("Zwischennachricht", "Ihr Antrag")).type == "sonstiges"
