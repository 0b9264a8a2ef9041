"""Two models, one answer."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from classifiers.blend import PAGES, BlendedClassifier, load_classifier, pooled
from classifiers.interface import Excerpt
from tests.training.small import TYPES, sheet, tiny_model

LEASE = Excerpt(pages=(sheet("Mietvertrag", "Vermieter"),))
PAYSLIP = Excerpt(pages=(sheet("Gehaltsabrechnung", "Lohnsteuer"),))
BLANK = Excerpt(pages=(sheet(),))
TORN = Excerpt(pages=(sheet("Wanderkarte Wanderkarte", "Vermieter"),))
"""The encoder is surer of ``sonstiges`` than the linear model is of a lease."""


@pytest.fixture(scope="module")
def classifier(tmp_path_factory: pytest.TempPathFactory) -> BlendedClassifier:
    return load_classifier(tiny_model(tmp_path_factory.mktemp("model")))


def reweighed(classifier: BlendedClassifier, **changes: float) -> BlendedClassifier:
    """Return the classifier with other weights."""
    blend = classifier.blend.model_copy(update=changes)
    return BlendedClassifier(classifier.encoder, classifier.linear, blend)


def test_probabilities_sum_to_one(classifier: BlendedClassifier) -> None:
    """For every document, in their order."""
    answers = classifier.classify([LEASE, PAYSLIP, BLANK, TORN])
    for answer in answers:
        assert set(answer.probabilities) == set(TYPES)
        assert sum(answer.probabilities.values()) == pytest.approx(1)
        assert answer.version == classifier.version == "tiny"
    assert [answer.best.type for answer in answers[:2]] == ["mietvertrag", "gehaltsabrechnung"]
    assert classifier.classify([]) == ()


def test_linear_alone_is_the_linear_model(classifier: BlendedClassifier) -> None:
    """A weight of nought silences the encoder."""
    for excerpt in (LEASE, PAYSLIP, TORN):
        (alone,) = classifier.alone("linear").classify([excerpt])
        (single,) = classifier.linear.classify([excerpt])
        assert alone.probabilities == pytest.approx(single.probabilities, abs=1e-6)


def test_encoder_alone_is_the_encoder(classifier: BlendedClassifier) -> None:
    """And the other way round."""
    for excerpt in (LEASE, PAYSLIP, TORN):
        (alone,) = classifier.alone("encoder").classify([excerpt])
        chances = np.exp(classifier.encoder.scores(excerpt.pages)[0])
        assert list(alone.probabilities.values()) == pytest.approx(chances / chances.sum(), abs=1e-6)


def test_together_they_are_surer_than_each(classifier: BlendedClassifier) -> None:
    """Where both agree."""
    both, *single = (
        model.classify([LEASE])[0].best.confidence
        for model in (classifier, classifier.alone("linear"), classifier.alone("encoder"))
    )
    assert both > max(single)


def test_a_page_without_words_has_the_linear_answer(classifier: BlendedClassifier) -> None:
    """The encoder has nothing to read; the look of the page is left."""
    (answer,) = classifier.classify([BLANK])
    (single,) = classifier.linear.classify([BLANK])
    assert answer.probabilities == pytest.approx(single.probabilities, abs=1e-6)


def test_words_speak_for_the_type_decided(classifier: BlendedClassifier) -> None:
    """Where the encoder overrules the linear model, the losing type's words are no reasons."""
    strong = reweighed(classifier, encoder=5.0)
    (answer,) = strong.classify([TORN])
    assert classifier.linear.classify([TORN])[0].best.type == "mietvertrag"
    assert answer.best.type == "sonstiges"
    assert "Vermieter" not in answer.words
    assert strong.classify([LEASE])[0].words == ("Mietvertrag", "Vermieter")


def test_first_pages_decide(classifier: BlendedClassifier) -> None:
    """Blank pages do not count among them, pages behind them are not read by the encoder."""
    cover = [sheet(index=0), *(sheet("Mietvertrag", index=at) for at in range(1, PAGES + 1))]
    late = sheet("Wanderkarte", index=PAGES + 1)
    alone = classifier.alone("encoder")
    short, long = alone.classify([Excerpt(pages=tuple(cover)), Excerpt(pages=(*cover, late))])
    assert short.probabilities == long.probabilities


def test_later_pages_weigh_less() -> None:
    """Half of the page before, on average."""
    scores = np.array([[4, 0], [0, 4]], np.float32)
    assert pooled(scores, 0.5).tolist() == pytest.approx([8 / 3, 4 / 3])
    assert pooled(scores, 0.0).tolist() == [4, 0]
    assert pooled(scores, 1.0).tolist() == [2, 2]


def test_sure_is_the_threshold_of_the_target(classifier: BlendedClassifier) -> None:
    """Or of the nearest stricter one; a target stricter than all that were measured lets nothing pass."""
    assert classifier.sure == 0.6
    loose, strict = (
        BlendedClassifier(classifier.encoder, classifier.linear, classifier.blend, target=target)
        for target in (0.3, 0.001)
    )
    assert (loose.sure, strict.sure) == (0.6, 1.0)


def test_what_is_no_model_is_refused(tmp_path: Path) -> None:
    """A missing folder and a wrong file fail at once."""
    with pytest.raises(OSError, match=r"model\.json"):
        load_classifier(tmp_path / "none")
    folder = tiny_model(tmp_path / "model")
    (folder / "model.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ValueError, match="version"):
        load_classifier(folder)
