"""Layout families: how a draft looks. Each returns HTML with directives of ``samples.attachments.engine``.

Families know nothing of document types, and draw type, size, rules and order anew for each document: no look
belongs to one type alone.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from html import escape
from typing import Final, NamedTuple

from training.draft import Draft, Fact
from training.drawings import Drawings

FONTS: Final = ("sans-serif", "sans-serif", "sans-serif", "serif", "serif", "monospace")
NUMBERS: Final = (
    "",
    "",
    "Seite {n} von {of}",
    "Seite {n}",
    "- {n} -",
    "{n}/{of}",
    "Blatt {n} von {of}",
    "{n}",
)
"""How pages are numbered, if at all."""


class Style(NamedTuple):
    """The look of one document; sizes in points."""

    font: str
    size: float
    title: float
    rules: str
    shade: str
    bold_labels: bool
    colon: str
    centred: bool

    @property
    def css(self) -> str:
        """The style's rules."""
        weight = "bold" if self.bold_labels else "normal"
        return (
            f"<style>body {{ font-family: {self.font}; font-size: {self.size}pt; line-height: 1.25 }}"
            f" h1 {{ font-size: {self.title}pt; text-align: {'center' if self.centred else 'left'} }}"
            f" h2 {{ font-size: {self.size + 1}pt }} .l {{ font-weight: {weight} }}"
            f" .g td, .g th {{ border: {self.rules} }} .k {{ background-color: {self.shade} }}"
            f" .t {{ font-size: {self.size * 0.75:.1f}pt }}</style>"
        )


def style(rng: random.Random) -> Style:
    """Return a random look."""
    size = rng.uniform(7.5, 11.5)
    return Style(
        font=rng.choice(FONTS),
        size=round(size, 1),
        title=round(size * rng.choice((1.0, 1.2, 1.4, 1.7, 2.2)), 1),
        rules=rng.choice(("0.5pt solid #333", "0.8pt solid #000", "0.4pt solid #999", "0")),
        shade=rng.choice(("#e4e8ec", "#fff", "#ddd", "#dfeaf5", "#f6efd9")),
        bold_labels=rng.random() < 0.3,  # noqa: PLR2004 - seldom
        colon=rng.choice((":", ":", "", " ")),
        centred=rng.random() < 0.3,  # noqa: PLR2004 - seldom
    )


class Sheet(NamedTuple):
    """What a family works with."""

    draft: Draft
    style: Style
    rng: random.Random
    drawings: Drawings

    def often(self, chance: float) -> bool:
        """Whether something with this chance happens."""
        return self.rng.random() < chance


def laid_out(draft: Draft, family: str, rng: random.Random, drawings: Drawings) -> str:
    """Return the HTML of a draft in a layout family."""
    sheet = Sheet(draft, style(rng), rng, drawings)
    if family == "printout":
        sheet = sheet._replace(style=sheet.style._replace(font="monospace", title=sheet.style.size))
    return sheet.style.css + "\n" + FAMILIES[family](sheet)


def letter(sheet: Sheet) -> str:
    """Letterhead, address window, reference block, subject, prose."""
    draft, rng = sheet.draft, sheet.rng
    reference = [_line(sheet, fact) for fact in draft.facts[:4]]
    parts = [
        _head(sheet),
        _lines(draft.recipient),
        _aside("".join(reference), right=sheet.often(0.5)),
        _title(sheet),
        *_mixed(sheet, draft.facts[4:], facts_as=rng.choice((_listed, _gridded))),
        _end(sheet),
    ]
    return _flow(sheet, parts)


def plain(sheet: Sheet) -> str:
    """A typed letter without letterhead."""
    draft = sheet.draft
    parts = [
        _lines(draft.recipient),
        _lines(draft.issuer),
        _title(sheet),
        *_mixed(sheet, draft.facts[:6]),
        _end(sheet),
    ]
    if sheet.often(0.4):
        parts[0], parts[1] = parts[1], parts[0]
    return _flow(sheet, parts)


def form(sheet: Sheet) -> str:
    """Labels with lines or boxes, tick boxes, numbered sections."""
    draft, rng = sheet.draft, sheet.rng
    cells = rng.choice((_boxed, _boxed, _listed, _ruled))
    parts = [_head(sheet), _title(sheet), *map(_p, draft.openings)]
    for at, facts in enumerate(_chunks(draft.facts, rng)):
        if at < len(draft.headings):
            number = rng.choice(("", f"{at + 1}. ", f"{at + 1} ", f"{'ABCDEFGHIJ'[at % 10]}. "))
            parts.append(f'<h2 class="k">{number}{escape(draft.headings[at])}</h2>')
        parts.append(cells(sheet, facts))
        parts += _small(sheet, draft.phrases[at : at + 1])
    parts += [*_tables(sheet), *_small(sheet, draft.phrases[len(parts) :]), _end(sheet)]
    return _flow(sheet, parts)


