"""Legal forms as people write them: which option of a contract a text names."""

from __future__ import annotations

from datetime import date

import pytest

from checks.case import Subject
from checks.conditions import Truth, World, evaluate
from checks.options import options_named
from contracts.catalogue import load_catalogue
from contracts.findings import FieldReading, FieldState

PROCEDURE = load_catalogue().procedure("gewerbeanmeldung", date(2026, 11, 2))
FIELDS = PROCEDURE.form.fields


def register_asked(text: str, state: FieldState = FieldState.FILLED) -> Truth:
    """Say whether an entry in a register follows from a legal form."""
    reading = FieldReading(value=text if state is FieldState.FILLED else None, raw=text, state=state)
    condition = PROCEDURE.requirement("register").when
    assert condition is not None
    subject = Subject("antragsteller", FIELDS, {"rechtsform": reading})
    return evaluate(condition.term, World(subject, (), persons_unread=False, meta={}))


@pytest.mark.parametrize(
    "text",
    [
        *("GmbH", "gGmbH", "GmbH i. G.", "Gesellschaft mit beschränkter Haftung", "Beispiel Fahrrad GmbH"),
        *(
            "UG (haftungsbeschränkt)",
            "UG",
            "Unternehmergesellschaft (haftungsbeschränkt)",
            "AG",
            "OHG",
            "oHG",
        ),
        *("KG", "GmbH & Co. KG", "GmbH u. Co KG", "e.K.", "e. K.", "eK", "e.Kfm.", "eingetragene Kauffrau"),
    ],
)
def test_legal_forms_of_the_register(text: str) -> None:
    """Companies and registered merchants are in a register, however it is written."""
    assert register_asked(text) is Truth.TRUE


@pytest.mark.parametrize(
    "text", ["Einzelunternehmen", "Einzelunternehmerin", "GbR", "BGB-Gesellschaft", "Kleingewerbe", "e.V."]
)
def test_legal_forms_of_no_commercial_register(text: str) -> None:
    """Who trades alone and without an entry needs no extract."""
    assert register_asked(text) is Truth.FALSE


@pytest.mark.parametrize("text", ["Limited", "weiß ich nicht", "Verein der Freunde GmbH"])
def test_what_is_not_understood_is_unknown(text: str) -> None:
    """Nothing is guessed: a person has to look."""
    assert register_asked(text) is Truth.UNKNOWN
    assert register_asked(text, FieldState.UNCLEAR) is Truth.UNKNOWN


def test_words_inside_longer_ones_are_not_counted() -> None:
    """A GmbH & Co. KG is neither a GmbH nor a KG, and an "agentur" no AG."""
    options = FIELDS["rechtsform"].options
    assert options_named("Muster GmbH & Co. KG", options) == {"GmbH & Co. KG"}
    assert options_named("Agentur Muster", options) == set()
