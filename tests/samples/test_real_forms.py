"""Official forms, where they are at hand, can be filled from the same people with known truth."""

from datetime import date
from pathlib import Path
from typing import Any

import pymupdf

from samples.answers import anmeldung_answers, wohngeld_answers
from samples.people import ERIKA, OEMER, Person
from samples.real_forms import fill_anmeldung_berlin, fill_wohngeld_nrw

DAY = date(2026, 10, 24)
SPOUSE = Person(
    familienname="Beispiel-Öztürk", vorname="Gülay", geburtsdatum=date(1982, 4, 4), rolle="ehepartner"
)
FAMILY = OEMER.model_copy(update={"persons": (SPOUSE,)})


def values_of(pdf: bytes) -> dict[str, str]:
    """Name -> value of all live fields that are not empty."""
    opener: Any = pymupdf.open
    fields = (widget for page in opener("pdf", pdf) for widget in page.widgets())
    return {
        field.field_name: field.field_value for field in fields if field.field_value not in {"", "Off", None}
    }


def test_wohngeld_nrw(shared_data: Path) -> None:
    """Texts, comb dates and radio buttons of the official Wohngeld form hold the answers."""
    path = shared_data / "forms" / "wohngeld_nrw.pdf"
    filled = fill_wohngeld_nrw(path, wohngeld_answers(FAMILY, day=DAY), signed=True)
    values = values_of(filled.pdf)
    assert values["wohnungsadresse"] == "12349 Musterhausen, Lindenmusterweg 12 b"
    assert values["datum_einzug"] == "15112019"
    assert values["antragsteller_kontonummer"] == filled.truth["bankverbindung"] == FAMILY.iban
    assert values["antragsteller_persoenliche_verhaeltnisse"] == "Arbeiter(in)"
    assert values["person_1_vorname"] == filled.truth["personen.1.vorname"] == "Gülay"
    assert filled.truth["unterschrift"] == "ja"


def test_anmeldung_berlin(shared_data: Path) -> None:
    """Berlin's form has the date alone beside the signature; the truth says so."""
    path = shared_data / "forms" / "anmeldung_berlin.pdf"
    filled = fill_anmeldung_berlin(path, anmeldung_answers(FAMILY, day=DAY), signed=True)
    values = values_of(filled.pdf)
    assert filled.truth["ort_datum"] == "2026-10-24"
    assert "24.10.2026" in values.values()
    assert values["Tag des EinzugsRow1"] == "15.11.2019"
    assert filled.truth["personen.1.rolle"] == "ehepartner"


def test_unsigned_and_single(shared_data: Path) -> None:
    """Without a signature the truth has none, and nobody else is named."""
    path = shared_data / "forms" / "anmeldung_berlin.pdf"
    filled = fill_anmeldung_berlin(path, anmeldung_answers(ERIKA, day=DAY), signed=False)
    assert filled.truth["unterschrift"] is None
    assert not [field for field in filled.truth if field.startswith("personen")]
