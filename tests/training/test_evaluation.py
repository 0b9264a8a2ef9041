"""Figures of an evaluation, on decisions whose figures are known."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image

from classifiers.interface import Classification, Excerpt
from tests.training.small import sheet
from training.evaluation import (
    Decision,
    calibration_bins,
    calibration_error,
    confusions,
    decide,
    evaluate,
    selective,
    type_figures,
    write_evaluation,
)


def made(truth: str, answer: str, confidence: float, **more: object) -> Decision:
    """Return a decision."""
    return Decision.model_validate(
        {"name": "x", "truth": truth, "answer": answer, "confidence": confidence} | more
    )


FOUR = [made("a", "a", 0.95), made("a", "b", 0.55), made("b", "b", 0.85), made("c", "c", 0.75)]


def test_figures_of_four_decisions() -> None:
    """Three of four right; F1 of a and b is 2/3, of c 1."""
    found = evaluate(FOUR, version="v")
    assert found.documents == 4
    assert found.accuracy == pytest.approx(0.75)
    assert found.macro_f1 == pytest.approx((2 / 3 + 2 / 3 + 1) / 3)
    assert found.ece == pytest.approx((0.05 + 0.55 + 0.15 + 0.25) / 4)
    assert found.at_90 == pytest.approx(1)
    assert found.types["a"].recall == pytest.approx(0.5)
    assert found.types["a"].precision == pytest.approx(1)
    assert found.types["b"].precision == pytest.approx(0.5)


def test_a_type_that_is_only_answered_has_no_figures() -> None:
    """Macro-F1 is over the types that there are documents of."""
    assert set(type_figures([made("a", "z", 0.4)])) == {"a"}
    assert type_figures([made("a", "z", 0.4)])["a"].f1 == 0


def test_one_decision_is_enough() -> None:
    """Nobody divides by zero."""
    found = evaluate([made("a", "a", 1.0)], version="v")
    assert (found.accuracy, found.at_90, found.ece) == (1, 1, 0)


def test_bins_hold_what_is_as_sure() -> None:
    """Two decisions of a bin are seen together; certainty falls into the last bin."""
    bins = calibration_bins([made("a", "a", 0.82), made("a", "b", 0.88), made("a", "a", 1.0)])
    assert bins[0] == pytest.approx((0.85, 0.5, 2))
    assert bins[1] == pytest.approx((1, 1, 1))
    assert len(bins) == 2
    assert calibration_error([made("a", "a", 0.82), made("a", "b", 0.88)]) == pytest.approx(0.35)


def test_the_surest_come_first() -> None:
    """Share of right answers among the surest 1, 2, 3 and 4."""
    shuffled = [FOUR[1], FOUR[3], FOUR[0], FOUR[2]]
    assert selective(shuffled).tolist() == pytest.approx([1, 1, 1, 0.75])


def test_at_90_leaves_the_least_sure_tenth_to_people() -> None:
    """Nine right ones and the unsure wrong one: all of the surest nine are right."""
    nine = [made("a", "a", 0.9)] * 9
    assert evaluate([made("a", "b", 0.2), *nine], version="v").at_90 == 1
    assert evaluate([made("a", "b", 0.99), *nine], version="v").at_90 == pytest.approx(8 / 9)


def test_confusions_are_rows_of_truth() -> None:
    """One a was taken for a b."""
    types, counts = confusions(FOUR)
    assert types == ["a", "b", "c"]
    assert counts.tolist() == [[1, 1, 0], [0, 1, 0], [0, 0, 1]]


class Fixed:
    """Answers the same to everything."""

    version = "fixed"
    sure = 0.5

    def classify(self, excerpts: object) -> tuple[Classification, ...]:
        """Return one answer."""
        del excerpts
        chances = {"mietvertrag": 0.7, "rechnung": 0.3}
        return (Classification(probabilities=chances, words=("Miete",), version=self.version),)


def test_decide_puts_answers_beside_truths() -> None:
    """With a runner-up and the words, under given names or numbers."""
    documents = [("mietvertrag", Excerpt(pages=(sheet("x"),))), ("rechnung", Excerpt(pages=(sheet("y"),)))]
    first, second = decide(Fixed(), documents)
    assert (first.name, first.right, first.runner_up, first.words) == ("0", True, "rechnung", ("Miete",))
    assert (second.name, second.right, second.confidence) == ("1", False, 0.7)
    assert [each.name for each in decide(Fixed(), documents, ["eins", "zwei"])] == ["eins", "zwei"]


def test_the_report_is_written_and_escapes_what_documents_say(tmp_path: Path) -> None:
    """Words and file names come from outside; pictures lie beside the page that shows them."""
    pytest.importorskip("matplotlib", reason="charts need the extra train")
    decisions = [*FOUR, made("a", "b", 0.6, name="<i>.pdf", words=("<script>", "Müll & Co"))]
    write_evaluation(evaluate(decisions, version="v<1>"), decisions, tmp_path / "out")
    page = (tmp_path / "out" / "auswertung.html").read_text(encoding="utf-8")
    assert "<script>" not in page
    assert "&lt;script&gt;, Müll &amp; Co" in page
    assert "&lt;i&gt;.pdf" in page
    assert "v&lt;1&gt;" in page
    assert json.loads((tmp_path / "out" / "auswertung.json").read_bytes())["documents"] == 5
    for name in ("verwechslungen", "kalibrierung", "abdeckung"):
        assert f'src="{name}.png"' in page
        with Image.open(tmp_path / "out" / f"{name}.png") as picture:
            assert picture.format == "PNG"
            assert min(picture.size) > 100
