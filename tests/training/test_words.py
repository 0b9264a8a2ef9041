"""The linear model learns words, not made-up people."""

from __future__ import annotations

import numpy as np
import pytest

from classifiers.interface import Excerpt
from classifiers.linear import LinearClassifier
from samples.people import names
from tests.training.small import TYPES, sheet
from training.words import fit_words, hints, made_up_name, quantised, weight

SAYING = {
    "gehaltsabrechnung": "Gehaltsabrechnung Lohnsteuer Steuerklasse",
    "mietvertrag": "Mietvertrag Vermieter Kaltmiete",
    "sonstiges": "Wanderkarte Ausflug Wetter",
}


def documents() -> list[tuple[str, Excerpt]]:
    """Return four documents of each of three types, one word of each missing."""
    return [
        (kind, Excerpt(pages=(sheet(*(word for word in text.split() if at != len(word) % 4)),)))
        for kind, text in SAYING.items()
        for at in range(4)
    ]


def test_a_few_documents_are_learned() -> None:
    """The model tells them apart and says by which words; types are in alphabetical order."""
    pytest.importorskip("sklearn", reason="fitting needs the extra train")
    model = fit_words(documents(), version="few")
    classifier = LinearClassifier(model)
    assert (model.header.version, model.header.types) == ("few", TYPES)
    assert model.weights.dtype == np.int8
    for kind, text in SAYING.items():
        (answer,) = classifier.classify([Excerpt(pages=(sheet(text),))])
        assert answer.best.type == kind
        assert set(answer.words) <= set(text.split())


def test_names_are_not_learned() -> None:
    """Where Musterstadt stands a type would be seen, in real life there is none."""
    family = str(names()["family"][0])
    assert made_up_name(family.lower())
    assert not made_up_name("lohnsteuer")


def test_kinds_of_terms_weigh_differently() -> None:
    """Pieces of words and layout count less than words."""
    assert weight("miete") > weight("~miete") > weight("#sheet-high")


def test_rounding_keeps_the_weights() -> None:
    """To one part in 127 of a type's largest."""
    weights = np.array([[1.0, -3.0], [0.25, 0.5]])
    rounded, scales = quantised(weights)
    assert np.abs(rounded * scales - weights).max() <= scales.max() / 2 + 1e-6


def test_hints_are_titles_of_one_word() -> None:
    """Names of files say little; ``sonstiges`` and blank pages have none."""
    found = hints()
    assert found["mietvertrag"] == "mietvertrag"
    assert not {"sonstiges", "leerseite"} & set(found.values())
    assert not any(" " in word for word in found)
