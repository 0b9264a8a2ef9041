"""Looks of letters: of authorities and companies, and of people who type their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from training.draft import Fact
from training.layouts import facts as ways
from training.layouts.facts import FactsAs
from training.layouts.pages import flow
from training.layouts.parts import (
    address,
    contacts,
    emblem,
    end,
    head,
    lines,
    p,
    prose,
    references,
    return_address,
    side_by_side,
    small,
    title,
)
from training.layouts.sheet import Sheet, look
from training.layouts.tables import carried, tables


def mixed(sheet: Sheet, facts: Sequence[Fact], *, facts_as: FactsAs | None = None) -> Iterator[str]:
    """Yield openings, prose, facts and tables, the middle of them in any order."""
    draft = sheet.draft
    yield from map(p, draft.openings)
    body = [*map(p, draft.phrases), (facts_as or ways.any_way(sheet))(sheet, facts)]
    body += tables(sheet) if sheet.often(0.7) else carried(sheet)
    body += [f"<h2>{escape(text)}</h2>" for text in draft.headings]
    if sheet.often(0.5):
        sheet.rng.shuffle(body)
    yield from body


@look("letter")
def with_references(sheet: Sheet) -> str:
    """Letterhead, address window, reference block, subject, prose."""
    draft, rng = sheet.draft, sheet.rng
    block = "".join(ways.line(sheet, fact) for fact in draft.facts[:4])
    side = ' class="r"' if sheet.often(0.5) else ""
    body = mixed(sheet, draft.facts[4:], facts_as=rng.choice((ways.listed, ways.gridded, ways.right_values)))
    return flow(
        sheet, [head(sheet), lines(draft.recipient), f"<p{side}>{block}</p>", title(sheet), *body, end(sheet)]
    )


@look("letter")
def information_block(sheet: Sheet) -> str:
    """DIN 5008: the window at the left, an information block at its right."""
    draft = sheet.draft
    own = sheet.rng.randint(0, 4)
    known = [f"{fact.label}{sheet.style.colon} {fact.value}" for fact in draft.facts[:own]]
    block = lines([*references(sheet), *contacts(sheet, 0, 4), *known], sheet.rng.choice(("t", "", "r")))
    parts = [head(sheet), side_by_side(address(sheet), block), title(sheet, quiet=sheet.often(0.5))]
    return flow(sheet, [*parts, *mixed(sheet, draft.facts[own:]), end(sheet)])


@look("letter")
def reference_line(sheet: Sheet) -> str:
    """A row of references below the window, as typewriters had it."""
    draft = sheet.draft
    facts = draft.facts[: sheet.rng.randint(2, 4)]
    heads = "".join(f'<td class="t">{escape(fact.label)}</td>' for fact in facts)
    values = "".join(f"<td>{escape(fact.value)}</td>" for fact in facts)
    row = f'<table class="o"><tr>{heads}</tr><tr>{values}</tr></table>' if facts else ""
    parts = [head(sheet), address(sheet), row, title(sheet, quiet=sheet.often(0.5))]
    return flow(sheet, [*parts, *mixed(sheet, draft.facts[len(facts) :]), end(sheet)])


@look("letter")
def margin_column(sheet: Sheet) -> str:
    """How to reach the sender in a column at the right, from head to foot."""
    draft = sheet.draft
    width = sheet.rng.randint(110, 150)
    said = [*draft.issuer, "", *references(sheet, 0, 3), "", *contacts(sheet, 3, 8)]
    top = sheet.rng.choice((40, 120, 210))
    column = (
        f"<!-- box {595 - width - 20} {top} 580 {top + sheet.rng.randint(240, 500)} -->\n"
        f"{emblem(sheet, 0.6)}{lines(said, 't')}"
    )
    parts = [address(sheet), title(sheet, quiet=sheet.often(0.4)), *mixed(sheet, draft.facts), end(sheet)]
    return flow(
        sheet, parts, landscape=0, sides=(56, sheet.rng.randint(50, 130), width + 30, 50), boxes=column
    )


@look("letter")
def head_at_the_foot(sheet: Sheet) -> str:
    """Name or emblem only at the top; address, bank and contacts in columns at the foot."""
    draft = sheet.draft
    top = emblem(sheet, 0.7) or lines(draft.issuer[:1], sheet.rng.choice(("w", "b", "r", "a")))
    cells = [lines(draft.issuer, "t"), lines(contacts(sheet, 2, 4), "t"), lines(contacts(sheet, 1, 3), "t")]
    foot = f"<!-- box 50 770 550 832 -->\n<hr/>{side_by_side(*cells)}"
    parts = [top, address(sheet), lines(references(sheet, 0, 2), "r"), title(sheet, quiet=sheet.often(0.6))]
    body = mixed(sheet, draft.facts)
    return flow(sheet, [*parts, *body, end(sheet)], landscape=0, sides=(60, 44, 56, 90), boxes=foot)


@look("letter")
def boxed_subject(sheet: Sheet) -> str:
    """An authority's letter: subject and file number in a box."""
    draft = sheet.draft
    inside = title(sheet, quiet=True) + lines(references(sheet, 1, 2)) + ways.listed(sheet, draft.facts[:3])
    box = f'<div class="{sheet.rng.choice(("box", "f", "k"))}">{inside}</div>'
    parts = [head(sheet), side_by_side(address(sheet), lines(contacts(sheet), "t")), box]
    return flow(sheet, [*parts, *mixed(sheet, draft.facts[3:]), end(sheet)])


