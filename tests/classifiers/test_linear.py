"""The shipped classifier, and the file it lives in."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from classifiers import Classification, Excerpt
from classifiers.interface import UNSURE
from classifiers.linear import Header, LinearClassifier, LinearModel, load_linear, save_model
from contracts.catalogue import load_catalogue
from contracts.document_types import BLANK, OTHER
from contracts.reading import PageText, TextSource, Word
from contracts.records import Box, PageSize


def page(*lines: str, index: int = 0) -> PageText:
    """Return a sheet with these lines; the first one is large."""
    words = [
        Word(text, Box(50 + 60 * at, 60 + 20 * row, 100 + 60 * at, (76 if row == 0 else 70) + 20 * row))
        for row, line in enumerate(lines)
        for at, text in enumerate(line.split())
    ]
    return PageText(index=index, size=PageSize(595, 842), source=TextSource.TEXT, words=tuple(words))


def classify(*pages: PageText, file: str = "") -> Classification:
    (answer,) = load_linear().classify([Excerpt(pages=pages, file=file)])
    return answer


def small_model() -> LinearModel:
    header = Header(
        version="small",
        types=("mietvertrag", "rechnung"),
        terms=("mieter", "rechnung"),
        hints={"rechnung": "rechnung"},
        temperature=1.0,
        rare=2.0,
    )
    return LinearModel(
        header=header,
        weights=np.array([[100, -100], [-100, 100]], dtype=np.int8),
        scales=np.full(2, 0.05, dtype=np.float32),
        bias=np.zeros(2, dtype=np.float32),
        idf=np.ones(2, dtype=np.float16),
    )


PAYSLIP = page(
    "Abrechnung der Brutto/Netto-Bezüge",
    "Personal-Nr. 100 Steuerklasse 1 Krankenkasse",
    "Lohnsteuer Kirchensteuer Solidaritätszuschlag",
    "Gesamt-Brutto 2.480,00 Auszahlungsbetrag 1.712,33",
)
LEASE = page("Mietvertrag", "Vermieter und Mieter schließen", "Die Kaution beträgt drei Nettokaltmieten")


@pytest.mark.parametrize(("shown", "expected"), [(PAYSLIP, "gehaltsabrechnung"), (LEASE, "mietvertrag")])
def test_tells_plain_documents_apart(shown: PageText, expected: str) -> None:
    """A document that says what it is, is recognised, and the reason stands on the page."""
    answer = classify(shown)
    assert answer.best.type == expected
    assert answer.best.confidence > 0.8
    printed = {word.text.strip(".,;:()") for word in shown.words}
    assert answer.words
    assert set(answer.words) <= printed


def test_knows_exactly_the_types_of_the_contract() -> None:
    """Every type but the blank page can be answered, and no other."""
    types = set(load_catalogue().document_types.ids) - {BLANK}
    assert set(classify(PAYSLIP).probabilities) == types


def test_probabilities_are_probabilities() -> None:
    """They add up to 1, and the runner-up is another type."""
    answer = classify(PAYSLIP)
    assert sum(answer.probabilities.values()) == pytest.approx(1, abs=1e-4)
    assert answer.runner_up is not None
    assert answer.runner_up.type != answer.best.type


@pytest.mark.parametrize("pages", [(), (page(),), (page("??? --- 12345"),)])
def test_nothing_to_read_is_no_type_for_sure(pages: Sequence[PageText]) -> None:
    """Pages that say nothing never crash, and never count as a proof."""
    answer = classify(*pages)
    assert answer.best.type == OTHER or answer.best.confidence < 0.7


def test_an_unlikely_winner_is_no_answer() -> None:
    """Below the threshold the answer is "none of them", and the winner is the runner-up."""
    answer = Classification(probabilities={"rechnung": UNSURE - 0.01, OTHER: 0.1}, version="x")
    assert answer.best.type == OTHER
    assert answer.best.confidence == 0.1
    assert answer.runner_up is not None
    assert answer.runner_up.type == "rechnung"


def test_answers_come_in_the_order_of_the_questions() -> None:
    """A batch gives what each excerpt gives alone."""
    together = load_linear().classify([Excerpt(pages=(PAYSLIP,)), Excerpt(pages=(LEASE,))])
    assert [answer.best.type for answer in together] == ["gehaltsabrechnung", "mietvertrag"]


def test_the_file_name_is_a_weak_hint() -> None:
    """A name tips an even balance, and does not outweigh what the page says."""
    classifier = LinearClassifier(small_model())
    unsure, said = page("Mieter Rechnung"), page("Mieter Mieter")
    answers = classifier.classify(
        [Excerpt(pages=(unsure,), file="Rechnung 12.pdf"), Excerpt(pages=(said,), file="rechnung.pdf")]
    )
    assert [answer.best.type for answer in answers] == ["rechnung", "mietvertrag"]


def test_a_model_survives_its_file(tmp_path: Path) -> None:
    """Equal models give equal bytes, and come back with equal answers."""
    first, second = tmp_path / "a.npz", tmp_path / "b.npz"
    save_model(small_model(), first)
    save_model(small_model(), second)
    assert first.read_bytes() == second.read_bytes()
    excerpt = Excerpt(pages=(page("Rechnung"),))
    assert load_linear(first).classify([excerpt]) == LinearClassifier(small_model()).classify([excerpt])


def test_loads_fast_and_is_small() -> None:
    """The command line stays quick to start: under a second, under 3 MB."""
    started = time.perf_counter()
    load_linear()
    assert time.perf_counter() - started < 1
    folder = Path(__file__).parents[2] / "classifiers" / "models" / "pages"
    assert (folder / "words.npz").stat().st_size < 3_000_000
