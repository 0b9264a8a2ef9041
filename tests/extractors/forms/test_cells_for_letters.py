"""Answers with a cell for every letter: what is printed over and under the cells is none of them."""

from __future__ import annotations

from itertools import pairwise

import pytest

from contracts.fields import FieldKind, FieldSpec
from contracts.findings import FieldState
from contracts.reading import TextSource, Widget, WidgetKind
from contracts.records import Box
from extractors.forms.labelling.labels import find_label
from extractors.forms.page.layout import segments, with_rest_of_comb
from tests.extractors.forms.test_unseen import ink, read, words

TAX_ID = FieldSpec(kind=FieldKind.TAX_ID, required=True, labels=("Steuerliche Identifikationsnummer",))
NAME = FieldSpec(kind=FieldKind.NAME, required=True, labels=("Familienname",))
ADDRESS = FieldSpec(kind=FieldKind.ADDRESS, required=True, labels=("Anschrift",))
PLATE = FieldSpec(kind=FieldKind.PLATE, required=True, labels=("Amtliches Kennzeichen",))

CELL = 16.0


def row(text: str, left: float, top: float) -> list[tuple[str, float, float, float, float]]:
    """Return letters, each in a cell of its own."""
    return [
        (letter, left + number * CELL + 4, top, left + number * CELL + 9, top + 9)
        for number, letter in enumerate(text)
        if letter != " "
    ]


def frames(text: str, left: float, top: float) -> list[Box]:
    """Return the cells around letters."""
    starts = [left + number * CELL for number, letter in enumerate(text) if letter not in " –"]
    return [Box(start, top - 4, start + CELL, top + 13) for start in starts]


def test_the_first_cell_may_begin_behind_its_label() -> None:
    """The upper side of the cells, right under a label, passed for a line to write on: a digit was lost."""
    page = words(
        ("Steuerliche", 54, 100, 84, 106),
        ("Identifikationsnummer", 86, 100, 146, 106),
        *row("83156024933", 58.5, 114),
    )
    found = read(page, ink(Box(50, 98, 300, 132), *frames("83156024933", 58.5, 114)), tax=TAX_ID)["tax"]
    assert found.value == "83156024933"


def test_small_print_under_cells_is_no_part_of_the_answer() -> None:
    """A number plate was invalid for what its cells are for: "Buchstaben", "Ziffern (E/H)"."""
    text = "MIL–E 2508E"
    page = words(
        ("Amtliches", 54, 100, 84, 107),
        ("Kennzeichen", 86, 100, 126, 107),
        *row(text, 58.5, 116),
        ("Buchstaben", 120, 131, 150, 136),
        ("Ziffern", 160, 131, 180, 136),
        ("(E/H)", 182, 131, 196, 136),
    )
    found = read(page, ink(Box(50, 98, 300, 138), *frames(text, 58.5, 116)), plate=PLATE)["plate"]
    assert (found.state, found.value) == (FieldState.FILLED, "MIL-E2508E")


def test_a_label_does_not_go_on_from_the_heading_over_it() -> None:
    """The heading "Bankverbindung" over "IBAN" passed for one label, under the live field above the two."""
    page = words(("Bankverbindung", 54, 100, 140, 111), ("IBAN", 54, 113, 70, 119))
    printed = segments(page, page.words)
    assert not find_label("Bankverbindung IBAN", printed)
    assert find_label("IBAN", printed)


def comb(text: str, left: float, top: float) -> Widget:
    """Return a live comb with a cell for each letter, and room for two more."""
    width = (len(text) + 2) * CELL
    box = Box(left, top, left + width, top + 16)
    return Widget(name=text, kind=WidgetKind.TEXT, box=box, value=text, comb=len(text) + 2)


def test_letters_at_even_steps_are_words() -> None:
    """Names in cells were told to be none, for every letter is a word; a cell left empty is a blank."""
    text = "Mai Linh-Roth"
    page = words(("Familienname", 54, 100, 120, 107), *row(text, 58.5, 116))
    found = read(page, ink(Box(50, 98, 300, 138), *frames(text, 58.5, 116)), name=NAME)["name"]
    assert (found.state, found.value) == (FieldState.FILLED, text)


