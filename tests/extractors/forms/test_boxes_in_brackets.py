"""Tick boxes typed as brackets are read like printed ones."""

from __future__ import annotations

import pytest

from contracts.fields import FieldKind, FieldSpec
from contracts.reading import Widget, WidgetKind
from contracts.records import Box
from extractors.forms.page.print_words import printed_words
from tests.extractors.forms.test_tables import Sheet
from tests.extractors.typed import typed_page

KIND = FieldSpec(
    kind=FieldKind.CHOICE,
    labels=("Art des Antrags",),
    options={"first": ("Erstantrag",), "again": ("Weiterleistungsantrag",)},
)


def texts(line: str, *widgets: Widget) -> list[str]:
    """Return the words of a typed line as forms are read, from left to right."""
    words = printed_words(typed_page(line, widgets=widgets))
    return [word.text for word in sorted(words, key=lambda word: word.box.left)]


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("[X]Erstantrag [ ]Zweitantrag", ["☒", "Erstantrag", "☐", "Zweitantrag"]),
        ("[x] ja [ ] nein", ["☒", "ja", "☐", "nein"]),
        ("(X) ja ( ) nein", ["☒", "ja", "☐", "nein"]),
        ("[ X ] ja [__] nein", ["☒", "ja", "☐", "nein"]),
        ("[] ja", ["☐", "ja"]),
    ],
)
def test_brackets_are_boxes(line: str, read: list[str]) -> None:
    """With blanks or without, round or square; the word behind may touch them."""
    assert texts(line) == read


@pytest.mark.parametrize("line", ["(x-mal) wöchentlich", "[Anlage] (siehe Seite 2)", "Wohnfläche (qm)"])
def test_other_brackets_are_print(line: str) -> None:
    """What is added in brackets is no box."""
    assert texts(line) == line.split()


def test_brackets_far_apart_are_no_box() -> None:
    """An empty place for a number is written between them."""
    assert texts("Telefon (        ) Fax") == ["Telefon", "(", ")", "Fax"]


def test_brackets_under_live_boxes_stay() -> None:
    """There the live box says whether it is ticked."""
    live = Widget(name="a", kind=WidgetKind.CHECKBOX, box=Box(30, 40, 45, 49))
    assert texts("[ ] ja", live) == ["[", "]", "ja"]


def test_the_ticked_brackets_are_the_answer() -> None:
    """An online application is printed so: the options were unclear without boxes."""
    sheet = (
        Sheet().text(40, 110, "Art des Antrags").text(210, 110, "[ ]Erstantrag   [X]Weiterleistungsantrag")
    )
    assert sheet.read(kind=KIND)["kind"].value == "again"
