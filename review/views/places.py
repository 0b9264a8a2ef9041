"""Places to look at: a page of a document, and the box that is marked on it."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from contracts.records import Box, Record
from contracts.report import Report, ReportEvidence, ReportField
from review.texts import Texts


class Spot(Record):
    """A page of a document of the case, and perhaps a box on it.

    Attributes:
        document: Position of the document in the report, counted from 0.
        page: Counted from 1, as people do and as the report has it.
        box: In points of the upright page.
    """

    document: int
    page: int
    box: Box | None = None

    @property
    def query(self) -> str:
        """The address of this spot on the page of its case."""
        query: dict[str, object] = {"d": self.document, "p": self.page}
        if self.box is not None:
            query["k"] = ",".join(f"{edge:.1f}" for edge in self.box)
        return "?" + urlencode(query, safe=",")


class Link(Record):
    """A spot with its words: ``Seite 3 in antrag.pdf``."""

    spot: Spot
    label: str
    file: str


def evidence_links(report: Report, evidence: Sequence[ReportEvidence], t: Texts) -> tuple[Link, ...]:
    """Return one link for each piece of evidence."""
    return tuple(
        _link(report, Spot(document=document, page=each.page or each.pages[0], box=each.box), t)
        for each in evidence
        if each.pages and (document := _document(report, each)) is not None
    )


def field_link(report: Report, field: ReportField, form: int | None, t: Texts) -> Link | None:
    """Return where a value of the form stands; ``form`` is the form's document."""
    files = [document.file for document in report.documents]
    document = files.index(field.file) if field.file in files else form
    if field.page is None or document is None:
        return None
    return _link(report, Spot(document=document, page=field.page, box=field.box), t)


def read_box(text: str) -> Box | None:
    """Return the box of an address (``l,t,r,b``), or None if it is none."""
    try:
        edges = [float(edge) for edge in text.split(",")]
        left, top, right, bottom = edges
    except ValueError:
        return None
    return Box(left, top, right, bottom) if left < right and top < bottom else None


def _link(report: Report, spot: Spot, t: Texts) -> Link:
    return Link(spot=spot, label=t("case.page", n=spot.page), file=report.documents[spot.document].file)


def _document(report: Report, evidence: ReportEvidence) -> int | None:
    """Return the document that is meant; file names are unique within a case."""
    files = [document.file for document in report.documents]
    return files.index(evidence.file) if evidence.file in files else None
