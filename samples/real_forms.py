"""Fills two official forms through their own live fields: Wohngeld (NRW) and Anmeldung (Berlin).

The forms are read from a path at run time and are no part of this repository; only tests use them. The
answers are the same as for the made-up forms, so the same household can fill all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from samples.answers import PRINTED
from samples.form_layout import face
from samples.forms import FilledForm, Truth, flat_values
from samples.ink import sign
from samples.pdf import pymupdf, saved

Box = tuple[float, float, float, float]


class Place(NamedTuple):
    """Where a field of ours is written: the name of a text widget, and how it is printed there."""

    field: str
    widget: str
    show: str = "text"


NRW_TEXTS = (
    Place("wohngeldnummer", "antragsteller_wohngeldnummer"),
    Place("familienname", "antragsteller_familienname"),
    Place("vorname", "antragsteller_vorname"),
    Place("geburtsdatum", "antragsteller_geburtsdatum", "date"),
    Place("telefon", "antragsteller_telefon"),
    Place("email", "antragsteller_email"),
    Place("anschrift", "wohnungsadresse", "town_first"),
    Place("bankverbindung", "antragsteller_kontonummer"),
    Place("vermieter", "vermieter"),
    Place("miete_monatlich", "warmmiete", "amount"),
    Place("einzugsdatum", "datum_einzug", "digits"),
    Place("grad_der_behinderung", "antragssteller_beeintraechtigung_grad"),
    Place("ort_datum", "ort_datum", "place_day"),
    Place("familienname", "antragssteller_nachname_geburtsname"),
    Place("vorname", "antragssteller_vorname"),
    Place("geburtsdatum", "antragssteller_geburtsdatum", "date"),
    *(
        Place(f"personen.{number}.{field}", f"person_{number}_{widget}", show)
        for number in (1, 2)
        for field, widget, show in (
            ("familienname", "nachname_geburtsname", "text"),
            ("vorname", "vorname", "text"),
            ("geburtsdatum", "geburtsdatum", "date"),
            ("verhaeltnis", "beruf", "word"),
            ("einkommen", "einkuenfte", "income"),
        )
    ),
)
NRW_CHOICES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "antragsart": (
        "antragsart",
        {
            "erstantrag": "Erstantrag",
            "weiterleistung": "Weiterleistungsantrag",
            "erhoehung": "Erh#F6hungsantrag",
        },
    ),
    "verhaeltnis": (
        "antragsteller_persoenliche_verhaeltnisse",
        {
            "arbeiter": "Arbeiter#28in#29",
            "rentner": "Rentner#28in#29",
            "angestellt": "Angestellte#28r#29",
            "arbeitslos": "Arbeitslose#28r#29",
            "student": "Student#28in#29",
            "beamt": "Beamter#28in#29",
            "selbststaendig": "Selbst#E4ndige#28r#29",
            "auszubildend": "Auszubildende#28r#29",
            "sonstige": "sonst.#20Nichterwerbst#E4tige#28r#29",
            "pensionaer": "Pension#E4r#28in#29",
        },
    ),
    "kontoinhaber": (
        "antragsteller_kontoinhaber",
        {"antragsteller": "1", "haushaltsmitglied": "2", "vermieter": "3", "sozialhilfetraeger": "4"},
    ),
    "wohnverhaeltnis": (
        "antragsteller_wohnverhaeltnisse",
        {
            "hauptmieter": "Hauptmieter#28in#29",
            "untermieter": "Untermieter#28in#29",
            "eigentuemer": "Bewohner#28in#29#20Mehrfamilienhaus",
            "heimbewohner": "Heimbewohner#28in#29",
        },
    ),
}
"""Field -> name of the radio group, and value -> name of the button's "on" state as in the file."""

NRW_YES_NO = ("kindergeld", "sozialleistungen", "unterhalt")

BERLIN_TEXTS = (
    Place("einzugsdatum", "Tag des EinzugsRow1", "date"),
    Place("neue_anschrift", "Postleitzahl Gemeinde OrtsteilRow1", "town_line"),
    Place("neue_anschrift", "Straße Hausnummer ZusätzeRow1", "street"),
    Place("bisherige_anschrift", "Postleitzahl GemeindeKreisLandRow1", "town_line"),
    Place("bisherige_anschrift", "Straße Hausnummer ZusätzeRow1_2", "street"),
    Place("familienname", "Familienname ggf Doktorgrad Passname"),
    Place("vorname", "Vornamen Rufnamen unterstreichen"),
    Place("geburtsname", "Geburtsname"),
    Place("geschlecht", "Geschlecht"),
    Place("religion", "Religionsgesellschaft"),
    Place("staatsangehoerigkeit", "Staatsangehörigkeiten"),
    Place("familienstand", "Familienstand 1oder 1 und 2Row1"),
    Place("personen.1.familienname", "Familienmitglied istFamilienname ggf Doktorgrad Passname"),
    Place("personen.1.vorname", "Familienmitglied istVornamen Rufnamen unterstreichen"),
    Place("personen.1.geburtsdatum", "Familienmitglied istTag Ort Land der Geburt", "date"),
)
BERLIN_BIRTH = "Tag Ort Land der Geburt"
BERLIN_SIGN = (
    "Datum Unterschrift eineseiner der Meldepflichtigen oder einer Person mit BetreuungsvollmachtRow1"
)
BERLIN_ROLE_AT = (232, 402)
"""Where the words "Familienmitglied ist:" leave room; there is no widget (points)."""

