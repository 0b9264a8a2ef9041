"""Fills two more official forms through their own live fields: Elterngeld (federal) and trade (GewA 1).

Like those of ``real_forms`` they are read from a path at run time, and only tests use them.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from samples.forms import FilledForm, flat_values
from samples.ink import sign
from samples.pdf import pymupdf, saved
from samples.real_forms import Place, signer_of, texts_of, truth_of, write_fields

ELTERNGELD: Final = (
    Place("kind_vorname", "txt.vorname1A 4"),
    Place("kind_familienname", "txt.name1A 4"),
    Place("kind_geburtsdatum", "txt.geburtsdatum1a 3", "date"),
    Place("vorname", "txt.vorname2b"),
    Place("familienname", "txt.name2b"),
    Place("geburtsdatum", "txt.geburt2b", "date"),
    Place("steuer_id", "txt.steuer2b_1"),
    Place("anschrift", "txt.strasse2c", "road"),
    Place("anschrift", "txt.nummer2c", "house"),
    Place("anschrift", "txt.plz2c", "postcode"),
    Place("anschrift", "txt.ort2c", "town"),
    Place("krankenkasse", "txt.namekk5"),
    Place("iban", "txt.Kontonummer_1"),
    Place("telefon", "txt.tele_1"),
    Place("email", "txt.mail_1"),
    Place("ort_datum", "txt.ortdatum_1", "place_day"),
)
ELTERNGELD_TICKS: Final[Mapping[str, Mapping[str, set[str]]]] = {
    "einkommensart": {
        "nichtselbststaendig": {"cb.nichtselbst1"},
        "selbststaendig": {"cb.gewinn1", "cb.gewerbe1"},
        "beide": {"cb.nichtselbst1", "cb.gewinn1", "cb.gewerbe1"},
        "kein": {"cb.keineEK1"},
    },
    "mutterschaftsgeld": {"ja": {"cb.AnspruchMG"}, "nein": {"cb.keinAnspruch"}},
    "teilzeit_im_bezug": {"ja": {"cb.13A_nicht-selbst_ja_1"}, "nein": {"cb.13A_nicht-selbst_nein_1"}},
}
ELTERNGELD_SIGN: Final = (23, (74.0, 289.0, 246.0, 308.0))
"""Page, counted from 0, and place of the signature in points; there is no widget."""

GEWERBE: Final = (
    Place("familienname", "Angaben zur Person, Name"),
    Place("vorname", "Angaben zur Person, Vornamen"),
    Place("geburtsdatum", "Angaben zur Person, Geburtsdatum", "date"),
    Place("anschrift", "Anschrift der Wohnung"),
    Place("telefon", "Angaben zur Person, Telefon"),
    Place("email", "Angaben zur Person, Email"),
    Place("betriebsstaette_anschrift", "Anschrift Betriebsstätte"),
    Place("taetigkeit", "Angemeldete Tätigkeit"),
    Place("beginn", "Beginn der angemeldeten Tätigkeit", "date"),
    Place("ort_datum", "AktuellDatum", "day"),
)
GEWERBE_NAME: Final = (
    "Im Handels, Genossenschafts oder Vereinsregister eingetragener Name mit Rechtsform ggf bei GbR: "
    "Angabe der weiteren Gesellschafter"
)
GEWERBE_REGISTER: Final = "Ort und Nr des Registereintrages"
GEWERBE_SIGN: Final = (1, (310.0, 716.0, 520.0, 768.0))


def fill_elterngeld(path: Path, values: Mapping[str, Any], *, signed: bool) -> FilledForm:
    """Fill the federal form for parental allowance, as used in Berlin, for one parent."""
    flat = flat_values(values)
    ticks = {name for field, on in ELTERNGELD_TICKS.items() if field in flat for name in on[flat[field]]}
    fields = {place.field for place in ELTERNGELD} | ELTERNGELD_TICKS.keys()
    with pymupdf.open(path) as document:
        write_fields(document, texts_of(ELTERNGELD, flat), states={}, ticks=ticks)
        if signed:
            page, box = ELTERNGELD_SIGN
            sign(document[page], box, seed=signer_of(flat))
        return FilledForm(pdf=saved(document), truth=truth_of(fields, flat, signed=signed))


def fill_gewerbe(path: Path, values: Mapping[str, Any], *, signed: bool) -> FilledForm:
    """Fill form GewA 1; who is in no register leaves the field of name and legal form empty."""
    flat = flat_values(values)
    texts = texts_of(GEWERBE, flat)
    ticks = {"deutsch"} if flat.get("staatsangehoerigkeit") == "deutsch" else set()
    states = {"Erlaubnis liegt vor": flat.get("erlaubnispflichtig", "")}
    if "firma" in flat:
        texts[GEWERBE_NAME] = flat["firma"]
        texts[GEWERBE_REGISTER] = f"{flat['registergericht']}, {flat['registernummer']}"
    fields = {place.field for place in GEWERBE} | {"rechtsform", "erlaubnispflichtig"}
    with pymupdf.open(path) as document:
        write_fields(document, texts, states=states, ticks=ticks)
        if signed:
            page, box = GEWERBE_SIGN
            sign(document[page], box, seed=signer_of(flat))
        truth = truth_of(fields, flat, signed=signed)
        return FilledForm(
            pdf=saved(document),
            truth=truth
            | {"ort_datum": flat["ort_datum"][-10:], "rechtsform": flat.get("firma") or "Einzelunternehmen"},
        )
