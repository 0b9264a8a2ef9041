"""Looks of what computers show and print: web pages, apps, mails, mono-spaced lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from training.layouts import facts as ways
from training.layouts.pages import flow
from training.layouts.parts import emblem, head, lines, p, prose, side_by_side, small, title
from training.layouts.sheet import Sheet, look
from training.layouts.tables import tables

MENU: Final = (
    "Start",
    "Übersicht",
    "Postfach",
    "Mein Konto",
    "Hilfe",
    "Abmelden",
    "Suche",
    "Profil",
    "Dokumente",
    "Aufträge",
)
FEET: Final = (
    "Impressum · Datenschutz · Barrierefreiheit",
    "© 2026",
    "https://www.example.org/index.php",
    "Seite drucken | Nach oben",
)


@look("portal")
def web_page(sheet: Sheet) -> str:
    """A menu above, a foot below."""
    draft, rng = sheet.draft, sheet.rng
    menu = rng.choice((" | ", " ", " › ")).join(rng.sample(MENU, 4))
    facts = sheet.rng.choice((ways.stacked, ways.in_columns, ways.gridded, ways.listed))(sheet, draft.facts)
    parts = [p(menu, rng.choice("kdt")), head(sheet), title(sheet), *map(p, draft.openings), facts]
    parts += [*tables(sheet), *map(p, draft.phrases[:6]), small(sheet, draft.notes), p(rng.choice(FEET), "t")]
    return flow(sheet, parts)


@look("portal")
def with_a_sidebar(sheet: Sheet) -> str:
    """The menu in a column at the left."""
    draft, rng = sheet.draft, sheet.rng
    items = [*draft.issuer[:1], "", *rng.sample(MENU, rng.randint(4, 8)), "", *draft.headings]
    side = f"<!-- box 14 {rng.randint(20, 90)} 130 500 -->\n{emblem(sheet)}{lines(items, rng.choice('tk'))}"
    parts = [title(sheet), *map(p, draft.openings), ways.any_way(sheet)(sheet, draft.facts), *tables(sheet)]
    parts += [*map(p, draft.phrases[:6]), small(sheet, draft.notes)]
    return flow(sheet, parts, landscape=0, sides=(145, rng.randint(30, 80), 30, 50), boxes=side)


@look("portal")
def printed_mail(sheet: Sheet) -> str:
    """A mail: who wrote to whom and when, the title as its subject."""
    draft, values = sheet.draft, sheet.values
    names = sheet.rng.choice(
        (
            ("Von", "An", "Gesendet", "Betreff"),
            ("From", "To", "Date", "Subject"),
            ("Absender", "Empfänger", "Datum", "Thema"),
        )
    )
    said = (*draft.issuer[:1], values.of("email"))
    sender = sheet.rng.choice((said[-1], f"{said[0]} <{said[-1]}>"))
    subject = sheet.rng.choice(("", "", "WG: ", "AW: ", "Fwd: ")) + draft.title
    entries = (
        sender,
        f"{draft.recipient[0]} <{values.of('email')}>",
        f"{values.of('date')} {values.of('time')}",
        subject,
    )
    top = "".join(f"<b>{name}:</b> {escape(entry)}<br/>" for name, entry in zip(names, entries, strict=True))
    facts = sheet.rng.choice((ways.listed, ways.running, ways.gridded))(sheet, draft.facts)
    parts = [
        p(draft.recipient[0], "b") if sheet.often(0.4) else "",
        f"<p>{top}</p><hr/>",
        *map(p, draft.openings),
    ]
    parts += [*map(p, draft.phrases[:6]), facts, *tables(sheet), *map(p, draft.closings), lines(draft.issuer)]
    return flow(sheet, [*parts, small(sheet, draft.notes)])


@look("portal")
def app_screen(sheet: Sheet) -> str:
    """A telephone's screen: time and battery above, the title on a bar, rows of facts."""
    draft, rng = sheet.draft, sheet.rng
    width, height = rng.choice(((270, 580), (300, 640), (240, 500), (320, 690)))
    status = f"{sheet.values.of('time')} &#160; {rng.choice(('LTE', '5G', 'WLAN'))} {rng.randint(5, 100)} %"
    bar = f'<p class="t">{status}</p>' + lines(draft.issuer[:1], "t") + title(sheet)
    facts = rng.choice((ways.stacked, ways.right_values, ways.swapped))(sheet, draft.facts)
    parts = [
        bar,
        prose(draft.openings),
        facts,
        *tables(sheet),
        prose(draft.phrases[:3]),
        p("   ".join(rng.sample(MENU, 3)), "t"),
    ]
    return f"<!-- margins 12 10 12 12 -->\n<!-- page {width} {height} -->\n" + "\n".join(parts)