TYPED = 10
"""Type size of answers where the form leaves it open, in points."""

_PRINTED = {**PRINTED, "income": {"ja": "Gehalt", "nein": "keine"}.__getitem__}


def fill_wohngeld_nrw(path: Path, values: Mapping[str, Any], *, signed: bool) -> FilledForm:
    """Fill the Wohngeld form of North Rhine-Westphalia; it has room for two more persons."""
    flat = flat_values(values)
    texts = texts_of(NRW_TEXTS, flat)
    states = {group: on[flat[field]] for field, (group, on) in NRW_CHOICES.items() if field in flat}
    ticks = {f"{field}_{flat[field]}" for field in NRW_YES_NO if field in flat}
    fields = {place.field for place in NRW_TEXTS} | {*NRW_CHOICES, *NRW_YES_NO}
    with pymupdf.open(path) as document:
        write_fields(document, texts, states=states, ticks=ticks)
        if signed:
            page, box = _place_of(document, "unterschrift")
            sign(page, box, seed=signer_of(flat))
        return FilledForm(pdf=saved(document), truth=truth_of(fields, flat, signed=signed))


def fill_anmeldung_berlin(path: Path, values: Mapping[str, Any], *, signed: bool) -> FilledForm:
    """Fill Berlin's registration form; it has room for one more person, and none for the town of signing."""
    flat = flat_values(values)
    day = flat["ort_datum"][-10:]
    texts = texts_of(BERLIN_TEXTS, flat)
    texts[BERLIN_BIRTH] = f"{PRINTED['date'](flat['geburtsdatum'])}, {flat['geburtsort']}, Deutschland"
    texts[BERLIN_SIGN] = PRINTED["date"](day)
    fields = {place.field for place in BERLIN_TEXTS} | {"geburtsdatum", "geburtsort", "personen.1.rolle"}
    with pymupdf.open(path) as document:
        write_fields(document, texts, states={}, ticks={"alleinige", "alleinige_2", "Nein", "Nein_2"})
        page, (left, top, right, bottom) = _place_of(document, BERLIN_SIGN)
        if signed:
            sign(page, (left + 80, top + 4, right - 4, bottom - 2), seed=signer_of(flat))
        if role := flat.get("personen.1.rolle"):
            page.insert_text(BERLIN_ROLE_AT, PRINTED["role"](role), fontsize=8)
        truth = truth_of(fields, flat, signed=signed) | {"ort_datum": day}
        return FilledForm(pdf=saved(document), truth=truth)


def texts_of(places: tuple[Place, ...], flat: Mapping[str, str]) -> dict[str, str]:
    """Return what is written into which text widget."""
    return {place.widget: _PRINTED[place.show](flat[place.field]) for place in places if place.field in flat}


def signer_of(flat: Mapping[str, str]) -> str:
    """Return whose signature it is."""
    return f"{flat.get('vorname')} {flat.get('familienname')}"


def truth_of(fields: set[str], flat: Mapping[str, str], *, signed: bool) -> Truth:
    """Return what a reader should find in these fields."""
    asked = {field for field in fields if not field.startswith("personen.") or field in flat}
    truth: Truth = {field: flat.get(field) for field in sorted(asked)}
    return truth | {"unterschrift": "ja" if signed else None}


def _widgets(document: Any) -> Iterator[tuple[Any, Any]]:
    for page in document:
        for widget in page.widgets():
            yield page, widget


def write_fields(
    document: Any, texts: Mapping[str, str], *, states: Mapping[str, str], ticks: set[str]
) -> None:
    """Write texts, choose radio buttons by their states, tick boxes by their names."""
    for _, widget in _widgets(document):
        name = widget.field_name
        if widget.field_type == pymupdf.PDF_WIDGET_TYPE_TEXT and name in texts:
            _type(widget, texts[name])
        elif _chosen(widget, states=states, ticks=ticks):
            widget.field_value = True
        else:
            continue
        widget.update()


def _type(widget: Any, text: str) -> None:
    """Write ``text``; where it fits, in a plain size: automatic sizes grow until umlauts lose their dots."""
    if not widget.text_fontsize and face("helv").text_length(text, TYPED) < widget.rect.width - TYPED:
        widget.text_fontsize = TYPED
    widget.field_value = text


def _chosen(widget: Any, *, states: Mapping[str, str], ticks: set[str]) -> bool:
    if widget.field_type == pymupdf.PDF_WIDGET_TYPE_RADIOBUTTON:
        return bool(widget.on_state() == states.get(widget.field_name))
    return widget.field_type == pymupdf.PDF_WIDGET_TYPE_CHECKBOX and widget.field_name in ticks


def _place_of(document: Any, name: str) -> tuple[Any, Box]:
    page, widget = next((page, widget) for page, widget in _widgets(document) if widget.field_name == name)
    return page, tuple(widget.rect)
