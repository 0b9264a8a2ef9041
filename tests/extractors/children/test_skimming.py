"""Inner pages of long documents are read only as far as needed; the same picture is never read twice."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from contracts.reading import Extent, PageText, ProblemCode
from contracts.records import Record
from extractors.children.reading_cache import ReadingCache
from extractors.errors import problem
from extractors.pages.page_reading import PageReading, empty_page
from extractors.sandbox import ReadingPool
from pipeline.depth import InnerPages
from samples.degrade import degraded
from samples.pdf import pymupdf

TEXT = "Die Schönheitsreparaturen trägt die Mieterin. Die Miete ist am dritten Werktag fällig. " * 22


class Answer(Record):
    """A depth with one answer to all heads."""

    enough: bool

    @property
    def name(self) -> str:
        """As told apart in the cache."""
        return f"test {self.enough}"

    def is_enough(self, head: PageText) -> bool:
        """Answer as told."""
        return self.enough and bool(head.words)

    def may_be_form(self, page: PageText) -> bool:
        """Answer the contrary."""
        return not self.enough or not page.words


def lease(*, numbered: bool = True) -> bytes:
    """Return a scanned lease of five pages; each has a heading, a long text and, maybe, its number."""
    with pymupdf.open() as document:
        for number in range(1, 6):
            page = document.new_page(width=595, height=842)
            page.insert_text((60, 80), f"Mietvertrag, § {number} Miete", fontsize=14)
            page.insert_textbox((60, 110, 535, 700), TEXT, fontsize=11)
            page.insert_text((60, 735), "Ende des Absatzes", fontsize=11)
            if numbered:
                page.insert_text((260, 805), f"Seite {number} von 5", fontsize=10)
        return degraded(document.tobytes(), "office_scan", seed=3)


@pytest.fixture(scope="module")
def scan() -> bytes:
    return lease()


def extents(pool: ReadingPool, data: bytes) -> list[Extent]:
    return [page.extent for page in pool.read(data, file="lease.pdf").pages]


def test_inner_pages_are_read_to_their_head(scan: bytes) -> None:
    """The first two pages and the last one are read whole; of those between, the head and the number."""
    with ReadingPool(depth=Answer(enough=True)) as pool:
        pages = pool.read(scan, file="lease.pdf").pages
    whole, head = Extent.WHOLE, Extent.HEAD
    assert [page.extent for page in pages] == [whole, whole, head, head, whole]
    assert "Mietvertrag, § 3 Miete" in pages[2].text
    assert "Seite 3 von" in pages[2].text
    assert "Ende des Absatzes" not in pages[2].text
    assert "Ende des Absatzes" in pages[4].text
    assert pages[2].size == pytest.approx(pages[1].size)


def test_what_is_needed_is_read_whole(scan: bytes) -> None:
    """Where a head is not enough, or the page has no number, the page is read to its end."""
    with ReadingPool(depth=Answer(enough=False)) as pool:
        assert extents(pool, scan) == [Extent.WHOLE] * 5
    with ReadingPool(depth=Answer(enough=True)) as pool:
        assert extents(pool, lease(numbered=False)) == [Extent.WHOLE] * 5


def test_types_decide_by_their_heads(scan: bytes) -> None:
    """Inner pages of a lease need no more than their heads; those of other types are read whole."""
    with ReadingPool(depth=InnerPages(types=frozenset({"mietvertrag"}))) as pool:
        assert extents(pool, scan).count(Extent.HEAD) == 2
    with ReadingPool(depth=InnerPages(types=frozenset({"kontoauszug"}))) as pool:
        assert Extent.HEAD not in extents(pool, scan)


def test_pens_are_looked_for_where_somebody_asks(scan: bytes) -> None:
    """A page that is surely none of a form has all of its words, but neither ink nor handwriting."""
    with pymupdf.open("pdf", scan) as document:
        document.select([0])
        page = document.tobytes()
    with ReadingPool(depth=Answer(enough=True)) as pool:
        (plain,) = pool.read(page, file="lease.pdf").pages
    with ReadingPool(depth=Answer(enough=False)) as pool:
        (inked,) = pool.read(page, file="lease.pdf").pages
    assert plain.words == inked.words
    assert (plain.ink, plain.handwriting) == (None, ())
    assert inked.ink is not None


def test_the_same_picture_is_not_read_twice(scan: bytes, tmp_path: Path) -> None:
    """A scan that comes again, in another file and after a new start, costs no OCR and says the same."""
    with ReadingPool(cache=ReadingCache(tmp_path)) as pool:
        first = pool.read(scan, file="lease.pdf")
    with pymupdf.open("pdf", scan) as document:
        document.select([4, 0])
        again = document.tobytes(garbage=4)
    with ReadingPool(cache=ReadingCache(tmp_path)) as pool:
        second = pool.read(again, file="other.pdf")
    assert first.ocr_ms > 0
    assert second.ocr_ms == 0
    assert [page.words for page in second.pages] == [first.pages[4].words, first.pages[0].words]
    assert [page.index for page in second.pages] == [0, 1]


def reading(*codes: ProblemCode) -> PageReading:
    return PageReading(
        index=3, page=empty_page(3), problems=tuple(problem(code, page=3, limit="1") for code in codes)
    )


def test_only_what_lasts_is_kept(tmp_path: Path) -> None:
    """A page that ran out of time may be read next time; one that is illegible stays so."""
    cache = ReadingCache(tmp_path)
    cache.keep("slow", reading(ProblemCode.TIMEOUT))
    cache.keep("dark", reading(ProblemCode.PAGE_ILLEGIBLE))
    assert cache.find("slow", index=0) is None
    found = cache.find("dark", index=7)
    assert found is not None
    assert found.problems[0].page == 7
    assert found.page is not None
    assert found.page.index == 7


def test_the_cache_forgets(tmp_path: Path) -> None:
    """What nobody used for days goes, what is damaged as well, and the oldest when there is too much."""
    cache = ReadingCache(tmp_path)
    for key in ("old", "damaged", "fresh"):
        cache.keep(key, reading())
    week_ago = time.time() - 8 * 86_400
    os.utime(tmp_path / "old", (week_ago, week_ago))
    (tmp_path / "damaged").write_bytes(b"no reading")
    assert cache.find("damaged", index=0) is None
    ReadingCache(tmp_path)
    assert {entry.name for entry in tmp_path.iterdir()} == {"fresh"}
    ReadingCache(tmp_path, max_bytes=1)
    assert not list(tmp_path.iterdir())


def test_the_cache_is_for_its_user_only(tmp_path: Path) -> None:
    """It holds words of documents."""
    ReadingCache(tmp_path / "readings")
    assert (tmp_path / "readings").stat().st_mode & 0o077 == 0
