"""Footnotes behind labels, labels of two rows, answers close behind labels, towns of two lines."""

from __future__ import annotations

import pytest

from contracts.fields import FieldKind, FieldSpec
from contracts.reading import PageText, TextSource, Word
from contracts.records import Box, PageSize
from extractors.forms.page.layout import legible
from extractors.forms.parts.sheet import Sheet
from extractors.forms.values.normalise import normalise
from tests.extractors.forms.test_unseen import read
from tests.extractors.typed import typed_page

GIVEN = FieldSpec(kind=FieldKind.NAME, required=True, labels=("Vorname", "Vornamen"))
FAMILY = FieldSpec(kind=FieldKind.NAME, required=True, labels=("Nachname", "Nachname/Geburtsname"))
ACCOUNT = FieldSpec(kind=FieldKind.IBAN, required=True, labels=("IBAN",))
HOME = FieldSpec(
    kind=FieldKind.ADDRESS,
    required=True,
    labels=("Anschrift der Wohnung", "Anschrift der Wohnung (Straße, Hausnummer, PLZ, Ort)"),
)
SHOP = FieldSpec(
    kind=FieldKind.ADDRESS, required=True, labels=("Anschrift des Betriebs",), sections=("Wohnung",)
)


def words(*placed: tuple[str, float, float, float]) -> PageText:
    """Return a page with words on one line: text, left, top, height."""
    found = [
        Word(text, Box(left, top, left + len(text) * high / 2, top + high), 1.0)
        for text, left, top, high in placed
    ]
    return PageText(
        index=0, size=PageSize(595, 842), source=TextSource.TEXT, words=tuple(found), confidence=1.0
    )


@pytest.mark.parametrize("note", ["1", "12", "2)", "*"])
def test_a_small_raised_number_behind_a_label_is_a_footnote_and_no_answer(note: str) -> None:
    """A raised 2 stood behind "Vornamen" and was read as the given name: the answer was lost."""
    page = words(("Vornamen", 59, 186, 10), (note, 100, 185.4, 7), ("Erika", 265, 186.7, 11.3))
    assert [word.text for word in legible(page)] == ["Vornamen", "Erika"]
    assert read(page, given=GIVEN)["given"].value == "Erika"


@pytest.mark.parametrize(
    "placed",
    [
        (("Wohnung", 59, 186, 10), ("2", 100, 186.7, 9.3)),  # as large as its word
        (("Wohnung", 59, 186, 10), ("2", 130, 185.4, 7)),  # far behind it
        (("Wohnung", 59, 186, 10), ("2", 100, 189, 7)),  # on its line
        (("m", 59, 186, 10), ("2", 65, 185.4, 7)),  # a unit
        (("1", 59, 186, 10), ("2", 65, 185.4, 7)),  # a fraction
    ],
)
def test_other_digits_are_no_footnotes(placed: tuple[tuple[str, float, float, float], ...]) -> None:
    """A digit that is large, far, low, or raised behind a unit says something."""
    assert len(legible(words(*placed))) == len(placed)


def test_the_labels_of_two_rows_are_no_label_with_a_stroke() -> None:
    """Two rows were taken for the label "Nachname/Geburtsname", two names for one: a wrong answer."""
    rows = typed_page("Nachname        Mustermann", "Geburtsname     Beispiel")
    assert read(rows, family=FAMILY)["family"].value == "Mustermann"
    label = typed_page("Nachname/       Mustermann", "Geburtsname")
    assert read(label, family=FAMILY)["family"].value == "Mustermann"


def test_an_iban_may_stand_close_behind_its_label() -> None:
    """Only a blank was between "IBAN" and the country code: the number belonged to no label."""
    page = typed_page("IBAN DE02 1203 0000 0000 2020 51")
    assert read(page, account=ACCOUNT)["account"].value == "DE02120300000000202051"


@pytest.mark.parametrize(("bottom", "answer"), [(70, "Musterweg 44b, 12345 Musterstadt"), (50, None)])
def test_the_second_line_of_a_label_is_in_the_cell_of_its_first_one(
    monkeypatch: pytest.MonkeyPatch, bottom: float, answer: str | None
) -> None:
    """Measured from a word that is a heading elsewhere the cell is a trace wider: that is no ruling."""

    def cell(_: Sheet, __: int, box: Box) -> Box:
        """Return a cell whose side is measured from what stands in it."""
        left, right = (28, 200) if box.left < 200 else (200, 500)
        low = box.middle[1] < bottom
        return Box(left, 35 if low else bottom, right + 0.001 * box.right, bottom if low else 75)

    monkeypatch.setattr(Sheet, "cell", cell)
    page = typed_page(
        "Anschrift der Wohnung (Straße,      Musterweg 44b, 12345 Musterstadt", "Nummer, PLZ, Ort)"
    )
    assert read(page, home=HOME, shop=SHOP)["home"].value == answer


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("Am Weg 3, 12345 Musterstadt OT\nBeispieldorf", "Am Weg 3, 12345 Musterstadt OT Beispieldorf"),
        ("Am Weg 3\n12345 Musterstadt", "Am Weg 3, 12345 Musterstadt"),
        ("Am Weg 3, 12345 Bad\nMusterstadt", "Am Weg 3, 12345 Bad Musterstadt"),
    ],
)
def test_the_name_of_a_town_may_go_on_in_the_next_line(written: str, address: str) -> None:
    """The part of the town was cut off, and the rest of the address was called right."""
    assert normalise(HOME, written) == address
