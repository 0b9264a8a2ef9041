"""Fitting the gate that tells proofs from papers that only speak of them."""

from __future__ import annotations

from collections import Counter

from classifiers.resemblance import Gate
from training.resemblance import Lesson, calibrated, fit_gate


def terms(*words: str) -> Counter[str]:
    return Counter(words)


GENUINE, NEAR = terms("bescheinigen", "wir"), terms("noch", "wir")


def test_a_gate_learns_small_words_and_lets_genuine_papers_pass() -> None:
    """Its marks are 0 and 1, whatever the regression's scores are."""
    lessons = [Lesson(GENUINE, near=False), Lesson(NEAR, near=True)] * 8
    held = [Lesson(GENUINE, near=False)] * 20 + [Lesson(terms("wir"), near=False, written=True)] * 20
    gate = Gate(calibrated(fit_gate(lessons, version="t"), held))
    assert gate.score(GENUINE) < 0
    assert gate.score(NEAR) >= 1


def test_a_gate_that_goes_on_keeps_what_it_knew() -> None:
    """New lessons speak of other words; of the old ones there may be none left."""
    lessons = [Lesson(GENUINE, near=False), Lesson(NEAR, near=True)] * 8
    letter = terms("bescheinigen", "antrag")
    diary = terms("bescheinigen", "wetter")
    more = [Lesson(letter, near=False), Lesson(GENUINE, near=False), Lesson(diary, near=True)] * 8
    held = [Lesson(GENUINE, near=False)] * 20 + [Lesson(letter, near=False, written=True)] * 20
    before = fit_gate(lessons, version="t")
    gate = Gate(calibrated(fit_gate([*more, lessons[1]], version="u", after=before), held))
    assert gate.score(letter) < 0
    assert gate.score(NEAR) >= 1
    assert gate.score(diary) >= 1
