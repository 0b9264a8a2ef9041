"""Questions that a form asks, and words that it only mentions; answers that say something by being empty."""

from __future__ import annotations

from datetime import date

import pytest

from contracts.catalogue import load_catalogue
from contracts.fields import FieldKind, FieldSpec
from contracts.findings import FieldReading, FieldState
from extractors.forms.answering.silence import with_meaning
from extractors.forms.generic import read_by_labels
from tests.extractors.forms.test_tables import Sheet
from tests.extractors.typed import typed_page

FIELDS = load_catalogue().procedure("elterngeld", date(2026, 11, 2)).form.fields
ASKED = {"mutterschaftsgeld": FIELDS["mutterschaftsgeld"]}
REGISTERED = "Im Handelsregister eingetragener Name mit Rechtsform"


def state(*lines: str) -> FieldState:
    """Read the question about maternity benefit."""
    return read_by_labels([typed_page(*lines)], ASKED, {})["mutterschaftsgeld"].state


def test_small_print_is_no_question() -> None:
    """What is to be enclosed is named on many forms that don't ask for it."""
    assert state("Beizufügen ist die Bescheinigung der Krankenkasse über das Mutterschaftsgeld") is (
        FieldState.EMPTY
    )


def test_a_question_without_a_readable_answer_is_unclear() -> None:
    """It was asked: then nobody knows what was answered."""
    assert state("Haben Sie Anspruch auf Mutterschaftsgeld der Krankenkasse?") is FieldState.UNCLEAR
    assert state("Mutterschaftsgeld") is FieldState.UNCLEAR


def test_an_empty_answer_may_mean_something() -> None:
    """Only on forms that print the question, and never where the answer could not be read."""
    spec = FieldSpec.model_validate(
        {
            "kind": FieldKind.TEXT,
            "empty_means": {"value": "Einzelunternehmen", "where": ["Name mit Rechtsform"]},
        }
    )
    empty, unclear = FieldReading(state=FieldState.EMPTY), FieldReading(state=FieldState.UNCLEAR)
    page, other = typed_page(REGISTERED), typed_page("Rechtsform")
    assert with_meaning({"a": empty}, {"a": spec}, [page])["a"].value == "Einzelunternehmen"
    assert with_meaning({"a": empty}, {"a": spec}, [other])["a"] == empty
    assert with_meaning({"a": unclear}, {"a": spec}, [page])["a"] == unclear


INCOME = FieldSpec(
    kind=FieldKind.CHOICE,
    required=True,
    labels=("Art der Einkünfte",),
    options={
        "nicht": ("nichtselbstständig",),
        "selbst": ("selbstständig",),
        "beide": ("beides",),
        "kein": ("keine",),
    },
    combined={"beide": ("nicht", "selbst")},
)


@pytest.mark.parametrize(
    ("employed", "own", "expected"),
    [("Ja", "Nein", "nicht"), ("Nein", "Ja", "selbst"), ("Ja", "Ja", "beide"), ("Nein", "Nein", "kein")],
)
def test_a_choice_may_be_asked_one_by_one(employed: str, own: str, expected: str) -> None:
    """Each option is a question of its own, over two lines, with yes or no beside the first."""
    sheet = Sheet()
    for top, answer, kind in ((100, employed, "nichtselbstständiger"), (130, own, "selbstständiger")):
        sheet.text(50, top, "Hatten Sie Einkünfte aus").text(300, top, answer)
        sheet.text(50, top + 11, f"{kind} Arbeit?")
    assert sheet.read(income=INCOME)["income"].value == expected


def test_a_choice_asked_one_by_one_needs_all_answers() -> None:
    """One question left open: nobody knows what is meant."""
    page = typed_page("Einkünfte aus nichtselbstständiger Arbeit?     Ja", "", "selbstständige Arbeit?")
    assert read_by_labels([page], {"income": INCOME}, {})["income"].value is None


def test_the_answer_may_stand_beside_the_first_line_of_a_question() -> None:
    """The words that are known stand on the second."""
    page = typed_page("Beziehen oder bezogen Sie nach der Geburt       Nein", "Mutterschaftsgeld?")
    benefit = FieldSpec(kind=FieldKind.YES_NO, labels=("Mutterschaftsgeld",))
    assert read_by_labels([page], {"benefit": benefit}, {})["benefit"].value == "nein"
