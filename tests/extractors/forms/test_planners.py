"""Who plans a building: a person or an office, under one label."""

from __future__ import annotations

from datetime import date

import pytest

from contracts.catalogue import load_catalogue
from extractors.forms.generic import read_by_labels
from tests.extractors.typed import typed_page


@pytest.mark.parametrize("label", ["Name bzw. Büro", "Name oder Büro", "Name / Büro", "Name und Büro"])
def test_a_planner_is_a_person_or_an_office(label: str) -> None:
    """However the label joins the two, what stands under it in the planner's part is the planner."""
    procedure = load_catalogue().procedure("bauantrag-vereinfacht", date(2026, 11, 2))
    page = typed_page(
        "1  Bauherr", "Name, Vorname", "Mustermann, Max", "", "2  Entwurfsverfasser", label, "Planbüro Muster"
    )
    found = read_by_labels([page], procedure.form.fields, {})
    assert found["entwurfsverfasser"].value == "Planbüro Muster"
