"""The made-up application forms carry live fields, say what the truth says, and can be signed."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pymupdf
import pytest

from samples.answers import anmeldung_answers, wohngeld_answers
from samples.forms import FORMS, HELD_OUT_FORMS, fill, flatten, layout, print_to_pictures
from samples.people import ERIKA, OEMER, Household, Person, random_household, seeded

DAY = date(2026, 10, 24)
ALL_FORMS = (*FORMS, *HELD_OUT_FORMS)
REQUIRED = {
    "wohngeld-mietzuschuss": {
        *("familienname", "vorname", "geburtsdatum", "anschrift", "verhaeltnis", "bankverbindung"),
        *("wohnverhaeltnis", "miete_monatlich", "einzugsdatum", "ort_datum", "unterschrift"),
        *("antragsart", "wohngeldnummer", "telefon", "email", "kontoinhaber", "vermieter"),
        *("kindergeld", "sozialleistungen", "unterhalt", "grad_der_behinderung"),
    },
    "wohnsitzanmeldung": {
        *("familienname", "vorname", "geburtsdatum", "neue_anschrift", "bisherige_anschrift"),
        *("einzugsdatum", "staatsangehoerigkeit", "ort_datum", "unterschrift"),
        *("geburtsname", "geburtsort", "geschlecht", "familienstand", "religion"),
    },
}


def open_pdf(pdf: bytes) -> Any:
    """Open a PDF; the library has no types."""
    opener: Any = pymupdf.open
    return opener("pdf", pdf)


def answers(form: str, household: Household) -> dict[str, Any]:
    """The household's answers to the procedure of ``form``."""
    make = wohngeld_answers if layout(form).procedure == "wohngeld-mietzuschuss" else anmeldung_answers
    return make(household, day=DAY)


def widgets(pdf: bytes) -> list[Any]:
    """All live fields of a PDF."""
    return [widget for page in open_pdf(pdf) for widget in page.widgets()]


def ticked(fields: list[Any]) -> list[str]:
    """Names of the check boxes and radio buttons that are on."""
    return [
        field.field_name
        for field in fields
        if field.field_type_string != "Text" and field.field_value not in {"Off", ""}
    ]


@pytest.fixture(scope="module")
def family() -> Household:
    """A household with a spouse and a child."""
    name = OEMER.applicant.familienname
    spouse = Person(familienname=name, vorname="Gülay", geburtsdatum=date(1982, 4, 4), rolle="ehepartner")
    child = Person(familienname=name, vorname="Can", geburtsdatum=date(2015, 5, 6), rolle="kind")
    return OEMER.model_copy(update={"persons": (spouse, child)})


@pytest.mark.parametrize("form", ALL_FORMS)
def test_truth_names_every_field_of_the_procedure(form: str, family: Household) -> None:
    """The truth of a form has each field that the contract knows, and each person of the household."""
    truth = fill(form, answers(form, family), signed=True).truth
    assert REQUIRED[layout(form).procedure] <= set(truth)
    assert truth["unterschrift"] == "ja"
    assert {truth["personen.1.vorname"], truth["personen.2.vorname"]} == {"Gülay", "Can"}
    assert "personen.3.vorname" not in truth


@pytest.mark.parametrize("form", ALL_FORMS)
def test_widgets_hold_the_answers(form: str, family: Household) -> None:
    """What the applicant typed stands in the live fields, in the way people write it."""
    fields = widgets(fill(form, answers(form, family), signed=True).pdf)
    texts = [widget for widget in fields if widget.field_type_string == "Text"]
    typed = [widget.field_value for widget in texts]
    assert {"Beispiel-Öztürk", "Ömer", "04.04.1982"} <= set(typed)
    assert ticked(fields) or form == "anmeldung-beispielburg"
    assert len({widget.field_name for widget in texts}) == len(texts)


@pytest.mark.parametrize("form", ALL_FORMS)
def test_signature_is_ink_not_text(form: str) -> None:
    """Signing adds pen strokes in blue-black, and no word."""
    values = answers(form, ERIKA)
    signed, unsigned = (open_pdf(fill(form, values, signed=yes).pdf) for yes in (True, False))

    def ink(document: Any) -> int:
        return sum(
            drawing["color"] is not None and drawing["color"][2] > drawing["color"][0]
            for page in document
            for drawing in page.get_drawings()
        )

    assert ink(signed) > 0
    assert ink(unsigned) == 0
    assert [page.get_text() for page in signed] == [page.get_text() for page in unsigned]


@pytest.mark.parametrize("form", ALL_FORMS)
def test_left_out_answers_stay_empty(form: str) -> None:
    """A field without an answer is empty in the form and None in the truth."""
    values: Mapping[str, Any] = {"vorname": "Erika"}
    filled = fill(form, values, signed=False)
    assert filled.truth["familienname"] is None
    assert filled.truth["unterschrift"] is None
    assert not ticked(widgets(filled.pdf))


@pytest.mark.parametrize("form", ALL_FORMS)
def test_flattened_keeps_the_words_and_loses_the_fields(form: str, family: Household) -> None:
    """A flattened form has no live field, but all answers as text."""
    flat = flatten(fill(form, answers(form, family), signed=True).pdf)
    text = " ".join(page.get_text() for page in open_pdf(flat))
    assert not widgets(flat)
    assert "Beispiel-Öztürk" in text
    assert "Gülay" in text


def test_printed_form_is_only_pictures() -> None:
    """A printed form has one picture a page and no text at all."""
    pdf = fill(FORMS[0], answers(FORMS[0], ERIKA), signed=True).pdf
    pages = list(open_pdf(print_to_pictures(pdf, dpi=72)))
    assert len(pages) == 3
    assert all(len(page.get_images()) == 1 and not page.get_text().strip() for page in pages)


@pytest.mark.parametrize("form", ALL_FORMS)
def test_same_answers_give_same_bytes(form: str) -> None:
    """Forms are deterministic, also for generated people."""
    household = random_household(seeded(11), today=DAY)
    first, second = (fill(form, answers(form, household), signed=True) for _ in range(2))
    assert first == second


def test_radio_buttons_of_a_question_exclude_each_other() -> None:
    """In forms with radio buttons a question is one field: one value, and an "on" state for each button."""
    document = open_pdf(
        fill("wohngeld-beispielburg", answers("wohngeld-beispielburg", OEMER), signed=True).pdf
    )
    states: dict[str, list[tuple[str, bool]]] = {}
    for page in document:
        for widget in page.widgets():
            if widget.field_type_string != "RadioButton":
                continue
            on = widget.on_state()
            states.setdefault(widget.field_name, []).append((on, widget.field_value == on))
    assert [on for on, _ in states["Gruppe 1"]] == ["1", "2", "3"]
    assert all(sum(chosen for _, chosen in buttons) <= 1 for buttons in states.values())
    assert sum(chosen for _, chosen in states["Gruppe 4"]) == 1


def test_long_answers_shrink_until_they_fit() -> None:
    """A long landlord's name is set smaller, so that a printed form shows all of it."""
    long = OEMER.model_copy(update={"landlord": "Städtische Wohnungsgesellschaft Musterhausen mbH"})
    for form in ("wohngeld-musterhausen", "wohngeld-beispielburg", "wohngeld-probstadt"):
        document = open_pdf(flatten(fill(form, answers(form, long), signed=True).pdf))
        text = " ".join(page.get_text() for page in document)
        assert "Wohnungsgesellschaft Musterhausen mbH" in text
        assert "12347 Musterstadt" in text
