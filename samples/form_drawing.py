"""Draws the printed part of a made-up application form and finds the places of its answers.

A form is data (``form_layouts/*.yaml``): pages of elements from top to bottom, and a style. The style
decides where labels stand and what a blank looks like, so that one vocabulary gives forms that look as if
they came from different municipalities.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from samples.form_layout import INK, PAPER, Blank, Layout, face
from samples.pdf import pymupdf


class Sheet:
    """A form being drawn; ``blanks`` collects the places of the answers."""

    def __init__(self, layout: Layout) -> None:
        self.style = layout.style
        self.issuer = layout.issuer
        self.document = pymupdf.open()
        self.blanks: list[Blank] = []
        self.left = self.style.margin
        self.right = PAPER[0] - self.style.margin
        for elements in layout.pages:
            self._page(elements)

    def _page(self, elements: tuple[dict[str, Any], ...]) -> None:
        self.page = self.document.new_page(width=PAPER[0], height=PAPER[1])
        for alias, name in (("R", self.style.font), ("B", self.style.bold)):
            self.page.insert_font(fontname=alias, fontbuffer=face(name).buffer)
        self.y = 42.0
        for element in elements:
            ((kind, content),) = element.items()
            draw: Callable[[Any], None] = getattr(self, f"draw_{kind}")
            draw(content)
        foot = f"{self.issuer} · Seite {self.document.page_count}"
        self._words(self.left, PAPER[1] - 28, foot, size=7)

    @property
    def _number(self) -> int:
        return int(self.document.page_count) - 1

    def _words(self, x: float, y: float, text: str, *, size: float | None = None, bold: bool = False) -> None:
        size = size or self.style.size
        self.page.insert_text((x, y), text, fontname="B" if bold else "R", fontsize=size)

    def _paragraph(self, text: str, *, size: float, bold: bool = False, right: float | None = None) -> None:
        box = (self.left, self.y, right or self.right, PAPER[1] - 40)
        left_over = self.page.insert_textbox(box, text, fontname="B" if bold else "R", fontsize=size)
        self.y += (box[3] - box[1]) - left_over + 2

    def _width(self, text: str, size: float) -> float:
        return float(face(self.style.font).text_length(text, fontsize=size))

    def _line(self, start: tuple[float, float], end: tuple[float, float], *, dots: bool = False) -> None:
        self.page.draw_line(start, end, color=INK, width=0.6, dashes="[1 2] 0" if dots else None)

    def draw_title(self, text: str) -> None:
        """A large bold line."""
        self._paragraph(text, size=self.style.size + 6, bold=True)
        self.y += 4

    def draw_text(self, text: str) -> None:
        """A paragraph."""
        self._paragraph(text, size=self.style.size)
        self.y += 3

    def draw_small(self, text: str) -> None:
        """A paragraph in small print."""
        self._paragraph(text, size=self.style.size - 1.8)
        self.y += 3

    def draw_office(self, text: str) -> None:
        """A box on the right that the office fills in."""
        self.page.draw_rect((self.right - 170, self.y, self.right, self.y + 52), color=INK, width=0.5)
        self._words(self.right - 165, self.y + 9, text, size=7)

    def draw_gap(self, points: float) -> None:
        """Free space; negative to go back up."""
        self.y += points

    def draw_section(self, text: str) -> None:
        """A heading on a shaded bar."""
        self.y += 5
        shade = self.style.shade
        box = (self.left, self.y, self.right, self.y + 16)
        self.page.draw_rect(box, color=None, fill=(shade, shade, shade))
        self._words(self.left + 4, self.y + 11.5, text, bold=True)
        self.y += 20

    def draw_row(self, fields: list[dict[str, Any]]) -> None:
        """Fields side by side, widths in proportion to their ``share``."""
        shares = sum(field.get("share", 1) for field in fields)
        x = self.left
        for field in fields:
            width = (self.right - self.left) * field.get("share", 1) / shares
            self._field(
                field, (x, self.y, x + width - (4 if field is not fields[-1] else 0), self.y + self.style.row)
            )
            x += width
        self.y += self.style.row + 3

    def _field(self, field: dict[str, Any], cell: tuple[float, float, float, float]) -> None:
        left, top, right, bottom = cell
        size, label = self.style.size - 1, field["label"]
        match field.get("labels", self.style.labels):
            case "left":
                answer = (left + (right - left) * self.style.label_share, top + 4, right, bottom - 2)
                self._words(left, bottom - 9, label, size=size + 0.5)
            case "cell":
                middle = left + (right - left) * self.style.label_share
                answer = (middle, top, right, bottom)
                self._words(left + 3, bottom - 9, label, size=size)
                self.page.draw_rect((left, top, middle, bottom), color=INK, width=0.6)
            case "below":
                answer = (left, top, right, bottom - 11)
                self._words(left + 1, bottom - 2, label, size=size - 1)
            case "inside":
                answer = (left + 2, top + 10, right - 2, bottom - 1)
                self._words(left + 3, top + 8, label, size=size - 0.5)
                self.page.draw_rect(cell, color=INK, width=0.6)
            case _:
                answer = (left, top + 11, right, bottom)
                self._words(left, top + 8, label, size=size)
        cells = field.get("cells", 0)
        if field.get("labels", self.style.labels) != "inside":
            self._rule(answer, cells=cells)
        elif cells:
            self._comb(answer, cells)
        inset = 0 if cells else 2
        self._blank(field, (answer[0] + inset, answer[1], answer[2] - inset, answer[3]))

    def _rule(self, box: tuple[float, float, float, float], *, cells: int = 0) -> None:
        left, _, right, bottom = box
        if self.style.blank == "box" or cells:
            self.page.draw_rect(box, color=INK, width=0.6)
        else:
            self._line((left, bottom), (right, bottom), dots=self.style.blank == "dots")
        self._comb(box, cells)

    def _comb(self, box: tuple[float, float, float, float], cells: int) -> None:
        left, _, right, bottom = box
        for i in range(1, cells):
            x = left + (right - left) * i / cells
            self._line((x, bottom - 5), (x, bottom))

    def _blank(self, field: dict[str, Any], box: tuple[float, float, float, float]) -> None:
        kind: Literal["text", "signature"] = "signature" if field["field"] == "unterschrift" else "text"
        show, cells = field.get("show", "text"), field.get("cells", 0)
        self.blanks.append(
            Blank(field["field"], self._number, box, kind=kind, show=show, label=field["label"], cells=cells)
        )

    def draw_choice(self, choice: dict[str, Any]) -> None:
        """A question with tick boxes, in ``columns`` columns beside or under it."""
        beside = choice.get("beside", 0)
        top = self.y
        if choice.get("label"):
            self._paragraph(
                choice["label"], size=self.style.size, right=self.left + beside if beside else None
            )
        after_label, self.y = self.y, top if beside else self.y
        start = self.left + beside
        columns = choice.get("columns", len(choice["options"]))
        width = (self.right - start) / columns
        for i, (value, words) in enumerate(choice["options"].items()):
            place = (start + width * (i % columns), self.y + 14 * (i // columns))
            self._tick(choice["field"], value, words, place)
        rows = -(-len(choice["options"]) // columns)
        self.y = max(self.y + 14 * rows, after_label) + 4

    def _tick(self, field: str, value: str, words: str, place: tuple[float, float]) -> None:
        x, y = place
        size, side = self.style.size - 0.5, 9.0
        box_x = x
        if self.style.ticks == "after":
            self._words(x, y + 9, words, size=size)
            box_x = x + self._width(words, size) + 5
        else:
            self._words(x + side + 4, y + 9, words, size=size)
        box = (box_x, y + 1, box_x + side, y + 1 + side)
        self.page.draw_rect(box, color=INK, width=0.7)
        self.blanks.append(Blank(field, self._number, box, kind="tick", option=value, label=words))

    def draw_persons(self, table: dict[str, Any]) -> None:
        """The table of the other persons of the household, one row each."""
        columns, height = table["columns"], table.get("row", 24)
        shares = sum(column.get("share", 1) for column in columns)
        edges = [self.left]
        for column in columns:
            edges.append(edges[-1] + (self.right - self.left) * column.get("share", 1) / shares)
        for column, left, right in zip(columns, edges, edges[1:], strict=False):
            box = (left, self.y, right, self.y + 26)
            self.page.draw_rect(box, color=INK, fill=(self.style.shade,) * 3, width=0.5)
            inner = (left + 2, self.y + 2, right - 1, self.y + 26)
            self.page.insert_textbox(inner, column["label"], fontname="B", fontsize=self.style.size - 2)
        self.y += 26
        for number in range(1, table["rows"] + 1):
            for column, left, right in zip(columns, edges, edges[1:], strict=False):
                self._person_cell(column, number, (left, self.y, right, self.y + height))
            self.y += height
        self.y += 4

    def _person_cell(
        self, column: dict[str, Any], number: int, cell: tuple[float, float, float, float]
    ) -> None:
        left, top, right, bottom = cell
        self.page.draw_rect(cell, color=INK, width=0.5)
        field = f"personen.{number}.{column['field']}"
        if "options" not in column:
            text = str(number) if column["field"] == "nummer" else ""
            if text:
                self._words(left + 4, bottom - 8, text)
                return
            box = (left + 2, top + 2, right - 1, bottom - 2)
            self._blank({"field": field, "label": column["label"], "show": column.get("show", "text")}, box)
            return
        width = (right - left) / len(column["options"])
        for i, (value, words) in enumerate(column["options"].items()):
            self._tick(field, value, words, (left + 3 + i * width, top + (bottom - top - 11) / 2))

    def draw_break(self, points: float) -> None:
        """A rule across the page with space around it."""
        self.y += points / 2
        self._line((self.left, self.y), (self.right, self.y))
        self.y += points / 2
