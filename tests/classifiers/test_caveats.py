"""Papers that speak of a proof without being one."""

from __future__ import annotations

import pytest

from classifiers.caveats import doubted
from contracts.catalogue import load_catalogue
from contracts.findings import Part
from contracts.reading import PageText, TextSource, Word
from contracts.records import Box, PageSize

CAVEATS = load_catalogue().document_types.caveats
PERMIT = Part(document=0, pages=(0,), type="erlaubnis", confidence=0.99)


def page(*lines: str) -> PageText:
    words = [
        Word(text=text, box=Box(60 + 50 * at, 60 + 20 * row, 105 + 50 * at, 70 + 20 * row), confidence=1)
        for row, line in enumerate(lines)
        for at, text in enumerate(line.split())
    ]
    return PageText(index=0, size=PageSize(595, 842), source=TextSource.TEXT, words=tuple(words))


@pytest.mark.parametrize("title", ["Eingangsbestätigung", "Versagung der Erlaubnis", "Ablehnungsbescheid"])
def test_a_receipt_or_a_refusal_is_no_permit(title: str) -> None:
    """Both have all the words of a permit: only a person may take them for one."""
    found = doubted(PERMIT, page("Ordnungsamt Musterstadt", title, "Betrieb einer Gaststätte"), CAVEATS)
    assert (found.type, found.confidence) == ("sonstiges", 0.5)
    assert found.runner_up is not None
    assert found.runner_up.type == "erlaubnis"


def test_a_permit_may_speak_of_refusals() -> None:
    """What a sentence mentions is no title."""
    text = "Widerruf und Rücknahme dieser Erlaubnis bleiben nach § 15 des Gaststättengesetzes vorbehalten"
    assert doubted(PERMIT, page("Erlaubnis nach § 2 GastG", text), CAVEATS) is PERMIT


def test_other_papers_keep_their_type() -> None:
    """A letter of the applicant with such a subject stays a letter."""
    letter = PERMIT.model_copy(update={"type": "anschreiben"})
    assert doubted(letter, page("Widerruf", "Hiermit widerrufe ich"), CAVEATS) is letter


def test_a_refusal_of_a_benefit_is_a_decision_on_it() -> None:
    """It shows that nothing is paid, which is what such a proof may be asked for."""
    decision = PERMIT.model_copy(update={"type": "leistungsbescheid"})
    assert doubted(decision, page("Ablehnungsbescheid", "Ihr Antrag auf Bürgergeld"), CAVEATS) is decision
    assert doubted(decision, page("Zwischennachricht", "Ihr Antrag"), CAVEATS).type == "sonstiges"