def table(sheet: Sheet) -> str:
    """Mostly a table or a computation."""
    draft = sheet.draft
    parts = [_head(sheet), _title(sheet), *map(_p, draft.openings), _gridded(sheet, draft.facts)]
    parts += [*_tables(sheet), *_small(sheet, draft.phrases[:4]), _end(sheet)]
    return _flow(sheet, parts)


def certificate(sheet: Sheet) -> str:
    """Few centred words, lines of facts, a seal."""
    draft = sheet.draft
    centred = sheet._replace(style=sheet.style._replace(centred=True))
    body = [_p(text) for text in (*draft.openings, *draft.phrases[:3])]
    facts = sheet.rng.choice((_listed, _ruled, _stacked))(centred, draft.facts)
    parts = [centred.style.css, _head(centred), _title(centred), *body[:1], facts, *body[1:], _end(sheet)]
    if sheet.often(0.6):
        parts.append(str(sheet.drawings.seal()))
    return _flow(sheet, parts)


def card(sheet: Sheet) -> str:
    """A small card of labels and values, alone or on a sheet."""
    draft = sheet.draft
    width, height = sheet.rng.choice(((243, 153), (360, 226), (298, 210), (354, 250)))
    size = round(height / 26, 1)
    small = (
        f"<style>body, td, p {{ font-size: {size}pt; line-height: 1.1 }}"
        f" h1 {{ font-size: {size * 1.5}pt; margin: 0 }}</style>"
    )
    body = [
        _lines(draft.issuer[:1]),
        _title(sheet),
        _stacked(sheet, draft.facts, columns=sheet.rng.choice((1, 2, 3))),
    ]
    body += [_p(text) for text in draft.phrases[:2]]
    inside = small + "".join(body)
    if sheet.often(0.4):
        return f"<!-- page {width} {height} -->\n<!-- box 8 6 {width - 8} {height - 6} -->\n{inside}"
    left, top = sheet.rng.randint(40, 200), sheet.rng.randint(40, 400)
    return f"<!-- page -->\n<!-- box {left} {top} {left + width} {top + height} -->\n{inside}"


def register(sheet: Sheet) -> str:
    """Numbered columns and sections of an official register."""
    draft = sheet.draft
    rows = [_row((f"{at}", fact.label, fact.value), "td") for at, fact in enumerate(draft.facts, 1)]
    parts = [_head(sheet), _title(sheet), f'<table class="g">{"".join(rows)}</table>', *_tables(sheet)]
    parts += [_p(f"{at}. {text}") for at, text in enumerate(draft.phrases, 1)]
    return _flow(sheet, [*parts, _end(sheet)])


def printout(sheet: Sheet) -> str:
    """Mono-spaced computer print: labels filled up with dots, bars of signs."""
    draft, rng = sheet.draft, sheet.rng
    bar = rng.choice("-=*_") * 60
    width = rng.randint(18, 34)
    lines = [*draft.issuer, *draft.recipient, "", draft.title, bar, *draft.openings]
    lines += [f"{fact.label:{rng.choice('. ')}<{width}} {fact.value}" for fact in draft.facts]
    lines += [bar, *(" ".join(f"{cell:<14}" for cell in row) for rows in draft.tables for row in rows), bar]
    lines += [*draft.phrases, *draft.closings, *draft.notes]
    return _flow(
        sheet, ["".join(f"<p>{escape(line).replace('  ', '&#160;&#160;') or '&#160;'}</p>" for line in lines)]
    )


def columns(sheet: Sheet) -> str:
    """Two columns of small print below a head."""
    draft = sheet.draft
    texts = [_p(text) for text in (*draft.openings, *draft.phrases, *draft.notes)]
    half = (len(texts) + 1) // 2
    facts = _listed(sheet, draft.facts)
    left, right = "".join(texts[:half]), "".join(texts[half:])
    grid = f'<table><tr><td class="t">{left}</td><td class="t">{right}{facts}</td></tr></table>'
    return _flow(sheet, [_head(sheet), _title(sheet), grid, *_tables(sheet), _end(sheet)])


