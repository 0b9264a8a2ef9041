"""``lotse demo``: the main job on sample applications, through the embedded stack."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, NamedTuple
from uuid import uuid4

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from sqlalchemy.orm import Session

from cli.stack import Stack
from cli.stack_texts import tell
from cli.texts import say
from cli.up import DataOption, PortOption, console, print_addresses, stack_until_stopped, told_apart
from samples.submissions import Submission, demo_submissions
from storage import cases, ledger
from storage.objects import Bucket
from storage.states import SubmissionState
from storage.tables import CheckResult

SECONDS_PER_SUBMISSION = 180
FINISHED = frozenset({SubmissionState.CHECKED, SubmissionState.QUARANTINED, SubmissionState.FAILED})


class Dropped(NamedTuple):
    """A sample, and the folder of the inbox into which it was put."""

    sample: Submission
    source: str


def demo(
    *,
    once: Annotated[bool, typer.Option("--once", help="Endet, sobald alles in der Prüfliste ist.")] = False,
    data: DataOption = Path("data"),
    port: PortOption = None,
) -> None:
    """Zeigt die Hauptsache an Beispielanträgen: Posteingang, Prüfung, Prüfliste."""
    samples = demo_submissions(date.today())  # noqa: DTZ011 - the samples' own calendar day
    complete = False
    with told_apart(data), stack_until_stopped(data, port) as stack:
        dropped = drop(stack, samples)
        complete = wait(stack, dropped)
        print_results(stack, dropped)
        print_addresses(stack)
        if not once and sys.stdout.isatty():
            console.print(tell("stop_with"))
            _stay(stack)
    raise typer.Exit(0 if complete else 1)


def drop(stack: Stack, samples: Sequence[Submission]) -> list[Dropped]:
    """Put the samples into the inbox, each in a folder of its own, closed by its meta.json."""
    store = stack.store()
    dropped = []
    for sample in samples:
        source = f"{sample.procedure}/{sample.name}-{uuid4().hex[:6]}/"
        for name, content in sample.files.items():
            store.put(Bucket.INBOX, f"{source}{name}", content)
        store.put(Bucket.INBOX, f"{source}meta.json", json.dumps(sample.meta).encode())
        dropped.append(Dropped(sample, source))
    return dropped


def wait(stack: Stack, dropped: Sequence[Dropped]) -> bool:
    """Wait until all are in the queue; whether they are, within a generous limit."""
    end = time.monotonic() + SECONDS_PER_SUBMISSION * len(dropped)
    with _progress() as progress, stack.database() as database:
        bar = progress.add_task(tell("checking"), total=len(dropped))
        while time.monotonic() < end:
            stack.supervisor.look()
            with database.begin() as session:
                states = [_state(session, each) for each in dropped]
            progress.update(bar, completed=sum(state in FINISHED for state in states))
            if all(state in FINISHED for state in states):
                return all(state is SubmissionState.CHECKED for state in states)
            time.sleep(0.3)
    return False


def _state(session: Session, dropped: Dropped) -> SubmissionState | None:
    found = ledger.latest_from(session, dropped.source)
    return found.state if found else None


def _progress() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=console, disable=not console.is_terminal)


def print_results(stack: Stack, dropped: Sequence[Dropped]) -> None:
    """Print what was found, a line for each sample."""
    table = Table(title=tell("results"), title_justify="left")
    for heading in (tell("submission"), say("documents"), say("findings"), say("proposal")):
        table.add_column(heading)
    with stack.database() as database, database.begin() as session:
        for each in dropped:
            table.add_row(f"{each.sample.name}\n[dim]{each.sample.note}[/dim]", *_cells(session, each))
    console.print(table)


def _cells(session: Session, dropped: Dropped) -> Iterator[str]:
    submission = ledger.latest_from(session, dropped.source)
    check = cases.check_of_submission(session, submission.id) if submission else None
    if check is None:
        yield from ("–", submission.problem or submission.state if submission else "–", "–")
        return
    yield "\n".join(f"{count}× {kind}" for kind, count in Counter(part.type for part in check.parts).items())
    yield _findings(check)
    yield say(check.proposal)


def _findings(check: CheckResult) -> str:
    counts = Counter(finding.state for finding in check.findings)
    return "\n".join(f"{count}× {say(state)}" for state, count in counts.most_common())


def _stay(stack: Stack) -> None:
    while True:
        stack.supervisor.look()
        time.sleep(0.2)
