"""The states of live tick boxes: their names in the file, which nobody sees."""

from __future__ import annotations

from contracts.fields import FieldKind, FieldSpec
from contracts.reading import Widget, WidgetKind
from contracts.records import Box
from extractors.forms.generic import read_by_labels
from tests.extractors.typed import typed_page

CLASS = FieldSpec(
    kind=FieldKind.TEXT, labels=("Gebäudeklasse",), options={number: (number,) for number in "12345"}
)


def test_states_that_count_the_buttons_of_a_group_are_no_options() -> None:
    """The second button of another question was taken for the class of a building that somebody typed."""
    typed = Widget(name="A", kind=WidgetKind.TEXT, box=Box(110, 38, 150, 50), value="1")
    buttons = [
        Widget(name="B", kind=WidgetKind.RADIO, box=Box(left, 40, left + 9, 49), value=value, on_state=state)
        for state, value, left in (("1", None, 270), ("2", "2", 320))
    ]
    line = "Gebäudeklasse                     Sonderbau:      ja        nein"
    page = typed_page(line, widgets=[typed, *buttons])
    assert read_by_labels([page], {"class": CLASS}, {})["class"].value == "1"