@look("portal")
def conversation(sheet: Sheet) -> str:
    """Messages of two sides, the title above or in one of them."""
    draft, rng, values = sheet.draft, sheet.rng, sheet.values
    facts = [f"{fact.label}: {fact.value}" for fact in draft.facts]
    said = [*draft.openings, *draft.phrases[:6], *facts]
    bubbles = []
    for at, text in enumerate(said):
        indent = "margin-left: 120pt" if at % 2 else "margin-right: 120pt"
        time = f'<span class="t">{values.of("time")}</span>'
        bubbles.append(f'<p class="k" style="{indent}; padding: 4pt">{escape(text)}<br/>{time}</p>')
    parts = [lines(draft.issuer[:1], rng.choice("dkb")), title(sheet), *bubbles, *tables(sheet)]
    return flow(
        sheet, [*parts, small(sheet, draft.notes)], sides=(60, 30, 150, 40) if sheet.often(0.5) else ()
    )


@look("portal")
def confirmation_page(sheet: Sheet) -> str:
    """After something was sent: a tick, numbers, what was entered, what follows."""
    draft = sheet.draft
    done = sheet.rng.choice(
        ("✓", "Vielen Dank!", "Ihre Angaben wurden übermittelt.", "Erfolgreich gesendet", "Zusammenfassung")
    )
    number = lines([sheet.values.of("code"), sheet.values.of("date")], "t")
    box = f'<div class="{sheet.rng.choice(("f", "k", "box"))}">{p(done, "b")}{number}</div>'
    first = [title(sheet), box] if sheet.often(0.6) else [box, title(sheet)]
    facts = sheet.rng.choice((ways.right_values, ways.gridded, ways.paired))(sheet, draft.facts)
    parts = [
        side_by_side(emblem(sheet), lines(draft.issuer[:1], "r")),
        *first,
        prose(draft.openings),
        facts,
        *tables(sheet),
    ]
    return flow(
        sheet, [*parts, prose(draft.phrases[:6]), small(sheet, draft.notes), p(sheet.rng.choice(FEET), "t")]
    )


def _mono(sheet: Sheet, said: Sequence[str]) -> str:
    """Return lines of a printer, blanks kept."""
    plain = sheet._replace(style=sheet.style._replace(font="monospace", title=sheet.style.size))
    body = [f"<p>{escape(text).replace('  ', '&#160;&#160;') or '&#160;'}</p>" for text in said]
    return plain.style.css + "\n" + flow(plain, body)


def _columns(sheet: Sheet, fill: str, width: int) -> Iterator[str]:
    for fact in sheet.draft.facts:
        yield f"{fact.label:{fill}<{width}} {fact.value}"


def _cells(sheet: Sheet, width: int = 14) -> Iterator[str]:
    for rows in sheet.draft.tables:
        for row in rows:
            yield " ".join(f"{cell:<{width}}" for cell in row)


@look("printout")
def dotted_list(sheet: Sheet) -> str:
    """Labels filled up with dots, bars of signs."""
    draft, rng = sheet.draft, sheet.rng
    bar = rng.choice("-=*_") * 60
    said = [*draft.issuer, *draft.recipient, "", draft.title, bar, *draft.openings]
    said += [*_columns(sheet, rng.choice(". "), rng.randint(18, 34)), bar, *_cells(sheet), bar]
    return _mono(sheet, [*said, *draft.phrases, *draft.closings, *draft.notes])


@look("printout")
def screen_dump(sheet: Sheet) -> str:
    """A mask of an old program: its name and the date in the first line, keys in the last."""
    draft, values = sheet.draft, sheet.values
    first = f"{values.of('code')}  {values.of('date')}  {values.of('time')}  {draft.title or 'ANZEIGE'}"
    facts = [f"{fact.label.upper():<24}: {fact.value}" for fact in draft.facts]
    keys = "F1=Hilfe  F3=Ende  F7=Zurück  F8=Vor  F12=Drucken"
    said = [
        first,
        "=" * 64,
        *draft.issuer,
        "",
        *facts,
        "",
        *_cells(sheet, 16),
        *draft.openings,
        *draft.phrases[:6],
    ]
    return _mono(sheet, [*said, *draft.notes, "-" * 64, keys])


@look("printout")
def centred_title(sheet: Sheet) -> str:
    """The title between stars or in spaced capitals in the middle, two facts in a line."""
    draft, rng = sheet.draft, sheet.rng
    heading = draft.title.center(60, rng.choice(" *")) if draft.title else ""
    facts = [f"{fact.label}: {fact.value}" for fact in draft.facts]
    pairs = [f"{left:<40}{right}" for left, right in zip(facts[::2], [*facts[1::2], ""], strict=False)]
    said = [*draft.openings, heading, "", *pairs, "", *_cells(sheet, 18), "_" * 60]
    return _mono(
        sheet, [*said, *draft.phrases, *draft.closings, "", *draft.issuer, *draft.recipient, *draft.notes]
    )


@look("printout")
def ruled_list(sheet: Sheet) -> str:
    """Boxes drawn of signs around a head, rows below."""
    draft = sheet.draft
    edge = "+" + "-" * 58 + "+"
    inside = [text for text in (*draft.issuer[:1], draft.title) if text]
    said = [edge, *(f"| {text:<56} |" for text in inside), edge, *draft.recipient, "", *draft.openings]
    said += [f"{fact.value:<30} {fact.label}" for fact in draft.facts]
    return _mono(sheet, [*said, edge, *_cells(sheet), edge, *draft.phrases, *draft.closings, *draft.notes])
