"""Questions in words that no contract lists: known words tell what is asked, headings over them do not."""

from __future__ import annotations

import pytest

from contracts.fields import FieldKind, FieldSpec
from contracts.findings import FieldState
from extractors.forms.labelling.labels import words_of
from extractors.forms.page.hints import is_only_print
from tests.extractors.forms.test_unseen import read
from tests.extractors.typed import typed_page

BUILDER = FieldSpec(
    kind=FieldKind.TEXT,
    required=True,
    labels=("Name des Bauherrn", "Bauherr", "Bauherrin oder Bauherr"),
    not_sections=("Entwurfsverfasser",),
)
HOME = FieldSpec(
    kind=FieldKind.ADDRESS, required=True, labels=("Anschrift des Bauherrn", "Wo wohnt der Bauherr")
)
SITE = FieldSpec(kind=FieldKind.ADDRESS, labels=("Anschrift des Grundstücks",), not_sections=("Bauherr",))
PLANNER = FieldSpec(
    kind=FieldKind.TEXT,
    required=True,
    labels=("Entwurfsverfasser/in",),
    sections=("Entwurfsverfasser",),
    not_sections=("Bauherr",),
)
FIELDS = {"builder": BUILDER, "home": HOME, "site": SITE, "planner": PLANNER}


def test_a_question_is_told_by_its_words() -> None:
    """Whom another field is not about does not count against the field that is about them."""
    page = typed_page(
        "Teil 1: Bauherr",
        "",
        "1.  Wer ist der Bauherr (Vor- und Familienname)?",
        "    Max Mustermann",
        "",
        "2.  Wo wohnt die Bauherrin oder der Bauherr (Straße, Nr., PLZ, Ort)?",
        "    Musterweg 1, 12345 Musterstadt",
    )
    found = read(page, None, **FIELDS)
    assert found["builder"].value == "Max Mustermann"
    assert found["home"].value == "Musterweg 1, 12345 Musterstadt"


@pytest.mark.parametrize("asked", ["Ist der Bauherr verheiratet?", "Weiß der Bauherr Bescheid?"])
def test_a_question_for_yes_or_no_asks_for_no_name(asked: str) -> None:
    """What stands under it is somebody else's answer."""
    found = read(typed_page(asked, "Musterfrau"), None, builder=BUILDER)
    assert found["builder"].value is None


@pytest.mark.parametrize(
    ("text", "says_nothing"),
    [("1.", True), ("16)", True), ("1", False), ("1/2", False), ("Anschrift des Büros", True)],
)
def test_numbers_of_questions_and_captions_are_no_answers(text: str, *, says_nothing: bool) -> None:
    """Where a heading is a known label, they are the first things that stand under it."""
    assert is_only_print(text) is says_nothing


def test_a_declaration_under_an_address_is_no_line_of_it() -> None:
    """The address had a second line without a town, and was unclear."""
    page = typed_page(
        "Anschrift des Bauherrn",
        "Musterweg 1, 12345 Musterstadt",
        "",
        "Ich versichere, dass meine Angaben richtig sind. Änderungen teile ich mit.",
    )
    assert read(page, None, home=HOME)["home"].raw == "Musterweg 1, 12345 Musterstadt"


def test_a_label_that_names_its_field_is_not_hidden_by_a_heading() -> None:
    """An empty cell under "Bauherr" was unclear, not empty, although its label says who is meant."""
    page = typed_page("Bauherr", "", "Telefon   0123 456789", "", "Entwurfsverfasser/in")
    assert read(page, None, **FIELDS)["planner"].state is FieldState.EMPTY


def test_capitals_name_an_alternative_as_well() -> None:
    """What "INHABER BZW. VERTRETUNG" heads is asked about the owner, not about somebody else."""
    given = FieldSpec(
        kind=FieldKind.NAME, labels=("Vorname",), sections=("Inhaber",), not_sections=("Vertretung",)
    )
    page = typed_page(
        "INHABER BZW. VERTRETUNG", "", "Familienname            Vorname", "Muster                  Max"
    )
    assert read(page, None, given=given)["given"].value == "Max"


BORN = FieldSpec(kind=FieldKind.DATE, labels=("Wann sind Sie geboren",))
OWN = FieldSpec(kind=FieldKind.NAME, labels=("Familienname",))


@pytest.mark.parametrize("asked", ["Wann sind Sie selbst geboren?", "Wann sind Sie denn genau geboren?"])
def test_words_that_a_question_has_besides_are_left_out(asked: str) -> None:
    """They ask for nothing else."""
    assert read(typed_page(asked, "17.07.1991"), None, born=BORN)["born"].value == "1991-07-17"


def test_an_own_name_is_a_name() -> None:
    """Parents are asked for the child's name and for their own."""
    page = typed_page("Wie lautet Ihr eigener Familienname?", "Muster")
    assert read(page, None, own=OWN)["own"].value == "Muster"


def test_a_label_with_a_colon_heads_no_column() -> None:
    """Its answer has the words of a heading; the two were taken for heads of a table side by side."""
    planner = PLANNER.model_copy(update={"sections": ("Entwurfsverfasser", "Architekturbüro")})
    page = typed_page("Entwurfsverfasser/in:      Architekturbüro Muster")
    assert read(page, None, planner=planner)["planner"].value == "Architekturbüro Muster"


def test_what_a_form_says_is_not_kept() -> None:
    """Only the phrases of contracts are: a form's words belong to people, and there is no end of them."""
    read(typed_page("Wer ist der Bauherr?", "Max Mustermann"), None, builder=BUILDER)
    before = words_of.cache_info().currsize
    read(typed_page("Wer ist hier der Bauherr?", "Erika Beispiel"), None, builder=BUILDER)
    assert words_of.cache_info().currsize == before