def portal(sheet: Sheet) -> str:
    """A web page or an app, printed."""
    draft, rng = sheet.draft, sheet.rng
    menu = " | ".join(
        rng.sample(("Start", "Übersicht", "Postfach", "Mein Konto", "Hilfe", "Abmelden", "Suche"), 4)
    )
    foot = rng.choice(
        ("Impressum · Datenschutz · Barrierefreiheit", "© 2026", "https://www.example.org/index.php")
    )
    parts = [f'<p class="k">{menu}</p>', _head(sheet), _title(sheet), *map(_p, draft.openings)]
    parts += [
        _stacked(sheet, draft.facts, columns=rng.choice((1, 2))),
        *_tables(sheet),
        *map(_p, draft.phrases[:6]),
    ]
    return _flow(sheet, [*parts, *_small(sheet, draft.notes), _p(foot)])


def receipt(sheet: Sheet) -> str:
    """A narrow slip."""
    draft = sheet.draft
    width = sheet.rng.randint(170, 260)
    parts = [f'<div class="c">{_lines(draft.issuer)}{_title(sheet)}</div>', _listed(sheet, draft.facts[:8])]
    parts += [*_tables(sheet), *map(_p, draft.phrases[:3]), *map(_p, draft.closings)]
    return f"<!-- margins 12 14 12 14 -->\n<!-- page {width} {sheet.rng.randint(320, 640)} -->\n" + "\n".join(
        parts
    )


def plan(sheet: Sheet) -> str:
    """A drawing with words on it and a title block."""
    draft, rng = sheet.draft, sheet.rng
    width, height = rng.choice(((842, 595), (595, 842), (1191, 842), (842, 1191)))
    words = [draft.title, *draft.marks, *(text for text in draft.phrases[:3] if len(text) < 70)]  # noqa: PLR2004 - a line
    block = [_lines(draft.issuer[:1]), _title(sheet), _listed(sheet, draft.facts), *map(_p, draft.notes[:2])]
    drawing = sheet.drawings.plan(draft.type, words[1:], width=width - 60, height=height - 60)
    left, top = rng.choice(((width - 260, height - 260), (40, height - 240), (width - 250, 40)))
    return (
        f"<!-- page {width} {height} -->\n<!-- svg 30 30 {width - 30} {height - 30} -->\n{drawing}\n"
        f"<!-- box {left} {top} {left + 220} {top + 210} -->\n{''.join(block)}"
    )


def contract(sheet: Sheet) -> str:
    """Numbered sections, prose, signatures of both sides."""
    draft = sheet.draft
    mark = sheet.rng.choice(("§ {} ", "§ {} ", "{}. ", "Artikel {} ", "Ziffer {} "))
    parts = [_title(sheet), *map(_p, draft.issuer), *map(_p, draft.openings)]
    headings = draft.headings or ("",)
    for at, heading in enumerate(headings):
        parts.append(f"<h2>{mark.format(at + 1)}{escape(heading)}</h2>")
        parts += map(_p, draft.phrases[at :: len(headings)])
        parts.append(_listed(sheet, draft.facts[at :: len(headings)]))
    return _flow(sheet, [*parts, *_tables(sheet), _end(sheet)])


def booklet(sheet: Sheet) -> str:
    """Rules or information: prose under headings."""
    draft = sheet.draft
    parts = [_head(sheet), _title(sheet), *_mixed(sheet, draft.facts[:5])]
    return _flow(sheet, [*parts, *_small(sheet, draft.notes), _end(sheet)])


FAMILIES: Final[dict[str, Callable[[Sheet], str]]] = {
    each.__name__: each
    for each in (
        *(letter, plain, form, table, certificate, card, register),
        *(printout, columns, portal, receipt, plan, contract, booklet),
    )
}


def _flow(sheet: Sheet, parts: Sequence[str]) -> str:
    rng = sheet.rng
    sides = (rng.randint(36, 72), rng.randint(28, 70), rng.randint(30, 60), rng.randint(40, 60))
    margins = f"<!-- margins {' '.join(map(str, sides))} -->"
    landscape = " 842 595" if sheet.often(0.04) else ""
    foot = rng.choice(NUMBERS)
    note = rng.choice(sheet.draft.notes)[:90] if sheet.draft.notes and sheet.often(0.3) else ""
    body = "\n".join(part for part in parts if part)
    return f"{margins}\n<!-- foot {escape(note)} {foot} -->\n<!-- page{landscape} -->\n{body}"


def _head(sheet: Sheet) -> str:
    issuer = "<br/>".join(map(escape, sheet.draft.issuer))
    if not issuer or sheet.often(0.12):
        return ""
    picture = str(sheet.drawings.emblem()) if sheet.often(0.4) else ""
    return sheet.rng.choice(
        (
            f"<p>{picture}{issuer}</p>",
            f'<p class="r">{picture}<b>{issuer}</b></p>',
            f'<table><tr><td>{picture}</td><td class="r">{issuer}</td></tr></table>',
            f'<p class="c"><b>{issuer}</b></p>',
        )
    )