def test_digits_in_cells_are_one_number() -> None:
    """Degrees in three cells were told to be two numbers; without the cells they may be two."""
    page = words(("Grad", 54, 100, 74, 107), ("der", 76, 100, 90, 107), ("Behinderung:", 92, 100, 150, 107))
    page = page.model_copy(update={"words": (*page.words, *words(*row("60", 180, 99)).words)})
    degree = FieldSpec(kind=FieldKind.NUMBER, labels=("Grad der Behinderung",))
    assert read(page, ink(*frames("60X", 180, 99)), degree=degree)["degree"].value == "60"
    assert read(page, ink(), degree=degree)["degree"].value is None


@pytest.mark.parametrize(("top", "amount"), [(108, "812.50"), (98, None)])
def test_a_comma_between_combs_is_at_their_foot(top: int, amount: str | None) -> None:
    """OCR took the comma between the cells for euros and for cents for an apostrophe on the next line."""
    page = words(
        ("Miete:", 60, 100, 90, 107),
        ("812", 100, 100, 141, 107),
        ("’", 172, top, 174, top + 2),
        ("50", 178, 100, 205, 107),
    ).model_copy(update={"source": TextSource.OCR})
    rent = FieldSpec(kind=FieldKind.AMOUNT, labels=("Miete",))
    assert read(page, ink(), rent=rent)["rent"].value == amount


def test_an_answer_in_a_cell_ends_at_the_next_label() -> None:
    """What stands under the label below the day of birth was taken for a part of it."""
    page = words(
        ("Geburtsdatum", 54, 100, 110, 107),
        ("12", 54, 112, 78, 119),
        ("09", 84, 112, 108, 119),
        ("1986", 114, 112, 162, 119),
        ("Familienname", 54, 128, 110, 135),
        ("Muster", 54, 140, 84, 147),
    )
    day = FieldSpec(kind=FieldKind.DATE, required=True, labels=("Geburtsdatum",))
    found = read(page, ink(Box(40, 94, 300, 160)), day=day, name=NAME)
    assert found["day"].value == "1986-09-12"
    assert found["name"].value == "Muster"


def test_an_address_in_cells_is_one() -> None:
    """The house's number lost its second digit; a street's name that holds a label is no label."""
    page = words(
        ("Straße", 54, 100, 84, 107),
        ("Hausnummer", 350, 100, 410, 107),
        *row("Alte Straße", 58.5, 116),
        *row("86", 354, 116),
        ("Postleitzahl", 54, 150, 104, 157),
        ("Wohnort", 160, 150, 200, 157),
        *row("04749", 58.5, 166),
        *row("Musterstadt", 164, 166),
    )
    combs = (("AlteXStraße", 58.5, 116), ("86", 354, 116), ("04749", 58.5, 166), ("Musterstadt", 164, 166))
    drawn = ink(*(cell for each in combs for cell in frames(*each)))
    assert read(page, drawn, address=ADDRESS)["address"].value == "Alte Straße 86, 04749 Musterstadt"


def test_live_combs_hold_words() -> None:
    """Names in live combs were told to be none; combs with a label each hold a value each."""
    page = words(
        ("Straße", 54, 100, 84, 107),
        ("Hausnummer", 350, 100, 410, 107),
        ("Postleitzahl", 54, 150, 104, 157),
        ("Wohnort", 178, 150, 210, 157),
    )
    live = (
        comb("Alte Straße", 54, 110),
        comb("86", 350, 110),
        comb("04749", 54, 160),
        comb("Musterstadt", 178, 160),
    )
    found = read(page.model_copy(update={"widgets": live}), None, address=ADDRESS)["address"]
    assert found.value == "Alte Straße 86, 04749 Musterstadt"


