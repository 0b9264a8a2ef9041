"""The strokes of pens on a form's pages, also where these did not look like a form's when they were read."""

from __future__ import annotations

from datetime import date

import pytest

from classifiers import load_classifier
from contracts.catalogue import SHIPPED, load_catalogue
from contracts.reading import PageText
from contracts.records import Record
from extractors.sandbox import ReadingPool
from pipeline.stages import Pipeline
from pipeline.submission import Submission, SubmittedFile
from samples.degrade import degraded
from samples.forms import flatten
from samples.submissions import Defect, anmeldung_case

TODAY = date(2026, 11, 2)


class Opinion(Record):
    """A depth that takes all pages for a form's, or none."""

    form: bool
    name: str = "test"

    def is_enough(self, head: PageText) -> bool:
        """All is to be read."""
        return not head.words

    def may_be_form(self, page: PageText) -> bool:
        """Answer as told."""
        return self.form or not page.words


@pytest.mark.parametrize("defect", ["none", "missing-signature"])
def test_a_form_taken_for_another_paper_is_read_alike(defect: Defect) -> None:
    """Its ink is drawn when it is read as a form: a signature is seen, and a missing one is missed."""
    case = anmeldung_case(TODAY, defect=defect)
    files = tuple(
        SubmittedFile(name, degraded(flatten(pdf), "clean_scan", seed=1, dpi=200))
        for name, pdf in case.files.items()
    )
    states = []
    for form in (True, False):
        pool = ReadingPool(workers=1, depth=Opinion(form=form))
        with Pipeline(load_catalogue(SHIPPED), load_classifier(), pool) as pipeline:
            outcome = pipeline.check(Submission("wohnsitzanmeldung", TODAY, files))
        states.append(({each.requirement: each.state for each in outcome.findings}, outcome.form.fields))
        assert any(page.ink for document in outcome.documents for page in document.pages) is form
    assert states[0] == states[1]
