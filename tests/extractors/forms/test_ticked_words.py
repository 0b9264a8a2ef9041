"""Words at ticked boxes where an answer is looked for: which fields may be answered by a tick."""

from __future__ import annotations

from contracts.fields import FieldKind, FieldSpec
from tests.extractors.forms.test_tables import Sheet

PLANNER = FieldSpec(
    kind=FieldKind.TEXT, required=True, labels=("Name, Vorname", "Bauvorlageberechtigte Person")
)
ZONE = FieldSpec(kind=FieldKind.TEXT, labels=("Parkzone",))


def ticked(sheet: Sheet, asked: str, first: str, second: str) -> Sheet:
    """Add a line that asks for one of two options, the first of which is ticked."""
    sheet.text(40, 110, asked).box(210, 103, ticked=True).text(224, 111, first)
    return sheet.box(360, 103, ticked=False).text(374, 111, second)


def test_a_name_is_not_ticked() -> None:
    """What the planner may plan was read as the planner's name, even where one is written."""
    options = "Bauvorlageberechtigte Person", "uneingeschränkt (Abs. 3)", "eingeschränkt (Abs. 4)"
    assert ticked(Sheet(), *options).read(planner=PLANNER)["planner"].value is None
    named = Sheet().text(40, 90, "Name, Vorname").text(210, 90, "Muster, Erika")
    assert ticked(named, *options).read(planner=PLANNER)["planner"].value == "Muster, Erika"


def test_other_texts_may_be_ticked() -> None:
    """A small town has few zones to park in."""
    sheet = ticked(Sheet(), "Parkzone", "Altstadt", "Bahnhof")
    assert sheet.read(zone=ZONE)["zone"].value == "Altstadt"