def _title(sheet: Sheet) -> str:
    title = sheet.draft.title
    if not title:
        return ""
    tag = sheet.rng.choice(("h1", "h1", "h1", "h2", "p"))
    text = f"<b>{escape(title)}</b>" if tag == "p" else escape(title)
    return f"<{tag}>{text}</{tag}>"


def _mixed(
    sheet: Sheet, facts: Sequence[Fact], *, facts_as: Callable[[Sheet, Sequence[Fact]], str] | None = None
) -> Iterator[str]:
    """Yield openings, prose, facts and tables, the middle of them in any order."""
    draft = sheet.draft
    yield from map(_p, draft.openings)
    body = [*map(_p, draft.phrases), (facts_as or _listed)(sheet, facts), *_tables(sheet)]
    body += [f"<h2>{escape(text)}</h2>" for text in draft.headings]
    if sheet.often(0.5):
        sheet.rng.shuffle(body)
    yield from body


def _end(sheet: Sheet) -> str:
    draft = sheet.draft
    signed = str(sheet.drawings.signature()) if sheet.often(0.4) else ""
    return "".join(map(_p, draft.closings)) + signed + "".join(_small(sheet, draft.notes[:2]))


def _tables(sheet: Sheet) -> list[str]:
    return [
        '<table class="g">'
        + "".join(_row(row, "th" if at == 0 else "td") for at, row in enumerate(rows))
        + "</table>"
        for rows in sheet.draft.tables
    ]


def _small(sheet: Sheet, texts: Sequence[str]) -> list[str]:
    tag = "t" if sheet.often(0.7) else "n"
    return [f'<p class="{tag}">{escape(text)}</p>' for text in texts]


def _listed(sheet: Sheet, facts: Sequence[Fact]) -> str:
    return "".join(f"<p>{_line(sheet, fact)}</p>" for fact in facts)


def _gridded(_sheet: Sheet, facts: Sequence[Fact]) -> str:
    rows = "".join(_row((fact.label, fact.value), "td") for fact in facts)
    return f'<table class="g">{rows}</table>' if rows else ""


def _boxed(sheet: Sheet, facts: Sequence[Fact]) -> str:
    """Small labels in the corner of boxes, one to three boxes a row."""
    across = sheet.rng.choice((1, 2, 2, 3))
    rows = []
    for start in range(0, len(facts), across):
        cells = (
            f'<td><span class="t">{escape(fact.label)}</span><br/>{escape(fact.value) or "&#160;"}</td>'
            for fact in facts[start : start + across]
        )
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return f'<table class="g">{"".join(rows)}</table>' if rows else ""


def _ruled(sheet: Sheet, facts: Sequence[Fact]) -> str:
    """Values on dotted lines."""
    line = sheet.rng.choice("._") * sheet.rng.randint(8, 30)
    return "".join(f"<p>{escape(fact.label)} {escape(fact.value)} {line}</p>" for fact in facts)


def _stacked(sheet: Sheet, facts: Sequence[Fact], *, columns: int = 1) -> str:
    """Each label above or below its value."""
    below = sheet.often(0.3)
    cells = []
    for fact in facts:
        lines = [f'<span class="t">{escape(fact.label)}</span>', escape(fact.value).replace("\n", "<br/>")]
        cells.append(f"<td>{'<br/>'.join(reversed(lines) if below else lines)}</td>")
    rows = (f"<tr>{''.join(cells[at : at + columns])}</tr>" for at in range(0, len(cells), columns))
    return f"<table>{''.join(rows)}</table>" if cells else ""


def _line(sheet: Sheet, fact: Fact) -> str:
    return f'<span class="l">{escape(fact.label)}{sheet.style.colon}</span> {escape(fact.value)}<br/>'


def _row(cells: Sequence[str], tag: str) -> str:
    return "<tr>" + "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in cells) + "</tr>"


def _aside(html: str, *, right: bool) -> str:
    return f'<p class="r">{html}</p>' if right else f"<p>{html}</p>"


def _lines(texts: Sequence[str]) -> str:
    return "<p>" + "<br/>".join(map(escape, texts)) + "</p>"


def _p(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def _chunks(facts: Sequence[Fact], rng: random.Random) -> Iterator[Sequence[Fact]]:
    at = 0
    while at < len(facts):
        size = rng.randint(3, 9)
        yield facts[at : at + size]
        at += size
