"""What a form is made of: its style, its elements, and the blanks that answers go into."""

from __future__ import annotations

from functools import cache
from typing import Any, Literal, NamedTuple

from contracts.records import Record
from samples.pdf import pymupdf

PAPER = (595.0, 842.0)
INK = (0, 0, 0)


class Style(Record):
    """How a form looks.

    Attributes:
        labels: Where the words of a field stand relative to its answer; "cell" is a table, words in a
            ruled cell to the left of the answer's.
        blank: What an empty answer looks like.
        ticks: Whether a tick box comes before or after its words.
        names: Widget names: the field ids, or numbers as most authoring tools give.
        row: Height of a row in points; ``size`` is that of the text.
        label_share: With labels on the left, or in cells: their share of the cell's width.
        shade: Grey of section headings, 1 is white.
        radio: Whether the boxes of one question are one group of radio buttons, or boxes of their own.
    """

    labels: Literal["above", "left", "below", "inside", "cell"] = "above"
    blank: Literal["box", "line", "dots"] = "box"
    ticks: Literal["before", "after"] = "before"
    names: Literal["ids", "numbers"] = "ids"
    font: str = "helv"
    bold: str = "hebo"
    size: float = 9
    row: float = 30
    margin: float = 50
    label_share: float = 0.4
    shade: float = 0.88
    radio: bool = False


class Layout(Record):
    """One form of one made-up municipality."""

    id: str
    procedure: str
    issuer: str
    style: Style = Style()
    pages: tuple[tuple[dict[str, Any], ...], ...]


class Blank(NamedTuple):
    """A place for an answer.

    Attributes:
        field: Id of the form field; ``personen.1.vorname`` in the table of persons.
        page: Page number, counted from 0.
        option: For ticks: the value that this box stands for.
        show: How the value is printed (see ``answers.PRINTED``).
        cells: Number of comb cells, or 0.
    """

    field: str
    page: int
    box: tuple[float, float, float, float]
    kind: Literal["text", "tick", "signature"] = "text"
    option: str = ""
    show: str = "text"
    label: str = ""
    cells: int = 0


@cache
def face(name: str) -> Any:
    """A built-in font of PyMuPDF, with all of its characters."""
    return pymupdf.Font(name)
