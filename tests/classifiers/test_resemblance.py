"""Whether a paper is the proof, or only speaks of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from classifiers.caveats import doubted
from classifiers.resemblance import load_gate, resemblance_terms
from contracts.catalogue import load_catalogue
from contracts.findings import Part
from contracts.reading import PageText, TextSource, Word
from contracts.records import Box, PageSize

TYPES = load_catalogue().document_types
GATE = load_gate()


def page(*lines: str) -> PageText:
    words = [
        Word(text=text, box=Box(60 + 30 * at, 60 + 20 * row, 85 + 30 * at, 70 + 20 * row))
        for row, line in enumerate(lines)
        for at, text in enumerate(line.split())
    ]
    return PageText(index=0, size=PageSize(595, 842), source=TextSource.TEXT, words=tuple(words))


HEAD = (
    "Familienkasse Musterstadt",
    "Frau Erika Musterfrau",
    "Ihr Kindergeld",
    "Sehr geehrte Frau Musterfrau,",
)
DELAY = (
    "mit der Ausstellung der Kindergeldbescheinigung ist leider erst in einigen Wochen zu rechnen.",
    "Bitte senden Sie uns vorher noch die Unterlagen zurück, sonst können wir die Bearbeitung nicht beenden.",
    "Wir bitten noch um etwas Geduld. Sobald die Prüfung beendet ist, erhalten Sie Nachricht.",
)
GRANT = (
    "hiermit bescheinigen wir, dass Sie für Ihr Kind Max seit März 2024 Kindergeld beziehen.",
    "Das Kindergeld beträgt monatlich 255 EUR. Diese Bescheinigung dient der Vorlage bei Behörden.",
)


def test_a_letter_of_the_same_office_is_told_by_its_wording() -> None:
    """No title says it, and names, sender and salutation are the same."""
    kind = TYPES["kindergeldnachweis"]
    assert GATE.near(page(*HEAD, *GRANT), kind) < 0 <= GATE.near(page(*HEAD, *DELAY), kind)


def test_what_the_gate_doubts_a_person_sees() -> None:
    """The gate speaks where the lists know no word of it."""
    taken = Part(document=0, pages=(0,), type="kindergeldnachweis", confidence=0.99)
    found = doubted(taken, [page(*HEAD, *DELAY)], TYPES, GATE)
    assert found.type == "sonstiges"
    assert found.runner_up is not None
    assert found.runner_up.type == "kindergeldnachweis"
    assert doubted(taken, [page(*HEAD, *GRANT)], TYPES, GATE) is taken


def test_a_proof_by_all_its_wording_may_have_unlucky_phrases() -> None:
    """Genuine papers speak of what is "noch nicht" so, and ask to "bitte senden"; the gate reads the rest."""
    paper = page(
        "Krankenkasse Musterland",
        "Bescheinigung über Mutterschaftsgeld",
        "Frau Erika Musterfrau, geboren am 2.5.1990, ist seit dem 1.4.2015 bei uns versichert und",
        "erhielt vom 22.6.2026 bis zum 28.9.2026 Mutterschaftsgeld von kalendertäglich 13,00 EUR.",
        "Sollten Angaben noch nicht stimmen, senden Sie uns bitte Nachweise; ein Einspruch vom Arbeitgeber",
        "ist nicht nötig. Diese Bescheinigung dient zur Vorlage bei der Elterngeldstelle.",
    )
    taken = Part(document=0, pages=(0,), type="krankenkassenbescheinigung", confidence=0.99)
    assert doubted(taken, [paper], TYPES, GATE) is taken
    assert doubted(taken, [paper], TYPES).type == "sonstiges"


def test_the_names_of_the_proof_count_as_one_word() -> None:
    """What is learned of one type's papers holds for others; salutations say nothing."""
    found = resemblance_terms(
        page("Sehr geehrte Frau", "Verlust Ihrer Geburtsurkunde"), TYPES["geburtsurkunde"]
    )
    assert "ihrer _name" in found
    assert not {"sehr", "geehrte"} & set(found)


def test_a_missing_model_is_an_error(tmp_path: Path) -> None:
    """A service without its gate would let near misses pass without a word."""
    with pytest.raises(OSError, match="nichts"):
        load_gate(tmp_path / "nichts.npz")
