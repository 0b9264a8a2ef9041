"""``lotse bench``: how much this machine gets through, on fictitious submissions that are shipped."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Annotated, Final, NamedTuple

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from cli.progress import progress_bar
from cli.texts import say
from contracts.clock import today
from pipeline.build import open_pipeline
from pipeline.stages import Pipeline
from pipeline.submission import Submission, SubmittedFile
from samples.degrade import degraded
from samples.forms import flatten
from samples.people import random_household
from samples.submissions import Defect, anmeldung_case, wohngeld_case
from samples.submissions import Submission as Sample

SCANNER_DPI: Final = 300
SECONDS_A_DAY: Final = 24 * 60 * 60
DIGITAL: Final = 5
"""Digital submissions for each scanned one: they take far less time."""
DEFECTS: Final[tuple[Defect, ...]] = ("none", "missing_attachment", "expired_id")
LAYOUTS: Final = 4


class Speed(NamedTuple):
    """What one kind of submissions took.

    Attributes:
        seconds: By the clock, from the first file opened to the last finding.
    """

    kind: str
    submissions: int
    pages: int
    seconds: float

    @property
    def pages_per_minute(self) -> float:
        """All stages, by the clock."""
        return 60 * self.pages / self.seconds

    @property
    def submissions_per_day(self) -> float:
        """If they came without a pause, around the clock."""
        return SECONDS_A_DAY * self.submissions / self.seconds


def bench(
    *,
    submissions: Annotated[int, typer.Option(min=1, help="Eingescannte Einreichungen.")] = 6,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Prozesse zum Lesen (sonst einer je Kern).")
    ] = None,
) -> None:
    """Misst, wie viele Seiten und Einreichungen dieser Rechner schafft, an erfundenen Beispielen."""
    with open_pipeline(workers=workers) as pipeline, progress_bar() as bar:
        digital = [_submission(_sample(number)) for number in range(submissions * DIGITAL)]
        making = (_scanned(_sample(number)) for number in range(submissions))
        scanned = list(bar.track(making, total=submissions, description=say("bench_preparing")))
        pipeline.check(digital[0])  # the processes load what they need with their first file
        speeds = [_timed(pipeline, "digital", digital, bar), _timed(pipeline, "scanned", scanned, bar)]
    console = Console()
    console.print(_table(speeds, pipeline.workers))
    console.print(say("bench_note"), highlight=False)


def _sample(number: int) -> Sample:
    """Return an application: two of three for Wohngeld, two of three with something missing."""
    make = anmeldung_case if number % 3 == 1 else wohngeld_case
    household = random_household(random.Random(number), today=today())  # noqa: S311 - the same samples always
    return make(today(), defect=DEFECTS[number % len(DEFECTS)], household=household, layout=number % LAYOUTS)


def _submission(sample: Sample) -> Submission:
    files = tuple(SubmittedFile(name, content) for name, content in sample.files.items())
    return Submission(sample.procedure, today(), files)


def _scanned(sample: Sample) -> Submission:
    """Return the sample as an office's scanner makes it."""
    files = {
        name: degraded(flatten(pdf), "office_scan", seed=7, dpi=SCANNER_DPI)
        for name, pdf in sample.files.items()
    }
    return _submission(sample.model_copy(update={"files": files}))


def _timed(pipeline: Pipeline, kind: str, submissions: Sequence[Submission], bar: Progress) -> Speed:
    """Check all submissions, as many at once as a batch does."""
    with ThreadPoolExecutor(pipeline.workers + 1) as threads:
        started = time.monotonic()
        outcomes = threads.map(pipeline.check, submissions)
        done = bar.track(outcomes, total=len(submissions), description=say(f"bench_{kind}"))
        pages = sum(len(document.pages) for outcome in done for document in outcome.documents)
    return Speed(kind, len(submissions), pages, time.monotonic() - started)


def _table(speeds: Sequence[Speed], workers: int) -> Table:
    table = Table(
        title=say("bench_title", workers=workers), title_justify="left", box=None, header_style="dim"
    )
    table.add_column("")
    for heading in ("submissions", "pages", "bench_pages_per_minute", "bench_per_day"):
        table.add_column(say(heading), justify="right")
    for speed in speeds:
        per_minute, per_day = round(speed.pages_per_minute), round(speed.submissions_per_day, -1)
        counts = (str(speed.submissions), str(speed.pages))
        table.add_row(say(f"bench_{speed.kind}"), *counts, str(per_minute), f"{per_day:.0f}")
    return table
