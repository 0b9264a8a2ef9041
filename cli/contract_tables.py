"""Results of trying contracts as text, for people at a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console

from cli.contract_texts import tell
from cli.texts import TEXTS, say
from drafting.rehearsal import Difference, Result


def print_results(results: Sequence[Result], id: str) -> None:  # noqa: A002 - the contract's own word
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
    console.print(tell("results", id=id, versions=versions, right=right, count=len(results)), markup=False)


def _text(difference: Difference) -> str:
    expected = tell("fine") if difference.expected is None else _word(difference.expected)
    found = tell("no_finding") if difference.found is None else _word(difference.found)
    return tell(
        "differs", place=difference.place, expected=expected, found=found, reason=difference.reason
    ).rstrip()


def _word(state: str) -> str:
    """Return a state in the language of the output; values of fields stay as they are."""
    return say(state) if state in TEXTS else state
