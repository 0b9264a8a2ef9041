"""Looks of certificates, and of extracts from registers."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from training.draft import Fact
from training.layouts import facts as ways
from training.layouts.pages import flow
from training.layouts.parts import emblem, end, head, lines, p, prose, references, side_by_side, small, title
from training.layouts.sheet import Sheet, look
from training.layouts.tables import tables


def _centred(sheet: Sheet) -> Sheet:
    return sheet._replace(style=sheet.style._replace(centred=True))


def _seal(sheet: Sheet, chance: float = 0.6) -> str:
    return str(sheet.drawings.seal()) if sheet.often(chance) else ""


def _frame(sheet: Sheet, *, landscape: bool = False) -> str:
    """Return a frame around the page."""
    width, height = (842, 595) if landscape else (595, 842)
    return f"<!-- svg 0 0 {width} {height} -->\n{sheet.drawings.frame(width, height)}"


@look("certificate")
def few_centred_words(sheet: Sheet) -> str:
    """Few centred words, lines of facts, a seal."""
    draft, centred = sheet.draft, _centred(sheet)
    body = [p(text) for text in (*draft.openings, *draft.phrases[:3])]
    facts = sheet.rng.choice((ways.listed, ways.ruled, ways.stacked))(centred, draft.facts)
    parts = [
        centred.style.css,
        head(centred),
        title(centred),
        *body[:1],
        facts,
        *body[1:],
        end(sheet),
        _seal(sheet),
    ]
    return flow(sheet, parts)


@look("certificate")
def framed(sheet: Sheet) -> str:
    """A frame around all, everything in the middle of the page, large name."""
    draft, centred = sheet.draft, _centred(sheet)
    who = p(sheet.draft.recipient[0], "c w") if sheet.often(0.4) else ""
    body = "".join(p(text, "c") for text in (*draft.openings, *draft.phrases[:3]))
    facts = "".join(p(f"{fact.label} {fact.value}", "c") for fact in draft.facts)
    parts = [centred.style.css, f'<p class="c">{emblem(sheet)}</p>', lines(draft.issuer, "c"), title(centred)]
    landscape = sheet.often(0.4)
    parts += [who, body, facts, *tables(sheet), f'<p class="c">{_seal(sheet)}</p>', end(sheet)]
    margins = (80, sheet.rng.randint(70, 170), 80, 70)
    return flow(
        sheet, parts, landscape=float(landscape), sides=margins, boxes=_frame(sheet, landscape=landscape)
    )


@look("certificate")
def title_in_the_middle(sheet: Sheet) -> str:
    """The person first, the title further down, then what is certified."""
    draft, cut = sheet.draft, (len(sheet.draft.facts) + 1) // 2
    facts = ways.any_way(sheet)
    parts = [lines(draft.issuer, "t"), facts(sheet, draft.facts[:cut]), *map(p, draft.openings), title(sheet)]
    parts += [*map(p, draft.phrases[:4]), facts(sheet, draft.facts[cut:]), *tables(sheet)]
    return flow(sheet, [*parts, side_by_side(_seal(sheet), prose(draft.closings)), small(sheet, draft.notes)])


@look("certificate")
def in_two_columns(sheet: Sheet) -> str:
    """Facts of two people or in two languages side by side, in numbered cells."""
    draft, cut = sheet.draft, (len(sheet.draft.facts) + 1) // 2
    cells = [_cells(sheet, draft.facts[:cut], 1), _cells(sheet, draft.facts[cut:], cut + 1)]
    both = side_by_side(*cells, kind=sheet.rng.choice("og"))
    parts = [
        side_by_side(lines(draft.issuer), emblem(sheet), lines(references(sheet, 0, 2), "r")),
        title(sheet),
    ]
    parts += [
        both,
        *map(p, draft.openings),
        *map(p, draft.phrases[:4]),
        *tables(sheet),
        _seal(sheet),
        end(sheet),
    ]
    return flow(sheet, parts, landscape=0.3)


def _cells(sheet: Sheet, facts: Sequence[Fact], first: int) -> str:
    other = sheet.rng.choice(("", " / {} /", " ({})"))
    said = (
        f'<p><span class="t">{at} {escape(fact.label)}{other.format(at)}</span><br/>{escape(fact.value)}</p>'
        for at, fact in enumerate(facts, first)
    )
    return "".join(said)


@look("certificate")
def short_notice(sheet: Sheet) -> str:
    """An authority's certificate on half a page: head, number, one paragraph, signature."""
    draft = sheet.draft
    said = " ".join((*draft.openings, *draft.phrases[:3]))
    parts = [
        head(sheet),
        lines(references(sheet, 1, 2), "r"),
        title(sheet),
        p(said),
        ways.running(sheet, draft.facts),
    ]
    return flow(sheet, [*parts, *tables(sheet), end(sheet), _seal(sheet, 0.4)])


