"""Papers that speak of a proof without being one, composed to be learned from."""

from __future__ import annotations

import pytest

from training import corpus
from training.near_misses import CALIBRATING, LEARNED, TESTING, named, near_misses, paper, resembled


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<Der> fehlt", "Der Mietvertrag fehlt"),
        ("Kopie <des>", "Kopie des Mietvertrags"),
        ("mit <einem>", "mit einem Mietvertrag"),
        ("<Ihr>", "Ihr Mietvertrag"),
        ("<proof>", "Mietvertrag"),
    ],
)
def test_a_proof_is_named_in_the_case_that_a_sentence_needs(text: str, said: str) -> None:
    """Broken German would be learned as a mark of near misses."""
    assert named(text, "m", "Mietvertrag") == said
    assert named("Verlust <des>", "m", "Ausweis") == "Verlust des Ausweises"
    assert named("Kopie <des>", "f", "Vollmacht") == "Kopie der Vollmacht"


def test_every_proof_has_near_misses_of_eight_kinds_or_more() -> None:
    """The gate is about all proofs alike; held-out authors have kinds of their own."""
    for kind in resembled():
        kinds = [each.kind for author in LEARNED for each in near_misses(author, kind) if not each.proof]
        assert len(set(kinds)) >= 8, kind
        held = {each.kind for author in (*CALIBRATING, *TESTING) for each in near_misses(author, kind)}
        assert held


def test_a_neighbour_bears_its_own_letterhead_and_facts() -> None:
    """With those of the proof a building diary would be learned by the head of an architect's paper."""
    kinds = near_misses("mosel", "baubeschreibung")
    seed = next(at for at, each in enumerate(kinds) if each.kind == "tagebuch")
    (page, *_) = corpus.pages_of(paper("baubeschreibung", "mosel", seed).pdf)
    assert "Wetter" in page.text or "Arbeitszeit" in page.text
    assert any(word in page.text for word in ("Bauunternehmung", "Bau", "Ingenieurbüro"))


def test_equal_seeds_give_equal_papers() -> None:
    """The corpus has to be the same on every machine."""
    one, other = paper("erlaubnis", "elbe", 3), paper("erlaubnis", "elbe", 3)
    assert one == other
    assert one.pdf.startswith(b"%PDF")
    assert not one.proof
    assert paper("erlaubnis", "lech", 0).proof


def test_a_near_miss_is_other_in_the_corpus() -> None:
    """Only papers written for contrast keep the type of the proof."""
    near, contrast = (
        next(job for job in corpus.jobs(author) if job.type == "erlaubnis" and job.way is None)
        for author in ("elbe", "lech")
    )
    assert '"type":"sonstiges"' in corpus.make(near)
    assert '"type":"erlaubnis"' in corpus.make(contrast)
