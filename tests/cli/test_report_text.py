from __future__ import annotations

import io
from datetime import date

import pytest
from rich.console import Console

from cli.report_text import print_report
from cli.texts import speak
from contracts.findings import ProposedAction, Reason
from contracts.report import (
    Report,
    ReportEvidence,
    ReportForm,
    ReportHint,
    ReportProcedure,
    Timing,
    Versions,
)

HINT = ReportHint(
    subject="person-1",
    reason=Reason(
        code="birthdays_differ", message="Der Ausweis nennt ein anderes Geburtsdatum als der Antrag."
    ),
    evidence=[
        ReportEvidence(file="ausweis [1].pdf", pages=[1], page=1),
        ReportEvidence(file="x.pdf", pages=[2]),
    ],
)


def printed(*hints: ReportHint) -> str:
    """Return the text of a report that has nothing but hints."""
    report = Report(
        procedure=ReportProcedure(id="musterverfahren", version="1"),
        received=date(2026, 11, 2),
        documents=[],
        form=ReportForm(fields={}),
        findings=[],
        hints=list(hints),
        complete=True,
        proposal=ProposedAction.ACCEPT,
        versions=Versions(product="0", contract="1", classifier="2", ocr="3"),
        timing_ms=Timing(),
    )
    out = io.StringIO()
    print_report(report, Console(file=out, width=200))
    return out.getvalue()


@pytest.mark.parametrize(("language", "heading"), [("de", "Widersprüche"), ("en", "Contradictions")])
def test_hints_are_told_with_their_places(language: str, heading: str) -> None:
    """One sentence, whose it is, and where to look; the proposal stays what it is."""
    speak(language)
    try:
        text = printed(HINT)
    finally:
        speak("de")
    assert heading in text
    assert "als der Antrag. (person-1)" in text
    assert "ausweis [1].pdf" in text


def test_without_hints_nothing_is_said_of_them() -> None:
    """Silence is the rule."""
    assert "Widersprüche" not in printed()
