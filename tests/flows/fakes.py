"""A checker that reads its result off the file: ``accept``, ``request_documents``, ``refer``.

A file that holds ``slow N`` takes N seconds; ``crash`` raises with words of the document in its text;
``die`` kills the process the hard way, as long as the file named after it exists.
"""

from __future__ import annotations

import hashlib
import os
import signal
import time
from pathlib import Path

from config.settings import Settings
from contracts.findings import Attachment, FilledForm, Finding, FindingState, Part, ProposedAction, Reason
from contracts.reading import DocumentText
from contracts.report import Outcome, ReportProcedure, Timing, Versions
from pipeline.submission import Submission, SubmittedFile

WORDS = "Erika Musterfrau wohnt in der Musterstraße"


class FakeChecker:
    """Answers at once, or misbehaves as its input asks."""

    def check(self, submission: Submission) -> Outcome:
        """Find ``identitaet`` present in what says accept, and missing otherwise."""
        words = [word for file in submission.files for word in file.data.decode(errors="replace").split()]
        _misbehave(words)
        proposal = next((each for each in ProposedAction if each.value in words), ProposedAction.REFER)
        state = FindingState.PRESENT if proposal is ProposedAction.ACCEPT else FindingState.MISSING
        return Outcome(
            procedure=ReportProcedure(id=submission.procedure, version="test"),
            received=submission.received,
            documents=tuple(_document(file) for file in submission.files),
            attachments=tuple(_attachment(index) for index in range(len(submission.files))),
            form=FilledForm(),
            findings=(
                Finding(requirement="identitaet", state=state, reason=Reason(code="test", message="Test")),
            ),
            proposal=proposal,
            versions=Versions(product="test", contract="test", classifier="test", ocr="test"),
            timing=Timing(),
        )


def _misbehave(words: list[str]) -> None:
    for word, argument in zip(words, [*words[1:], ""], strict=True):
        if word == "slow":
            time.sleep(float(argument))
        elif word == "crash":
            raise ValueError(WORDS)
        elif word == "die" and Path(argument).exists():
            os.kill(os.getpid(), signal.SIGKILL)


def _document(file: SubmittedFile) -> DocumentText:
    return DocumentText(file=file.name, sha256=hashlib.sha256(file.data).hexdigest())


def _attachment(index: int) -> Attachment:
    return Attachment(part=Part(document=index, pages=(0,), type="personalausweis", confidence=1))


def make(_settings: Settings) -> FakeChecker:
    """Make it, as the setting ``LOTSE_WORKER_CHECKER=tests.flows.fakes:make`` asks."""
    return FakeChecker()