@look("certificate")
def half_sheet(sheet: Sheet) -> str:
    """A5 in landscape, facts in boxes, the title right or in a bar."""
    draft = sheet.draft
    top = side_by_side(lines(draft.issuer, "t"), title(sheet), kind=sheet.rng.choice("og"))
    parts = [
        top,
        *map(p, draft.openings),
        sheet.rng.choice((ways.boxed, ways.under_lines, ways.in_columns))(sheet, draft.facts),
    ]
    parts += [
        *map(p, draft.phrases[:2]),
        *tables(sheet),
        side_by_side(prose(draft.closings), _seal(sheet)),
        small(sheet, draft.notes[:1]),
    ]
    return "<!-- margins 30 26 30 26 -->\n<!-- page 595 420 -->\n" + "\n".join(parts)


@look("register")
def numbered_rows(sheet: Sheet) -> str:
    """Numbered rows, tables, numbered sentences."""
    draft = sheet.draft
    rows = ways.numbered(sheet, draft.facts)
    parts = [head(sheet), title(sheet), rows, *tables(sheet)]
    parts += [p(f"{at}. {text}") for at, text in enumerate(draft.phrases, 1)]
    return flow(sheet, [*parts, end(sheet)])


@look("register")
def columns_of_a_register(sheet: Sheet) -> str:
    """In landscape: wide columns with numbers above, entries below each other."""
    draft, rng = sheet.draft, sheet.rng
    entries = [*(f"{fact.label}: {fact.value}" for fact in draft.facts), *draft.phrases]
    across = rng.randint(3, 5)
    heads = [*draft.headings, *(f"Spalte {at}" for at in range(1, 6))][:across]
    numbers = "".join(f'<td class="t">{at}</td>' for at in range(1, across + 1))
    names = "".join(f'<td class="k">{escape(text)}</td>' for text in heads)
    cells = "".join(f"<td>{prose(entries[at::across])}</td>" for at in range(across))
    grid = f'<table class="g"><tr>{names}</tr><tr>{numbers}</tr><tr>{cells}</tr></table>'
    top = side_by_side(
        lines(draft.issuer), title(sheet), lines(references(sheet, 1, 2), "r"), kind=rng.choice("og")
    )
    return flow(sheet, [top, *map(p, draft.openings), grid, *tables(sheet), end(sheet)], landscape=0.8)


@look("register")
def sections(sheet: Sheet) -> str:
    """Lettered sections, each with facts and entries; the sheet's number above."""
    draft = sheet.draft
    names = draft.headings or ("",)
    mark = sheet.rng.choice(("{}. {}", "Abteilung {} {}", "{}) {}", "{} {}"))
    parts = [
        lines(references(sheet, 1, 3), sheet.rng.choice(("r", "t", "b"))),
        lines(draft.issuer),
        title(sheet),
    ]
    parts += map(p, draft.openings)
    for at, name in enumerate(names):
        said = mark.format("ABCDEFGHIJKLMNOPQRST"[at % 20], name)
        parts.append(f'<h2 class="{sheet.rng.choice("ka")}">{escape(said)}</h2>')
        parts += [
            ways.gridded(sheet, draft.facts[at :: len(names)]),
            *map(p, draft.phrases[at :: len(names)]),
        ]
    return flow(sheet, [*parts, *tables(sheet), end(sheet)])


@look("register")
def extract_from_a_database(sheet: Sheet) -> str:
    """Printed from a database: time of the request above, facts in pairs, tables."""
    draft, values = sheet.draft, sheet.values
    word = sheet.rng.choice(("Abruf vom", "Stand:", "Ausdruck vom", "Abfrage"))
    asked = f"{word} {values.of('date')} {values.of('time')}"
    facts = sheet.rng.choice((ways.paired, ways.listed, ways.right_values))(sheet, draft.facts)
    parts = [side_by_side(p(asked, "t"), lines(draft.issuer[:1], "t")), title(sheet), facts, *tables(sheet)]
    return flow(sheet, [*parts, *map(p, draft.openings), *map(p, draft.phrases), end(sheet)])
