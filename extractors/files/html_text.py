"""The words of an HTML text, for people to read; nothing of it is run, fetched or drawn."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Final

_BREAKS: Final = frozenset(
    {"br", "p", "div", "tr", "li", "h1", "h2", "h3", "h4", "table", "blockquote", "hr"}
)
_UNSEEN: Final = frozenset({"script", "style", "head", "title", "template"})
_BLANKS: Final = re.compile(r"[ \t\r\f\v\xa0]+")
_LONGEST: Final = 500_000
"""Letters that are looked at: broken tags take time that grows with the square of their number."""
_GAPS: Final = re.compile(r"\s*\n\s*\n\s*")


def text_of_html(html: str) -> str:
    """Return the words, a line for each block."""
    reader = _Words()
    reader.feed(html[:_LONGEST])
    reader.close()
    lines = (_BLANKS.sub(" ", line).strip() for line in "".join(reader.text).splitlines())
    return _GAPS.sub("\n\n", "\n".join(lines)).strip()


class _Words(HTMLParser):
    """Collects what a reader would see."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag in _BREAKS:
            self.text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag in _BREAKS:
            self.text.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.text.append(data.replace("\n", " "))
