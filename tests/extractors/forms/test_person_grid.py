"""Persons in cards side by side and one below the other, with hints in small print behind their labels."""

from __future__ import annotations

import pytest

from contracts.fields import FieldKind, FieldSpec
from contracts.findings import FieldReading, FieldState
from contracts.reading import TextSource, Word
from contracts.records import Box
from extractors.forms.labelling.wordings import is_small_print
from extractors.forms.page.layout import Token
from extractors.forms.parts.readings import EMPTY
from extractors.forms.parts.repeated import Place, repeated_cards, rows_of
from extractors.forms.people.person_lists import in_one_list, is_named
from tests.extractors.forms.test_unseen import read
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
    found = read(page, None, **FIELDS)
    own = [found[name].value for name in ("familienname", "vorname", "geburtsdatum")]
    assert own == ["Muster", "Erika", "1988-12-08"]
    assert [[each[name].value for name in PEOPLE.columns] for each in found["people"].items] == [
        ["Muster", "Max", "1986-04-21"],
        ["Beispiel", "Mia", "2020-07-17"],
    ]


def places(*cards: tuple[float, float], without: str = "") -> dict[str, list[Place]]:
    """Return where the labels of cards stand, by the corners of the cards; the last may lack one."""
    shifts = {"familienname": (0, 0), "vorname": (0, 20), "geburtsdatum": (90, 20)}
    return {
        name: [
            Place(0, Box(left + right, top + down, left + right + 40, top + down + 8))
            for left, top in (cards if name != without else cards[:-1])
        ]
        for name, (right, down) in shifts.items()
    }


@pytest.mark.parametrize("without", ["", "vorname", "familienname"])
def test_the_same_labels_in_the_same_arrangement_are_a_card_each(without: str) -> None:
    """Side by side and one below the other; where a scan lost a label, the others say where the card is."""
    found = repeated_cards(places((40, 100), (300, 100), (40, 200), (300, 200), without=without))
    assert [(card.left, card.top) for card in found] == [(40, 120), (300, 120), (40, 220), (300, 220)]
    assert [len(row) for row in rows_of(found)] == [2, 2]


def test_labels_that_are_not_repeated_are_no_cards() -> None:
    """One person's labels, and labels in another arrangement, repeat nothing."""
    assert repeated_cards(places((40, 100))) == []
    one, other = places((40, 100)), places((40, 300))
    other["geburtsdatum"] = [Place(0, Box(400, 300, 440, 308))]
    both = {name: [*one[name], *other[name]] for name in one}
    assert repeated_cards(both) == []


def test_the_head_of_a_card_says_who_it_is_for() -> None:
    """Cards for spouse and children: their heads count the children, and no label asks who it is."""
    role = FieldSpec(
        kind=FieldKind.CHOICE,
        required=True,
        labels=("Stellung",),
        options={"ehepartner": ("Ehegatte",), "kind": ("Kind",)},
    )
    people = PEOPLE.model_copy(update={"columns": {**PEOPLE.columns, "rolle": role}, "sections": ("Umzug",)})
    own = ["Familienname   Muster", "", "Vornamen   Erika", "", "Geburtsdatum   08.12.1988", "", "Umzug", ""]
    spouse, child = card(1, "Muster", "Max", "21.04.1986"), card(1, "Muster", "Mia", "17.07.2020")
    page = typed_page(*own, *beside(["Ehegatte", *spouse[1:]], ["Kind 1", *child[1:]]))
    found = read(page, None, **{**FIELDS, "people": people})
    assert found["vorname"].value == "Erika"
    assert [[each[name].value for name in ("vorname", "rolle")] for each in found["people"].items] == [
        ["Max", "ehepartner"],
        ["Mia", "kind"],
    ]


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


def test_a_letter_is_nobody_and_a_lost_name_is_unclear() -> None:
    """OCR made "J" of an empty frame, and lost the given name of somebody: both were said to be sure."""
    read_there = FieldReading(value="Muster", raw="Muster", page=0, source=TextSource.OCR)
    assert not is_named({"vorname": read_there.model_copy(update={"value": "J"})})
    whole = {"familienname": read_there, "vorname": read_there}
    half = {"familienname": read_there, "vorname": EMPTY}
    found = in_one_list([[whole, half]])
    assert [person["vorname"].state for person in found] == [FieldState.FILLED, FieldState.UNCLEAR]
