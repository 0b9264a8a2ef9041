"""Results of trying contracts as text, for people at a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from cli.contract_texts import tell
from cli.texts import TEXTS, say
from contracts.findings import FindingState
from contracts.procedure import Procedure
from drafting.rehearsal import Difference, Result
from drafting.simulation import Change, Simulated, summarise


def print_results(results: Sequence[Result], procedure: str) -> None:
    """Print each example with what differs, and how many come out as expected."""
    console = Console(highlight=False, soft_wrap=True)
    for result in results:
        sign = "[red]✗[/]" if result.differences else "[green]✓[/]"
        title = result.example.told.title if result.example.told else ""
        console.print(f"{sign} {result.example.name}" + (f" – {title}" if title else ""))
        for difference in result.differences:
            console.print(f"    {_text(difference)}", markup=False)
    versions = ", ".join(sorted({result.version for result in results}))
    right = sum(not result.differences for result in results)
    console.print(
        tell("results", id=procedure, versions=versions, right=right, count=len(results)), markup=False
    )


def _text(difference: Difference) -> str:
    expected = tell("fine") if difference.expected is None else _word(difference.expected)
    found = tell("no_finding") if difference.found is None else _word(difference.found)
    return tell(
        "differs", place=difference.place, expected=expected, found=found, reason=difference.reason
    ).rstrip()


def _word(state: str) -> str:
    """Return a state in the language of the output; values of fields stay as they are."""
    return say(state) if state in TEXTS else state


def print_simulation(results: Sequence[Simulated], new: Procedure) -> None:
    """Print what a changed contract would change, case by case, and all cases together."""
    console = Console(highlight=False)
    changes = [change for result in results for change in result.changes]
    if changes:
        console.print(_changes(sorted(changes, key=lambda change: (change.case, change.place))))
    summary = summarise(results)
    console.print(tell("simulated", id=new.id, version=new.version, **summary._asdict()), markup=False)
    for (requirement, before, after), count in sorted(summary.moves.items(), key=lambda move: -move[1]):
        move = f"{_state(before, 'new_rule')} → {_state(after, 'rule_gone')}"
        console.print(f"  {count:>5} × {requirement}: {move}", markup=False)
    if summary.open:
        console.print(tell("open_cases", count=summary.open), markup=False)


def _changes(changes: Sequence[Change]) -> Table:
    table = Table(box=None, header_style="dim")
    for heading in ("case", "requirement", "before", "after"):
        table.add_column(tell(heading))
    for change in changes:
        after = tell("open") if change.open else _state(change.after, "rule_gone")
        table.add_row(change.case, change.place, _state(change.before, "new_rule"), after)
    return table


def _state(state: FindingState | None, absent: str) -> str:
    return tell(absent) if state is None else say(state.value)
