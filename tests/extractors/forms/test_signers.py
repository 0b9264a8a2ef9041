"""Signatures and dates of somebody else: they never count as the applicant's."""

from __future__ import annotations

import zlib

import numpy as np

from contracts.fields import FieldKind, FieldSpec
from contracts.findings import FieldReading, FieldState
from contracts.reading import PageInk, PageText
from extractors.forms.generic import read_by_labels
from tests.extractors.typed import ADVANCE, PITCH, typed_page

CLIENT, PLANNER = ("Bauherr", "Bauherrschaft"), ("Entwurfsverfasser", "Planverfasser")
FIELDS = {
    "unterschrift": FieldSpec(
        kind=FieldKind.SIGNATURE,
        required=True,
        labels=("Unterschrift des Bauherrn", "Unterschrift"),
        sections=CLIENT,
        not_sections=PLANNER,
    ),
    "ort_datum": FieldSpec(
        kind=FieldKind.PLACE_DATE, required=True, labels=("Ort, Datum", "Datum"), not_sections=PLANNER
    ),
}
DPI, SCALE = 150, 150 / 72


def signed(page: PageText, *places: tuple[int, int]) -> dict[int, PageInk]:
    """Return the ink of a page on which pens wrote at these (line, column) places."""
    mask = np.zeros((round(842 * SCALE), round(595 * SCALE)), dtype=np.bool_)
    for line, column in places:
        top, left = 40 + line * PITCH, 30 + column * ADVANCE
        for step in range(160):
            y = round((top + 4 + 5 * np.sin(step / 9)) * SCALE)
            x = round((left + step / 2) * SCALE)
            mask[y : y + 3, x : x + 3] = True
    bits = zlib.compress(np.packbits(mask, axis=1).tobytes())
    return {page.index: PageInk(dpi=DPI, width=mask.shape[1], height=mask.shape[0], bits=bits)}


def read(page: PageText, *places: tuple[int, int]) -> dict[str, FieldReading]:
    """Read a page signed at these places."""
    return read_by_labels([page], FIELDS, signed(page, *places))


ONE_UNDER_THE_OTHER = typed_page(
    *[""] * 5,
    "Auenheim        03.09.2026",
    "Ort             Datum            Unterschrift des Bauherrn",
    "",
    "",
    "Heilbronn, 02.09.2026",
    "Ort, Datum                       Unterschrift des Planverfassers",
)

SIDE_BY_SIDE = (
    "Auenheim, 01.09.2026             Heilbronn, 02.09.2026",
    "Ort, Datum                       Ort, Datum",
    "",
    "",
    "Unterschrift                     Unterschrift",
)


def test_the_planner_signs_below_and_the_builder_does_not() -> None:
    """The line under the builder's label is the planner's."""
    assert read(ONE_UNDER_THE_OTHER, (5, 33))["unterschrift"].value == "ja"
    assert read(ONE_UNDER_THE_OTHER, (9, 33))["unterschrift"].value is None


def test_place_and_date_belong_to_the_builders_signature() -> None:
    """Those on the planner's line are the planner's."""
    assert read(ONE_UNDER_THE_OTHER, (5, 33))["ort_datum"].value == "Auenheim, 2026-09-03"


def test_boxes_side_by_side_are_signed_by_those_whom_they_name() -> None:
    """The word "Entwurfsverfassenden" is known by the stem of the one that the contract has."""
    page = typed_page(
        *[""] * 4, "Die Bauherrschaft                Die Entwurfsverfassenden", "", *SIDE_BY_SIDE
    )
    assert read(page, (9, 0))["unterschrift"].value == "ja"
    both = read(page, (9, 33))
    assert both["unterschrift"].state is FieldState.EMPTY
    assert both["ort_datum"].value == "Auenheim, 2026-09-01"


def test_of_two_places_side_by_side_a_person_decides() -> None:
    """Nothing says whose they are, and the first one is not signed."""
    page = typed_page(*[""] * 6, *SIDE_BY_SIDE)
    assert read(page, (9, 33))["unterschrift"].state is FieldState.UNCLEAR


def test_a_label_that_names_the_applicant_counts_below_anothers_heading() -> None:
    """Whoever signs at "Unterschrift des Bauherrn" is the builder, whatever question stands above."""
    page = typed_page(
        "Entwurfsverfasser",
        "Erika Beispiel",
        "",
        "",
        "",
        "Auenheim, 03.09.2026",
        "Ort, Datum                       Unterschrift des Bauherrn",
    )
    fields = {
        name: spec.model_copy(update={"sections": ()}) if name == "unterschrift" else spec
        for name, spec in FIELDS.items()
    }
    assert read_by_labels([page], fields, signed(page, (5, 33)))["unterschrift"].value == "ja"


def closing(*rows: str) -> PageText:
    """Return the end of a form whose last question is about the planner."""
    return typed_page(
        *[""] * 4,
        *rows,
        "",
        "Ich versichere, dass meine Angaben richtig und vollständig sind.",
        "",
        "Auenheim, 01.09.2026",
        "Ort, Datum                       Unterschrift",
    )


def test_who_vouches_for_the_form_signs_it() -> None:
    """The planner's name is an answer, beside its question; the sentence below is the applicant's."""
    page = closing("Entwurfsverfasser                Dipl.-Ing. Max Mustermann")
    found = read(page, (8, 33))
    assert found["unterschrift"].value == "ja"
    assert found["ort_datum"].value == "Auenheim, 2026-09-01"


def test_who_alone_signs_is_the_applicant() -> None:
    """The planner's part is the last one, with a heading of its own; the form is signed but once."""
    page = closing("Entwurfsverfasser", "Name                             Max Mustermann")
    found = read(page, (9, 33))
    assert found["unterschrift"].value == "ja"
    assert found["ort_datum"].value == "Auenheim, 2026-09-01"


def test_where_two_sign_planners_vouch_for_themselves() -> None:
    """The signature under the planner's heading is the planner's, sentence and all."""
    page = closing(
        "Bauherr",
        "Unterschrift",
        "Entwurfsverfasser",
        "Name                             Max Mustermann",
    )
    assert read(page, (11, 33))["unterschrift"].value is None


def test_who_may_sign_instead_leaves_the_signature_the_applicants() -> None:
    """The label was nobody's, as it goes on with an agent, who is another person where named first."""
    for label, signs in (
        ("Unterschrift des Bauherrn oder der Entwurfsverfasser", "ja"),
        ("Unterschrift der Entwurfsverfasser oder Fachplaner", None),
    ):
        page = typed_page(*[""] * 5, label)
        assert read(page, (4, 2))["unterschrift"].value == signs