@look("letter")
def title_on_top(sheet: Sheet) -> str:
    """The title at the very top, sender and recipient side by side below it."""
    draft = sheet.draft
    both = [lines([*draft.issuer, *contacts(sheet, 0, 3)]), address(sheet)]
    sheet.rng.shuffle(both)
    parts = [title(sheet), side_by_side(*both, kind=sheet.rng.choice("og"))]
    parts += [ways.any_way(sheet)(sheet, draft.facts), *mixed(sheet, ())]
    return flow(sheet, [*parts, end(sheet)])


@look("letter")
def service_letter(sheet: Sheet) -> str:
    """A company's letter: a loud name, the customer's facts in a shaded block, small print."""
    draft = sheet.draft
    block = f'<div class="k">{ways.any_way(sheet)(sheet, draft.facts)}</div>'
    parts = [lines(draft.issuer[:1], "w a r"), return_address(sheet), lines(draft.recipient)]
    parts += [lines(references(sheet, 0, 3), "r"), title(sheet), *map(p, draft.openings), block]
    parts += [*tables(sheet), *map(p, draft.phrases), prose(draft.closings), small(sheet, draft.notes)]
    return flow(sheet, parts)


@look("plain")
def typed(sheet: Sheet) -> str:
    """A typed letter without letterhead."""
    draft = sheet.draft
    both = [lines(draft.recipient), lines(draft.issuer)]
    if sheet.often(0.4):
        both.reverse()
    return flow(
        sheet, [*both, title(sheet), *mixed(sheet, draft.facts[:6], facts_as=ways.listed), end(sheet)]
    )


@look("plain")
def private_letter(sheet: Sheet) -> str:
    """Sender at the left, place and date at the right, the subject in a line."""
    draft = sheet.draft
    place = f"{sheet.values.of('town')}, {sheet.rng.choice(('den ', ''))}{sheet.values.of('date')}"
    parts = [lines(draft.recipient), p(place, "r"), lines(draft.issuer), title(sheet, quiet=True)]
    parts += [
        *map(p, draft.openings),
        *map(p, draft.phrases),
        ways.running(sheet, draft.facts[:6]),
        *tables(sheet),
    ]
    return flow(sheet, [*parts, end(sheet)])


@look("plain")
def note(sheet: Sheet) -> str:
    """A few lines in the middle of the page, the title among them or none."""
    draft = sheet.draft
    top = sheet.rng.randint(60, 260)
    parts = [
        title(sheet),
        *map(p, draft.openings),
        ways.listed(sheet, draft.facts[:5]),
        *map(p, draft.phrases),
    ]
    sides = (sheet.rng.randint(60, 120), top, sheet.rng.randint(60, 140), 60)
    return flow(sheet, [*parts, *tables(sheet), end(sheet), lines(draft.issuer)], sides=sides)


@look("plain")
def declaration(sheet: Sheet) -> str:
    """A declaration typed in haste: who, what, where and when, with lines to sign on."""
    draft = sheet.draft
    parts = [
        title(sheet),
        ways.ruled(sheet, draft.facts[:6]),
        *map(p, draft.openings),
        *map(p, draft.phrases),
    ]
    parts += [*tables(sheet), *(f"<p>_________________<br/>{escape(text)}</p>" for text in draft.closings)]
    return flow(sheet, [*parts, small(sheet, draft.notes)])
