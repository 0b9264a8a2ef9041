"""Texts of ``lotse contracts``, in German and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from cli import texts

CONTRACT_TEXTS: Final[Mapping[str, tuple[str, str]]] = {
    "bad_id": (
        "„{id}“ geht nicht als Kennung: nur Kleinbuchstaben, Ziffern und Bindestriche, z. B. hundesteuer.",
        "'{id}' is no id: only small letters, digits and hyphens, e.g. hundesteuer.",
    ),
    "exists": (
        "{path} gibt es schon und wird nicht überschrieben. Andere Kennung oder anderes --output wählen.",
        "{path} exists and is not written over. Choose another id or another --output.",
    ),
    "no_file": ("Diesen Pfad gibt es nicht: {path}", "There is no such path: {path}"),
    "unreadable": (
        "{path} konnte nicht gelesen werden. {problem}",
        "{path} could not be read. {problem}",
    ),
    "nothing_to_fill": (
        "{path}: keine Stelle zum Ausfüllen gefunden. Ist das das leere Formular und nicht ein Merkblatt?",
        "{path}: no place to fill in was found. Is this the blank form, and not a leaflet?",
    ),
    "no_types": (
        "Die Dokumenttypen konnten nicht gelesen werden: {problem}",
        "The document types could not be read: {problem}",
    ),
    "drafted": (
        "{path}: Vorschlag mit {fields} Feldern, davon {required} Pflicht. Nachweise: {proofs}.",
        "{path}: draft with {fields} fields, {required} of them required. Proofs: {proofs}.",
    ),
    "contracts_bad": texts.TEXTS["contracts_bad"],
    "examples_bad": ("{count} Fehler in den Beispielen:", "{count} mistakes in the examples:"),
    "no_examples": (
        "Hier liegen keine Beispiele: {folder}. Wie man sie schreibt, steht in docs/contracts-guide.md.",
        "There are no examples here: {folder}. How to write them is in docs/contracts-guide.md.",
    ),
    "examples": ("Beispiele", "Examples"),
    "results": (
        "{id} ({versions}): {right} von {count} Beispielen gehen aus wie erwartet.",
        "{id} ({versions}): {right} of {count} examples come out as expected.",
    ),
    "differs": (
        "{place}: erwartet „{expected}“, gefunden „{found}“. {reason}",
        "{place}: expected '{expected}', found '{found}'. {reason}",
    ),
    "fine": ("liegt vor oder nicht nötig", "present or not required"),
    "no_finding": ("kein Befund", "no finding"),
    "empty_value": ("leer", "empty"),
    "cases": ("Vorgänge", "Cases"),
    "case": ("Vorgang", "Case"),
    "requirement": ("Anforderung", "Requirement"),
    "before": ("bisher", "before"),
    "after": ("künftig", "after"),
    "open": ("offen: neu lesen", "open: read again"),
    "new_rule": ("neu verlangt", "newly asked for"),
    "rule_gone": ("entfällt", "falls away"),
    "simulated": (
        (
            "{id}, Fassung {version}: {cases} Vorgänge, {changed} mit anderen Befunden, {open} teils offen. "
            "Neu vollständig: {now_complete}, nicht mehr vollständig: {no_longer}."
        ),
        (
            "{id}, version {version}: {cases} cases, {changed} with other findings, {open} partly open. "
            "Newly complete: {now_complete}, no longer complete: {no_longer}."
        ),
    ),
    "open_cases": (
        (
            "Offen heißt: Gespeichert sind Formularfelder, Arten und Angaben der Unterlagen, nicht deren "
            "Wörter. Ob eine Unterlage zu einem Feld passt, das damals nicht verglichen wurde, zeigt erst "
            "neues Lesen."
        ),
        (
            "Open means: form fields, types and facts of documents are stored, not their words. Whether a "
            "document agrees with a field that was not compared so far, only reading it again will show."
        ),
    ),
    "version_or_contract": (
        "Entweder --version FASSUNG oder --contract DATEI angeben.",
        "Give either --version VERSION or --contract FILE.",
    ),
    "no_version": (
        "Von „{id}“ gibt es keine Fassung „{version}“. Vorhanden: {known}.",
        "There is no version '{version}' of '{id}'. There are: {known}.",
    ),
    "other_contract": (
        "{path} ist der Vertrag von „{found}“, nicht von „{id}“.",
        "{path} is the contract of '{found}', not of '{id}'.",
    ),
    "bad_report": (
        "Kein Bericht von lotse check, übergangen: {problem}",
        "No report of lotse check, passed over: {problem}",
    ),
    "no_reports": (
        "In {folder} ist kein Bericht zu „{id}“. Berichte schreibt lotse check --format json --out.",
        "There is no report of '{id}' in {folder}. lotse check --format json --out writes reports.",
    ),
    "or_reports": (
        "Ohne Datenbank geht es mit --reports ORDNER.",
        "Without a database, use --reports FOLDER.",
    ),
    "next_steps": (
        (
            "Als Nächstes: 1. durchsehen und ergänzen  2. lotse contracts lint {folder}  "
            "3. Beispiele schreiben: {folder}/examples/{id}/  4. lotse contracts test {id} --folder {folder}"
        ),
        (
            "Next: 1. look through it and complete it  2. lotse contracts lint {folder}  "
            "3. write examples: {folder}/examples/{id}/  4. lotse contracts test {id} --folder {folder}"
        ),
    ),
}


def tell(key: str, **values: object) -> str:
    """Return a text in the language that was chosen for the command."""
    german, english = CONTRACT_TEXTS[key]
    return (german if texts.say("reading") == "Lesen" else english).format(**values)