def test_print_behind_a_comb_is_no_part_of_its_answer() -> None:
    """A comb that was read in one is a word: what is printed behind it ran on from the day of birth."""
    page = words(
        ("Geburtsdatum", 54, 100, 110, 107),
        ("12092026", 160, 99, 252, 107),
        ("Anzahl", 340, 100, 365, 107),
        ("Kinder", 368, 100, 390, 107),
    )
    page = page.model_copy(update={"source": TextSource.OCR})
    day = FieldSpec(kind=FieldKind.DATE, required=True, labels=("Geburtsdatum",))
    assert read(page, ink(), day=day)["day"].value == "2026-09-12"


def test_an_answer_begins_in_the_first_cell_of_a_comb() -> None:
    """Taller teeth part a comb into cells of two digits; in the first of them none had its middle."""
    labels = [
        (text, 54.0, top, 54.0 + 4 * len(text), top + 7)
        for text, top in (("Identifikationsnummer", 105), ("Familienname", 125), ("Anschrift", 145))
    ]
    page = words(*labels, ("83156024933", 186, 105, 310, 113)).model_copy(update={"source": TextSource.OCR})
    tall = ink(
        *(Box(50, top, 180, top + 20) for top in (98, 118, 138)),
        *(Box(180, top, 380, top + 20) for top in (98, 118, 138)),
        Box(180, 100, 206, 117),
    )
    spec = TAX_ID.model_copy(update={"labels": ("Identifikationsnummer",)})
    assert read(page, tall, tax=spec, name=NAME, address=ADDRESS)["tax"].value == "83156024933"


def test_a_street_goes_on_behind_an_empty_cell() -> None:
    """Of two words in a comb the second one was left out: an address without its street."""
    page = words(("Alte", 46, 112, 102, 119), ("Gasse", 116, 112, 186, 119), ("12", 214, 112, 242, 119))
    assert [word.text for word in with_rest_of_comb(page.words[:1], page.words)] == ["Alte", "Gasse"]


def test_a_comb_beside_a_label_is_a_little_lower() -> None:
    """The edge of the bar over the label passed for the line of its answer, and the account was unread."""
    page = words(
        ("Konto", 70, 86, 110, 96),
        ("IBAN", 52, 106, 69, 112),
        ("DE45", 98, 111, 159, 117),
        ("2309", 166, 111, 227, 117),
        ("9996", 233, 111, 295, 117),
        ("0070", 301, 111, 363, 117),
        ("0112", 369, 111, 431, 117),
        ("23", 437, 111, 468, 117),
    ).model_copy(update={"source": TextSource.OCR})
    account = FieldSpec(kind=FieldKind.IBAN, required=True, labels=("IBAN",))
    found = read(page, ink(Box(46, 82, 556, 102)), account=account)["account"]
    assert found.value == "DE45230999960070011223"


def test_words_break_at_hyphens_of_all_kinds() -> None:
    """A hyphen that keeps words together, set at the end of a line, parts a label all the same."""
    page = words(
        ("Steuerliche", 49, 105, 92, 112),
        ("Identifika‑", 94, 105, 132, 112),
        ("tionsnummer", 49, 116, 100, 123),
        ("83156024933", 200, 110, 262, 118),
    )
    assert read(page, ink(), tax=TAX_ID)["tax"].value == "83156024933"


def test_a_town_behind_its_postcode_needs_no_label() -> None:
    """OCR read "Or" for "Ort" over the town, and the address of somebody else on the form was taken."""
    parts = (
        ("Straße", 54, 105, 80, 111),
        ("Hausnummer", 224, 105, 258, 111),
        ("Postleitzahl", 278, 105, 310, 111),
        ("Or", 357, 105, 363, 111),
        ("Rosenweg", 56, 117, 119, 125),
        ("17a", 226, 117, 242, 125),
        ("84993", 280, 117, 345, 125),
    )
    sides = (52, 222, 274, 353, 550)
    cells = ink(*(Box(left, 102, right, 128) for left, right in pairwise(sides)))
    for town, value in (("Krähenfeld", "Rosenweg 17a, 84993 Krähenfeld"), ("0651", None)):
        page = words(*parts, (town, 357, 117, 414, 125)).model_copy(update={"source": TextSource.OCR})
        assert read(page, cells, address=ADDRESS)["address"].value == value
