"""The command line's texts in German and English; German is the default."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import typer

LANGUAGES: Final = ("de", "en")

TEXTS: Final[Mapping[str, tuple[str, str]]] = {
    "no_such_path": ("Diesen Pfad gibt es nicht: {path}", "There is no such path: {path}"),
    "no_files": (
        "Hier sind keine Dateien: {path}. Bitte die Dateien des Antrags oder ihren Ordner angeben.",
        "There are no files here: {path}. Name the application's files or their folder.",
    ),
    "no_procedure": (
        "Welches Verfahren? Bitte --procedure angeben oder eine meta.json dazulegen. Bekannt sind: {known}.",
        "Which procedure? Give --procedure, or put a meta.json beside the files. Known are: {known}.",
    ),
    "bad_meta": (
        "{path} ist keine gültige meta.json: {problem}. Ein Beispiel steht in docs/integration.md.",
        "{path} is no valid meta.json: {problem}. There is an example in docs/integration.md.",
    ),
    "bad_date": (
        "„{value}“ ist kein Datum; bitte als JJJJ-MM-TT schreiben, z. B. 2026-11-02.",
        "'{value}' is no date; write it as YYYY-MM-DD, e.g. 2026-11-02.",
    ),
    "batch_wants_out": ("--batch braucht --out ORDNER.", "--batch needs --out FOLDER."),
    "batch_or_paths": (
        "Entweder --batch ORDNER oder PFADE angeben, nicht beides.",
        "Give either --batch FOLDER or PATHS, not both.",
    ),
    "evaluate_empty": (
        "Keine Dokumente in {path}. Erwartet wird je Dokumenttyp ein Unterordner, z. B. gehaltsabrechnung/.",
        "No documents in {path}. Expected is one folder per document type, e.g. gehaltsabrechnung/.",
    ),
    "evaluate_type": (
        "„{name}“ ist kein Dokumenttyp. Bekannt sind: {known}.",
        "'{name}' is no document type. Known are: {known}.",
    ),
    "evaluate_unread": ("Kein Text gelesen: {path}", "No text was read: {path}"),
    "evaluate_written": ("Bericht: {path}/auswertung.html", "Report: {path}/auswertung.html"),
    "evaluate_figures": (
        (
            "{documents} Dokumente: {accuracy:.1%} richtig, Makro-F1 {macro_f1:.3f}, "
            "Kalibrierfehler {ece:.3f}, unter den sichersten 90 % {at_90:.1%} richtig ({version})"
        ),
        (
            "{documents} documents: {accuracy:.1%} right, macro F1 {macro_f1:.3f}, "
            "calibration error {ece:.3f}, {at_90:.1%} right among the surest 90 % ({version})"
        ),
    ),
    "evaluate_kind": ("Typ", "Type"),
    "evaluate_count": ("Anzahl", "Count"),
    "evaluate_precision": ("Genauigkeit", "Precision"),
    "evaluate_recall": ("Ausbeute", "Recall"),
    "train_missing": (
        "Zum Trainieren fehlt {name}. Bitte „make train“ aufrufen; es richtet alles ein.",
        "{name} is needed for training. Run 'make train', which sets everything up.",
    ),
    "train_refused": (
        (
            "Das neue Modell ist schlechter als das mitgelieferte und wurde nicht übernommen: {losses}. "
            "Es liegt in {path}."
        ),
        "The new model is worse than the shipped one and was not taken over: {losses}. It is in {path}.",
    ),
    "train_done": (
        (
            "Neues Modell {version}: auf dem festen Testsatz {accuracy:.1%} richtig, "
            "Makro-F1 {macro_f1:.3f}. Es liegt in {path}."
        ),
        (
            "New model {version}: {accuracy:.1%} right on the frozen test set, "
            "macro F1 {macro_f1:.3f}. It is in {path}."
        ),
    ),
    "bad_language": ("Sprachen sind: de, en.", "Languages are: de, en."),
    "bad_format": ("Formate sind: text, json.", "Formats are: text, json."),
    "reading": ("Lesen", "Reading"),
    "submissions": ("Einreichungen", "Submissions"),
    "documents": ("Unterlagen", "Documents"),
    "file": ("Datei", "File"),
    "page": ("Seite {n}", "page {n}"),
    "pages": ("Seiten", "Pages"),
    "type": ("Art", "Type"),
    "sure": ("Sicherheit", "Confidence"),
    "unread": ("nicht gelesen", "not read"),
    "form": ("Formularfelder, die ein Mensch ansehen muss", "Form fields that need a person"),
    "field": ("Feld", "Field"),
    "state": ("Stand", "State"),
    "requirement": ("Anforderung", "Requirement"),
    "reason": ("Grund", "Reason"),
    "findings": ("Befunde", "Findings"),
    "hints": (
        "Widersprüche zwischen den Unterlagen (nur zur Information)",
        "Contradictions between documents (for information only)",
    ),
    "complete": ("Vollständig.", "Complete."),
    "incomplete": ("Nicht vollständig.", "Not complete."),
    "proposal": ("Vorschlag der Software", "The software proposes"),
    "accept": ("annehmen", "accept"),
    "request_documents": ("Unterlagen nachfordern", "request documents"),
    "refer": ("von einem Menschen klären lassen", "refer to a person"),
    "present": ("liegt vor", "present"),
    "missing": ("fehlt", "missing"),
    "expired": ("abgelaufen", "expired"),
    "mismatch": ("passt nicht", "mismatch"),
    "illegible": ("unleserlich", "illegible"),
    "unclear": ("unklar", "unclear"),
    "not_required": ("nicht nötig", "not required"),
    "empty": ("leer", "empty"),
    "invalid": ("ungültig", "invalid"),
    "filled": ("ausgefüllt", "filled"),
    "handwritten": ("handschriftlich", "handwritten"),
    "batch_done": (
        "{count} Einreichungen geprüft, Berichte in {folder}.",
        "{count} submissions checked, reports in {folder}.",
    ),
    "bench_title": (
        "Was dieser Rechner schafft ({workers} Prozesse)",
        "What this machine does ({workers} processes)",
    ),
    "bench_preparing": ("Beispiele einscannen", "Scanning samples"),
    "bench_digital": ("am Bildschirm ausgefüllt", "filled on a screen"),
    "bench_scanned": ("eingescannt, 300 dpi", "scanned, 300 dpi"),
    "bench_pages_per_minute": ("Seiten je Minute", "Pages per minute"),
    "bench_per_day": ("Einreichungen je Tag", "Submissions per day"),
    "bench_note": (
        "Alle Schritte: lesen, Unterlagen erkennen, prüfen. Ein Tag hat hier 24 Stunden, ohne Pause.",
        "All steps: reading, recognising documents, checking. A day has 24 hours here, without a pause.",
    ),
    "contracts_good": (
        "{count} Verfahren, {forms} bekannte Formulare: keine Fehler.",
        "{count} procedures, {forms} known forms: no mistakes.",
    ),
    "contracts_bad": ("{count} Fehler in den Verträgen:", "{count} mistakes in the contracts:"),
}

_spoken = {"language": LANGUAGES[0]}


def speak(language: str) -> None:
    """Choose the language of all texts.

    Raises:
        typer.BadParameter: if it is neither German nor English.
    """
    if language not in LANGUAGES:
        raise typer.BadParameter(say("bad_language"))
    _spoken["language"] = language


def say(key: str, **values: object) -> str:
    """Return a text in the chosen language."""
    return TEXTS[key][LANGUAGES.index(_spoken["language"])].format(**values)
