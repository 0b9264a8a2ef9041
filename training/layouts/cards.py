"""Looks of cards: alone, or copied onto a sheet of A4."""

from __future__ import annotations

from html import escape

from training.layouts import facts as ways
from training.layouts.parts import emblem, lines, p, prose, side_by_side, title
from training.layouts.sheet import Sheet, look

SIZES = ((243, 153), (360, 226), (298, 210), (354, 250), (298, 420))


def _on_paper(sheet: Sheet, front: str, back: str = "", *, frame: bool = False) -> str:
    """Return a card alone or on A4, its back below or beside it."""
    width, height = sheet.rng.choice(SIZES[:-1])
    size = height / 26
    css = (
        f"<style>body, td, p {{ font-size: {size:.1f}pt; line-height: 1.1 }}"
        f" h1 {{ font-size: {size * 1.5:.1f}pt; margin: 0 }} .t {{ font-size: {size * 0.75:.1f}pt }}"
        f" .w {{ font-size: {size * 1.4:.1f}pt }} p {{ margin: 0 }} td {{ padding: 1pt }}</style>"
    )
    if not back and sheet.often(0.35):
        return f"{css}<!-- page {width} {height} -->\n<!-- box 8 6 {width - 8} {height - 6} -->\n{front}"
    left, top = sheet.rng.randint(40, 190), sheet.rng.randint(40, 300)
    under = 0 if sheet.often(0.2) and left + 2 * width < 580 else height + sheet.rng.randint(10, 60)  # noqa: PLR2004 - on the paper
    beside = 0 if under else width + 10
    steps = [f"{css}<!-- page -->"]
    for side, x, y in ((front, left, top), (back, left + beside, top + under)):
        if side and frame:
            steps.append(f"<!-- svg {x - 6} {y - 6} {x + width + 6} {y + height + 6} -->")
            steps.append(sheet.drawings.frame(width + 12, height + 12))
        if side:
            steps.append(f"<!-- box {x} {y} {x + width} {y + height} -->\n{side}")
    if sheet.often(0.1):
        steps.append(
            f"<!-- box 60 20 400 40 -->\n{lines(sheet.rng.choice((['Kopie'], ['Vorder- und Rückseite'])))}"
        )
    return "\n".join(steps)


def _backside(sheet: Sheet) -> str:
    draft = sheet.draft
    return prose((*draft.phrases[:3], *draft.notes[:2], *draft.closings[:1]))


@look("card")
def labels_above_values(sheet: Sheet) -> str:
    """Small labels above values in one to three columns."""
    draft = sheet.draft
    facts = ways.stacked(sheet, draft.facts, columns=sheet.rng.choice((1, 2, 3)))
    return _on_paper(
        sheet,
        lines(draft.issuer[:1]) + title(sheet) + facts + prose(draft.phrases[:2]),
        frame=sheet.often(0.4),
    )


@look("card")
def with_a_photo(sheet: Sheet) -> str:
    """A photo at the left or right of the facts."""
    draft = sheet.draft
    cells = [str(sheet.drawings.portrait(width=sheet.rng.uniform(45, 75))), ways.stacked(sheet, draft.facts)]
    if sheet.often(0.4):
        cells.reverse()
    top = side_by_side(title(sheet), lines(draft.issuer[:1], "t")) if sheet.often(0.6) else title(sheet)
    return _on_paper(
        sheet, top + side_by_side(*cells, room=220) + prose(draft.phrases[:1]), frame=sheet.often(0.6)
    )


@look("card")
def front_and_back(sheet: Sheet) -> str:
    """Both sides on one sheet: some facts on each."""
    draft, cut = sheet.draft, (len(sheet.draft.facts) + 1) // 2
    front = (
        emblem(sheet)
        + title(sheet)
        + ways.stacked(sheet, draft.facts[:cut], columns=sheet.rng.choice((1, 2)))
    )
    back = ways.stacked(sheet, draft.facts[cut:], columns=2) + _backside(sheet) + lines(draft.issuer, "t")
    return _on_paper(sheet, front, back, frame=sheet.often(0.7))


@look("card")
def plastic_card(sheet: Sheet) -> str:
    """A loud name on a bar, few facts without labels or behind them."""
    draft = sheet.draft
    name = lines(draft.issuer[:1], sheet.rng.choice(("d", "w", "w a")))
    said = [f"{fact.label} {fact.value}" if sheet.often(0.6) else fact.value for fact in draft.facts]
    body = "".join(p(text) for text in said if text)
    parts = [name, title(sheet), body] if sheet.often(0.7) else [title(sheet), body, name]
    return _on_paper(
        sheet, "".join(parts) + prose(draft.phrases[:1]), _backside(sheet) if sheet.often(0.4) else ""
    )


@look("card")
def numbered_card(sheet: Sheet) -> str:
    """Numbered facts as on licences, words of explanation on the back."""
    draft = sheet.draft
    manner = sheet.rng.choice(("{n}. {v}", "{n}. {l} {v}", "({n}) {l}: {v}"))
    said = [manner.format(n=at, l=fact.label, v=fact.value) for at, fact in enumerate(draft.facts, 1)]
    body = lines(said)
    picture = str(sheet.drawings.portrait(width=50)) if sheet.often(0.5) else ""
    front = title(sheet) + (side_by_side(picture, body) if picture else body)
    keys = lines([f"{at}. {fact.label}" for at, fact in enumerate(draft.facts, 1)], "t") + _backside(sheet)
    return _on_paper(sheet, front + lines(draft.issuer[:1], "t"), keys, frame=sheet.often(0.5))


@look("card")
def folded_pass(sheet: Sheet) -> str:
    """An open booklet: two pages beside each other, the upper one first."""
    draft, cut = sheet.draft, (len(sheet.draft.facts) + 1) // 2
    left = lines(draft.issuer, "c") + emblem(sheet) + title(sheet) + ways.listed(sheet, draft.facts[:cut])
    right = ways.under_lines(sheet, draft.facts[cut:]) + _backside(sheet)
    width, height = sheet.rng.choice(((260, 370), (250, 350), (240, 300)))
    x, y = sheet.rng.randint(20, 50), sheet.rng.randint(20, 300)
    return (
        f"<!-- page -->\n<!-- svg {x - 8} {y - 8} {x + 2 * width + 8} {y + height + 8} -->\n"
        f"{sheet.drawings.frame(2 * width + 16, height + 16)}\n"
        f"<!-- box {x} {y} {x + width - 8} {y + height} -->\n{left}\n"
        f"<!-- box {x + width + 8} {y} {min(x + 2 * width, 585)} {y + height} -->\n{right}"
    )


@look("card")
def printed_slip(sheet: Sheet) -> str:
    """A paper card: facts in a grid, number in a corner."""
    draft = sheet.draft
    corner = p(f"Nr. {sheet.values.of('number')}", "r")
    facts = sheet.rng.choice((ways.boxed, ways.gridded, ways.paired))(sheet, draft.facts)
    body = (
        corner
        + lines(draft.issuer)
        + title(sheet)
        + facts
        + "".join(f"<p>{escape(text)}</p>" for text in draft.phrases[:2])
    )
    return _on_paper(sheet, body, frame=sheet.often(0.5))
