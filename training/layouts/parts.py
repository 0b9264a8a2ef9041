"""Parts that documents share: heads, titles, addresses, contacts, closings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import Final

from training.layouts.sheet import Sheet

CONTACTS: Final = (
    ("Telefon", "phone"),
    ("Tel.", "phone"),
    ("Durchwahl", "short_number"),
    ("Telefax", "phone"),
    ("Fax", "phone"),
    ("E-Mail", "email"),
    ("Internet", "website"),
    ("", "website"),
    ("Zimmer", "short_number"),
    ("Auskunft erteilt", "person"),
    ("Bearbeiter/in", "person"),
    ("Ansprechpartner", "person"),
    ("IBAN", "iban"),
    ("BIC", "bic"),
    ("USt-IdNr.", "letter_number"),
    ("Sprechzeiten", "Mo-Fr 8-12 Uhr, Do 14-18 Uhr"),
    ("Besucheranschrift", "street"),
)
"""What letterheads say about how to reach the sender: label, kind of value."""
REFERENCES: Final = (
    ("Ihr Zeichen", "code"),
    ("Ihre Nachricht vom", "date"),
    ("Unser Zeichen", "letter_number"),
    ("Mein Zeichen", "letter_number"),
    ("Az.", "tax_number"),
    ("Aktenzeichen", "tax_number"),
    ("Geschäftszeichen", "code"),
    ("Datum", "date"),
    ("Vorgang", "number"),
)
SPACED: Final = 26
"""Length up to which titles are printed in spaced capitals."""


def p(text: str, kind: str = "") -> str:
    """Return a paragraph, of a class of the style where one is named."""
    return f'<p class="{kind}">{escape(text)}</p>' if kind else f"<p>{escape(text)}</p>"


def lines(texts: Sequence[str], kind: str = "") -> str:
    """Return lines of one paragraph."""
    body = "<br/>".join(map(escape, texts))
    return f'<p class="{kind}">{body}</p>' if body else ""


def small(sheet: Sheet, texts: Sequence[str]) -> str:
    """Return paragraphs in small print, mostly."""
    kind = "t" if sheet.often(0.7) else "n"
    return "".join(p(text, kind) for text in texts)


def prose(texts: Sequence[str]) -> str:
    """Return paragraphs."""
    return "".join(map(p, texts))


def side_by_side(*cells: str, kind: str = "o", room: float = 420) -> str:
    """Return pieces of HTML in columns that share ``room`` points, roughly.

    The typesetter gives a table inside a cell no width of its own: blanks in the finest print hold it open.
    """
    blanks = (
        f'<p style="font-size: 4pt; margin: 0">{"&#160;" * int(room / len(cells) / 1.2)}</p>' if cells else ""
    )
    held = (f"<td>{blanks if '<table' in cell else ''}{cell}</td>" for cell in cells)
    return f'<table class="{kind}"><tr>{"".join(held)}</tr></table>'


def labelled(sheet: Sheet, kinds: Sequence[tuple[str, str]], least: int, most: int) -> list[str]:
    """Return lines of a label and a made-up value, in the order of ``kinds``."""
    chosen = sorted(sheet.rng.sample(range(len(kinds)), sheet.rng.randint(least, most)))
    return [f"{kinds[at][0]} {sheet.values.of(kinds[at][1])}".strip() for at in chosen]


def contacts(sheet: Sheet, least: int = 2, most: int = 6) -> list[str]:
    """Return how to reach the sender."""
    return labelled(sheet, CONTACTS, least, most)


def references(sheet: Sheet, least: int = 1, most: int = 4) -> list[str]:
    """Return file numbers and dates."""
    return labelled(sheet, REFERENCES, least, most)


def return_address(sheet: Sheet) -> str:
    """Return the small line above the window: the sender once more."""
    line = sheet.rng.choice((" · ", ", ", " * ", " - ")).join(sheet.draft.issuer)
    return f'<p class="t"><u>{escape(line)}</u></p>' if line else ""


def address(sheet: Sheet) -> str:
    """Return the recipient as in a window."""
    above = return_address(sheet) if sheet.often(0.4) else ""
    who = sheet.rng.choice(("", "", "", "Herrn", "Frau", "An", "Persönlich", "Gegen Empfangsbestätigung"))
    return above + lines([who, *sheet.draft.recipient] if who else sheet.draft.recipient)


def emblem(sheet: Sheet, chance: float = 0.4) -> str:
    """Return a coat of arms or a logo, or nothing."""
    return str(sheet.drawings.emblem()) if sheet.often(chance) else ""


def head(sheet: Sheet) -> str:
    """Return the letterhead in one of many manners, or nothing."""
    issuer = sheet.draft.issuer
    if not issuer or sheet.often(0.12):
        return ""
    return sheet.rng.choice(_HEADS)(sheet, emblem(sheet), issuer)


def _plain_head(_sheet: Sheet, picture: str, issuer: Sequence[str]) -> str:
    return f"<p>{picture}{'<br/>'.join(map(escape, issuer))}</p>"


def _right_head(_sheet: Sheet, picture: str, issuer: Sequence[str]) -> str:
    return f'<p class="r">{picture}<b>{"<br/>".join(map(escape, issuer))}</b></p>'


def _split_head(sheet: Sheet, picture: str, issuer: Sequence[str]) -> str:
    texts = (*issuer, *contacts(sheet, 0, 4))
    if sheet.often(0.5):
        return side_by_side(picture, lines(texts, "r"))
    return side_by_side(lines(issuer[:1], "w"), picture, lines(texts[1:], "t"))


def _centred_head(_sheet: Sheet, picture: str, issuer: Sequence[str]) -> str:
    return f'<p class="c">{picture}</p>{lines(issuer, "c b")}' if picture else lines(issuer, "c b")


def _loud_head(sheet: Sheet, picture: str, issuer: Sequence[str]) -> str:
    """The name of the house, larger than any title."""
    side = sheet.rng.choice(("", "r", "c"))
    return picture + lines(issuer[:1], f"w a {side}") + lines(issuer[1:], f"t {side}")


def _bar_head(_sheet: Sheet, picture: str, issuer: Sequence[str]) -> str:
    return picture + lines(issuer[:1], "d b") + lines(issuer[1:], "t")


def _ruled_head(sheet: Sheet, picture: str, issuer: Sequence[str]) -> str:
    return f"{picture}{lines(issuer, 'b')}{lines([' | '.join(contacts(sheet, 0, 3))], 't')}<hr/>"


_HEADS: Final[tuple[Callable[[Sheet, str, Sequence[str]], str], ...]] = (
    *(_plain_head, _right_head, _split_head, _split_head),
    *(_centred_head, _loud_head, _bar_head, _ruled_head),
)


def title(sheet: Sheet, *, quiet: bool = False) -> str:
    """Return the title as a heading, a bar, a box, a line of the text; ``quiet`` as a subject line."""
    text = sheet.draft.title
    if not text:
        return ""
    said = escape(text)
    if quiet or sheet.often(0.15):
        before = sheet.rng.choice(("", "", "Betreff: ", "Betr.: ", "Hier: ", "Betrifft "))
        return sheet.rng.choice(("<p>{}<b>{}</b></p>", "<p>{}{}</p>", "<p><u>{}{}</u></p>")).format(
            before, said
        )
    spaced = escape(" ".join(text.upper()) if len(text) < SPACED else text)
    return sheet.rng.choice(_TITLES).format(said, spaced=spaced)


_TITLES: Final = (
    *(["<h1>{0}</h1>"] * 5),
    "<h2>{0}</h2>",
    "<p><b>{0}</b></p>",
    '<h1 style="text-align: right">{0}</h1>',
    '<h1 class="d">{0}</h1>',
    '<h1 class="k">{0}</h1>',
    '<h1 class="f">{0}</h1>',
    '<h1 class="a">{0}</h1><hr/>',
    '<p class="c w">{0}</p>',
    "<h1>{spaced}</h1>",
    "<h1><u>{0}</u></h1>",
    '<h1 style="font-weight: normal">{0}</h1>',
)


def end(sheet: Sheet) -> str:
    """Return closings, a signature now and then, and notes."""
    draft = sheet.draft
    signed = str(sheet.drawings.signature()) if sheet.often(0.4) else ""
    closings = prose(draft.closings)
    if draft.closings and sheet.often(0.25):
        place = f"{sheet.values.of('town')}, {sheet.values.of('date')}"
        closings = side_by_side(f"<p>{escape(place)}<br/>____________<br/>Ort, Datum</p>", closings)
    return closings + signed + small(sheet, draft.notes[:2])
