"""Texts of the commands that run servers, in German and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from cli import texts

STACK_TEXTS: Final[Mapping[str, tuple[str, str]]] = {
    "starting": (
        "Antragslotse startet. Datenordner: {data}",
        "Antragslotse is starting. Data folder: {data}",
    ),
    "ready": ("Bereit nach {seconds:.0f} s.", "Ready after {seconds:.0f} s."),
    "review": ("Prüfliste", "Review queue"),
    "login": ("Anmelden (einmal gültig)", "Log in (works once)"),
    "prefect": ("Abläufe (Prefect)", "Flows (Prefect)"),
    "store": ("Objektspeicher (S3)", "Object store (S3)"),
    "keys": ("Zugangsdaten", "Credentials"),
    "inbox": ("Posteingang", "Inbox"),
    "stop_with": ("Beenden mit Strg-C.", "Stop with Ctrl-C."),
    "stopping": ("Wird beendet …", "Stopping …"),
    "stopped": ("Alles beendet. Die Daten bleiben in {data}.", "All stopped. The data stay in {data}."),
    "died": (
        "{service} ist unerwartet beendet; Neustart in {pause} s. Protokoll: {log}",
        "{service} ended unexpectedly; starting again in {pause} s. Log: {log}",
    ),
    "restarted": ("{service} läuft wieder.", "{service} is running again."),
    "not_ready": (
        "{what} ist nicht bereit geworden. Bitte das Protokoll ansehen; oft ist die Platte voll.",
        "{what} did not get ready. Look at the log; often the disk is full.",
    ),
    "in_use": (
        "In {data} läuft schon eine Antragslotse (Prozess {pid}). Anderer Ordner: --data.",
        "An Antragslotse is running in {data} already (process {pid}). Another folder: --data.",
    ),
    "revision": (
        "Stand der Datenbank: {current}; neuester: {newest}.",
        "Database revision: {current}; newest: {newest}.",
    ),
    "checking": ("In der Prüfliste", "In the queue"),
    "results": ("Was gefunden wurde", "What was found"),
    "submission": ("Einsendung", "Submission"),
    "healthy": ("Alles in Ordnung.", "All is well."),
    "ill": ("Bitte die Punkte mit ✗ beheben.", "Please see to the points with ✗."),
    "python_old": ("Bitte Python 3.11 oder neuer verwenden.", "Please use Python 3.11 or later."),
    "tessdata_missing": (
        "Es fehlen {names} in {folder}. Bitte Antragslotse neu installieren.",
        "{names} are missing in {folder}. Please install Antragslotse again.",
    ),
    "disk_free": ("{free:.0f} GB frei in {folder}", "{free:.0f} GB free in {folder}"),
    "disk_full": (
        "Nur {free:.1f} GB frei in {folder}. Bitte Platz schaffen.",
        "Only {free:.1f} GB free in {folder}. Please make room.",
    ),
    "contracts_wrong": (
        "{count} Fehler, zuerst: {first}. Alle zeigt: lotse contracts lint",
        "{count} mistakes, the first: {first}. All of them: lotse contracts lint",
    ),
    "nothing_runs": (
        "Auf einem einzelnen Rechner startet „lotse up“ alles.",
        "On a single machine 'lotse up' starts everything.",
    ),
    "migrate": (
        "Stand {current} statt {newest}. Bitte ausführen: lotse migrate",
        "At {current} instead of {newest}. Please run: lotse migrate",
    ),
    "buckets_missing": (
        "Es fehlen die Buckets {names}. Der Worker legt sie beim Start an.",
        "The buckets {names} are missing. The worker creates them when it starts.",
    ),
    "prefect_silent": (
        "Keine Antwort unter {address}. Läuft der Server, und stimmt LOTSE_PREFECT_API_URL?",
        "No answer at {address}. Is the server running, and LOTSE_PREFECT_API_URL right?",
    ),
    "port_taken": (
        "Port {port} ist belegt. Bitte mit --port einen anderen wählen.",
        "Port {port} is taken. Choose another one with --port.",
    ),
}


def tell(key: str, **values: object) -> str:
    """Return a text in the language that was chosen for the command."""
    german, english = STACK_TEXTS[key]
    return (german if texts.say("reading") == "Lesen" else english).format(**values)
