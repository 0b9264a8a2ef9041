"""The report's records: pages from 1, names instead of numbers, one schema."""

from __future__ import annotations

import json
from datetime import date

import jsonschema
import pytest
from pydantic import ValidationError

from contracts.findings import (
    Attachment,
    Evidence,
    FieldReading,
    FilledForm,
    Finding,
    FindingState,
    Hint,
    Part,
    ProposedAction,
    Reason,
)
from contracts.reading import DocumentText, PageText, Problem, ProblemCode, TextSource, Word
from contracts.records import Box, PageSize
from contracts.report import Outcome, Report, ReportProcedure, Timing, Versions, write_report
from contracts.submission import Meta
from scripts.write_schema import SCHEMA, schema_text


def outcome(state: FindingState = FindingState.MISSING, *, soft: bool = False) -> Outcome:
    """What the stages found about a submission of one file."""
    page = PageText(
        index=1, size=PageSize(595, 842), source=TextSource.TEXT, words=(Word("Max", Box(1, 2, 3, 4)),)
    )
    reading = FieldReading(
        value="2026-10-01", raw="01.10.2026", page=1, box=Box(1.234, 2, 3, 4), source=TextSource.OCR
    )
    part = Part(document=0, pages=(1,), type="ausweis", confidence=0.987654)
    persons = FieldReading(value="1", items=({"vorname": reading},))
    return Outcome(
        procedure=ReportProcedure(id="wohnsitzanmeldung", version="2026-01"),
        received=date(2026, 11, 2),
        documents=(
            DocumentText(
                file="scan.pdf",
                sha256="0" * 64,
                pages=(page.model_copy(update={"index": 0}), page),
                problems=(
                    Problem(code=ProblemCode.PAGE_ILLEGIBLE, page=0, message="Seite 1 ist unleserlich."),
                ),
            ),
        ),
        attachments=(Attachment(part=part, facts={"gueltig_bis": reading}, pages=(page,)),),
        form=FilledForm(fields={"familienname": FieldReading(value="Mustermann"), "personen": persons}),
        findings=(
            Finding(
                requirement="identitaet",
                state=state,
                reason=Reason(code="none", message="Es fehlt."),
                evidence=(Evidence(document=0, pages=(1,), page=1, box=Box(1, 2, 3, 4)),),
                soft=soft,
            ),
        ),
        proposal=ProposedAction.REQUEST_DOCUMENTS,
        versions=Versions(product="0", contract="1", classifier="2", ocr="3"),
        timing=Timing(),
        hints=(
            Hint(
                reason=Reason(code="birthdays_differ", message="Die Tage sind verschieden."),
                evidence=(Evidence(document=0, pages=(1,), page=1), Evidence(document=0, pages=(0,))),
            ),
        ),
    )


def test_the_report_fits_its_schema() -> None:
    """Integrators validate with the schema in the repository."""
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.validate(json.loads(write_report(outcome()).to_json()), schema)


def test_the_schema_is_current() -> None:
    """The schema in the repository is what scripts/write_schema.py writes."""
    assert SCHEMA.read_text(encoding="utf-8") == schema_text()


def test_pages_count_from_one_in_the_report() -> None:
    """People count from 1."""
    report = write_report(outcome())
    (document,) = report.documents
    assert document.parts[0].pages == [2]
    assert document.parts[0].fields["gueltig_bis"].page == 2
    assert document.problems[0].page == 1
    assert report.findings[0].evidence[0].pages == [2]
    assert report.findings[0].evidence[0].file == "scan.pdf"
    assert [(each.pages, each.page) for each in report.hints[0].evidence] == [([2], 2), ([1], None)]
    assert report.form.fields["personen"].items is not None


def test_the_report_reads_back() -> None:
    """A stored report is a report again."""
    report = write_report(outcome())
    assert Report.model_validate_json(report.to_json()) == report


def test_reports_of_before_there_were_hints_read_back() -> None:
    """What is stored stays readable; it has no hints."""
    old = json.loads(write_report(outcome()).to_json())
    del old["hints"]
    assert Report.model_validate(old).hints == []


@pytest.mark.parametrize(
    ("state", "soft", "complete"),
    [
        (FindingState.PRESENT, False, True),
        (FindingState.NOT_REQUIRED, False, True),
        (FindingState.UNCLEAR, False, False),
        (FindingState.MISSING, False, False),
        (FindingState.MISSING, True, True),
    ],
)
def test_complete_means_that_nothing_is_open(state: FindingState, soft: bool, complete: bool) -> None:  # noqa: FBT001 - a table
    """Soft requirements never block; unclear ones do."""
    assert write_report(outcome(state, soft=soft)).complete is complete


def test_a_validation_error_never_repeats_its_input() -> None:
    """What a document says must not get into a log through an exception."""
    with pytest.raises(ValidationError) as caught:
        FieldReading.model_validate({"value": "Mustermann", "confidence": "Geheimnis"})
    assert "Geheimnis" not in str(caught.value)


def test_records_are_closed_and_frozen() -> None:
    """No stage changes what another one found."""
    part = Part(document=0, pages=(0,), type="ausweis", confidence=1)
    with pytest.raises(ValidationError):
        part.type = "mietvertrag"  # type: ignore[misc] # the point of the test
    with pytest.raises(ValidationError):
        Part.model_validate({**part.model_dump(), "extra": 1})


def test_meta_takes_what_portals_send() -> None:
    """Unknown keys never block a submission."""
    meta = Meta.model_validate({"procedure": "wohnsitzanmeldung", "vertreter": "ja", "portal": "x"})
    assert meta.values == {"vertreter": "ja"}
    assert Meta().values == {}


def test_boxes_know_their_geometry() -> None:
    """Width, middle, overlap and hull of boxes in points."""
    box = Box(0, 0, 10, 20)
    assert (box.width, box.height, box.middle) == (10, 20, (5, 10))
    assert box.overlap(Box(5, 10, 20, 40)) == 50
    assert box.overlap(Box(11, 0, 12, 1)) == 0
    assert box.grown(1) == Box(-1, -1, 11, 21)
    assert Box.around([box, Box(5, -3, 6, 4)]) == Box(0, -3, 10, 20)
