"""Makes a PDF out of a template: HTML that flows over pages, boxes in fixed places, and drawings.

A template is HTML with Jinja. These comments, each on its own line, steer it (points, origin top left):

    <!-- page W H -->          a new page (A4 unless a size is given); what follows flows on it
    <!-- box L T R B -->       what follows stands in this box of the page, shrunk until it fits
    <!-- svg L T R B -->       what follows is an SVG drawing, placed into this box
    <!-- margins L T R B -->   margins of the flowing text from here on
    <!-- foot TEXT -->         a line at the foot of each page; ``{n}`` and ``{of}`` are page numbers
    <!-- run PLACE N TEXT -->  a line on each page from page N on, at ``tl`` (top left) ``tc tr bl bc br``
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from samples.pdf import pymupdf, saved

A4 = (595.0, 842.0)
EDGE = (26.0, 44.0)
"""Distances of running lines from the edge of the paper: where they end, and where they begin."""
DIRECTIVE = re.compile(r"^<!-- (page|box|svg|margins|foot|run) ?(.*?) ?-->$", re.MULTILINE)
STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


class Piece(NamedTuple):
    """A directive with the text up to the next one."""

    kind: str
    arguments: str
    text: str

    @property
    def numbers(self) -> tuple[float, ...]:
        """The arguments as numbers."""
        return tuple(float(number) for number in self.arguments.split())


def pieces(source: str) -> Iterator[Piece]:
    """Cut a rendered template at its directives; text before the first one flows on the first page."""
    marks = list(DIRECTIVE.finditer(source))
    start = source[: marks[0].start()] if marks else source
    if start.strip():
        yield Piece("page", "", start)
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        end = following.start() if following else len(source)
        yield Piece(mark[1], mark[2], source[mark.end() : end].strip())


def typeset(source: str, *, base_css: str, pictures: dict[str, bytes]) -> bytes:
    """Return the PDF of a rendered template.

    Args:
        source: HTML with directives, see the module's text.
        base_css: Style rules that hold for all templates.
        pictures: Name -> SVG, for ``<img src=...>``.
    """
    css = base_css + "".join(STYLE.findall(source))
    archive = pymupdf.Archive()
    for name, svg in pictures.items():
        archive.add((svg, name))
    canvas = _Canvas(css, archive)
    for piece in pieces(STYLE.sub("", source)):
        canvas.put(piece)
    return canvas.finish()


class _Canvas:
    """A document being made; ``put`` takes the pieces in turn."""

    def __init__(self, css: str, archive: Any) -> None:
        self.css, self.archive = css, archive
        self.document = pymupdf.open()
        self.margins: tuple[float, ...] = (62, 50, 56, 56)
        self.running: list[tuple[str, int, str]] = []
        self.page_number = 0

    def put(self, piece: Piece) -> None:
        """Carry out one directive and set its text."""
        match piece.kind:
            case "page":
                size = piece.numbers or A4
                self._flow(piece.text, (size[0], size[1]))
            case "box":
                page = self.document[self.page_number]
                page.insert_htmlbox(piece.numbers, piece.text, css=self.css, archive=self.archive)
            case "svg":
                self._drawing(piece)
            case "margins":
                self.margins = piece.numbers
            case "foot":
                self.running.append(("bc", 1, piece.arguments))
            case "run":
                place, first, text = piece.arguments.split(" ", 2)
                self.running.append((place, int(first), text))

    def _flow(self, html: str, size: tuple[float, float]) -> None:
        self.page_number = self.document.page_count
        if not html:
            self.document.new_page(width=size[0], height=size[1])
            return
        left, top, right, bottom = self.margins
        paper = pymupdf.Rect(0, 0, *size)
        room = pymupdf.Rect(left, top, size[0] - right, size[1] - bottom)
        story = pymupdf.Story(html, user_css=self.css, archive=self.archive)
        buffer = io.BytesIO()
        writer = pymupdf.DocumentWriter(buffer)
        more = True
        while more:
            device = writer.begin_page(paper)
            more, _ = story.place(room)
            story.draw(device)
            writer.end_page()
        writer.close()
        with pymupdf.open("pdf", buffer.getvalue()) as flowed:
            self.document.insert_pdf(flowed)

    def _drawing(self, piece: Piece) -> None:
        with pymupdf.open("svg", piece.text.encode()) as drawing:
            vector = pymupdf.open("pdf", drawing.convert_to_pdf())
        self.document[self.page_number].show_pdf_page(pymupdf.Rect(piece.numbers), vector, 0)

    def finish(self) -> bytes:
        """Add the running lines and return the file."""
        for page in self.document:
            for place, first, text in self.running:
                if page.number + 1 >= first and text:
                    self._run(page, place, text)
        return saved(self.document)

    def _run(self, page: Any, place: str, text: str) -> None:
        line = text.replace("{n}", str(page.number + 1)).replace("{of}", str(len(self.document)))
        width, height = page.rect.width, page.rect.height
        near, far = (height - EDGE[1], height - EDGE[0] + 8) if place[0] == "b" else (EDGE[0] - 8, EDGE[1])
        align = {"l": "left", "c": "center", "r": "right"}[place[1]]
        html = f'<p class="foot" style="text-align: {align}">{line}</p>'
        page.insert_htmlbox((self.margins[0], near, width - self.margins[2], far), html, css=self.css)
