"""A report as text, for people at a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from cli.texts import say
from contracts.findings import FieldState, FindingState
from contracts.report import Report, ReportDocument

SIGNS = {
    FindingState.PRESENT: "[green]✓[/]",
    FindingState.UNCLEAR: "[yellow]?[/]",
    FindingState.ILLEGIBLE: "[yellow]?[/]",
}
WRONG = "[red]✗[/]"


def print_report(report: Report, console: Console) -> None:
    """Print documents, the form's doubtful fields, the findings and the proposal."""
    console.print(
        f"[bold]{report.procedure.id}[/] ({report.procedure.version}), {report.received:%d.%m.%Y}\n"
    )
    console.print(_documents(report.documents))
    for document in report.documents:
        for problem in document.problems:
            console.print(f"  [yellow]![/] {document.file}: {problem.message}", highlight=False)
    fields = _fields(report)
    if fields.row_count:
        console.print(fields)
    console.print(_findings(report))
    spared = dict.fromkeys(f.requirement for f in report.findings if f.state is FindingState.NOT_REQUIRED)
    if spared:
        console.print(f"[dim]{say('not_required')}: {', '.join(spared)}[/]\n")
    _print_hints(report, console)
    verdict = say("complete") if report.complete else say("incomplete")
    console.print(f"[bold]{verdict}[/] {say('proposal')}: [bold]{say(report.proposal.value)}[/]")


def _print_hints(report: Report, console: Console) -> None:
    if report.hints:
        console.print(say("hints"))
    for hint in report.hints:
        subject = "" if hint.subject == "antragsteller" else f" ({hint.subject})"
        places = ", ".join(f"{each.file} {say('page', n=each.page)}" for each in hint.evidence if each.page)
        console.print(
            f"  [blue]i[/] {escape(hint.reason.message)}{subject} [dim]{escape(places)}[/]", highlight=False
        )
    if report.hints:
        console.print()


def _documents(documents: list[ReportDocument]) -> Table:
    table = Table(title=say("documents"), title_justify="left", box=None, header_style="dim")
    for heading in ("file", "pages", "type", "sure"):
        table.add_column(say(heading))
    for document in documents:
        if not document.parts:
            table.add_row(document.file, "", f"[red]{say('unread')}[/]", "")
        for part in document.parts:
            table.add_row(document.file, _ranges(part.pages), part.type, f"{part.confidence:.0%}")
    return table


def _ranges(pages: list[int]) -> str:
    """Write page numbers as "1-3, 5"."""
    spans: list[list[int]] = []
    for page in pages:
        if spans and page == spans[-1][1] + 1:
            spans[-1][1] = page
        else:
            spans.append([page, page])
    return ", ".join(f"{first}-{last}" if last > first else str(first) for first, last in spans)


def _fields(report: Report) -> Table:
    table = Table(title=say("form"), title_justify="left", box=None, header_style="dim")
    for heading in ("field", "state", "pages"):
        table.add_column(say(heading))
    for name, field in report.form.fields.items():
        if field.state in {FieldState.UNCLEAR, FieldState.INVALID}:
            hand = f" ({say('handwritten')})" if field.handwritten else ""
            table.add_row(name, say(field.state.value) + hand, str(field.page or ""))
    return table


def _findings(report: Report) -> Table:
    table = Table(title=say("findings"), title_justify="left", box=None, header_style="dim")
    table.add_column("")
    for heading in ("requirement", "state", "reason"):
        table.add_column(say(heading))
    for finding in report.findings:
        if finding.state is FindingState.NOT_REQUIRED:
            continue
        subject = "" if finding.subject == "antragsteller" else f" ({finding.subject})"
        sign = SIGNS.get(finding.state, WRONG)
        table.add_row(sign, finding.requirement + subject, say(finding.state.value), finding.reason.message)
    return table
