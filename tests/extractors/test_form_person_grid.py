"""Persons in cards side by side and one below the other, with hints in small print behind their labels."""

from __future__ import annotations

import pytest

from contracts.fields import FieldKind, FieldSpec
from contracts.reading import Word
from contracts.records import Box
from extractors.forms.layout import Token
from extractors.forms.person_grid import cards_of_others
from extractors.forms.sheet import Sheet
from extractors.forms.wordings import is_small_print
from tests.extractors.test_form_unseen import read
from tests.extractors.typed import typed_page

NAME = FieldSpec(kind=FieldKind.NAME, required=True, labels=("Familienname",))
GIVEN = FieldSpec(kind=FieldKind.NAME, required=True, labels=("Vornamen",))
BORN = FieldSpec(kind=FieldKind.DATE, required=True, labels=("Geburtsdatum",))
PEOPLE = FieldSpec(
    kind=FieldKind.PERSONS,
    columns={"familienname": NAME, "vorname": GIVEN, "geburtsdatum": BORN},
)
FIELDS = {"familienname": NAME, "vorname": GIVEN, "geburtsdatum": BORN, "people": PEOPLE}


def card(number: int, *answers: str) -> list[str]:
    """Return the lines of one person's card, answers under their labels."""
    labels = ("Familienname", "Vornamen", "Geburtsdatum")
    lines = [line for pair in zip(labels, answers, strict=True) for line in (*pair, "")]
    return [f"Person {number}", "", *lines]


def beside(left: list[str], right: list[str]) -> list[str]:
    """Return two cards side by side."""
    return [f"{one:<45}{other}" for one, other in zip(left, right, strict=True)]


def test_persons_may_stand_in_two_columns_and_two_rows() -> None:
    """All four were thought to stand one below the other: the spouse had the child's day of birth - wrong."""
    page = typed_page(
        *beside(card(1, "Muster", "Erika", "08.12.1988"), card(2, "Muster", "Max", "21.04.1986")),
        *beside(card(3, "Beispiel", "Mia", "17.07.2020"), card(4, "", "", "")),
    )
    cards = cards_of_others(PEOPLE.columns, Sheet([page], FIELDS, {}).segments)
    names = [word for word in page.words if word.text in {"Erika", "Max", "Mia"}]
    assert [sum(card.holds(*name.box.middle) for _, card in cards) for name in names] == [0, 1, 1]
    assert all(number == 0 for number, _ in cards)
    assert len(cards) == 3
    found = read(page, None, **FIELDS)
    own = [found[name].value for name in ("familienname", "vorname", "geburtsdatum")]
    assert own == ["Muster", "Erika", "1988-12-08"]
    assert [[each[name].value for name in PEOPLE.columns] for each in found["people"].items] == [
        ["Muster", "Max", "1986-04-21"],
        ["Beispiel", "Mia", "2020-07-17"],
    ]


@pytest.mark.parametrize(
    "lines",
    [
        beside(card(1, "Muster", "Erika", ""), card(2, "Muster", "Max", "")),  # one row
        [*card(1, "Muster", "Erika", ""), *card(2, "Muster", "Max", "")],  # one column
        [*beside(["Person 1", "Familienname"], ["Person 2", ""])] * 2,  # no labels in the second column
    ],
)
def test_other_heads_make_no_grid(lines: list[str]) -> None:
    """Cards in one row or one column, and columns without labels of their own, are read otherwise."""
    assert cards_of_others(PEOPLE.columns, Sheet([typed_page(*lines)], FIELDS, {}).segments) == []


@pytest.mark.parametrize(
    ("words", "height", "explains"),
    [
        ("alle, gebräuchlichen unterstreichen", 7.0, True),
        ("alle, gebräuchlichen unterstreichen", 8.0, False),  # as large as the label
        ("ledig", 7.0, False),
        ("Erika Maria", 7.0, False),
        ("seit 2019", 7.0, False),
    ],
)
def test_some_words_in_smaller_print_explain_a_label(words: str, height: float, *, explains: bool) -> None:
    """With a grey hint right behind it "Vornamen" was no label of given names, and the names were lost."""
    label = Token("vornamen", Word("Vornamen", Box(30, 40, 60, 48), 1.0))
    hint = [Token(text, Word(text, Box(62, 48 - height, 70, 48), 1.0)) for text in words.split()]
    assert is_small_print(label, hint) == explains
