"""Pages of one document are set alike."""

from __future__ import annotations

from classifiers.looks import look, resized, restyled, set_alike, shifted
from contracts.reading import PageText, TextSource, Word
from contracts.records import Box, PageSize

A4 = PageSize(595, 842)


def sheet(*, high: float = 10, left: float = 60, rows: int = 30, size: PageSize = A4) -> PageText:
    """Return a page with rows of one word each, 24 points apart."""
    words = (Word("Wort", Box(left, 60 + 24 * row, left + 30, 60 + 24 * row + high)) for row in range(rows))
    return PageText(index=0, size=size, source=TextSource.TEXT, words=tuple(words))


def test_print_of_another_size_is_seen() -> None:
    """Between eleven and nine points lies a fifth, which is all there is to see; equal print is equal."""
    assert restyled(look(sheet(high=11)), look(sheet(high=9))) == 1
    assert 0 < restyled(look(sheet(high=10)), look(sheet(high=9.5))) < 0.5
    assert restyled(look(sheet()), look(sheet())) == 0


def test_another_margin_is_seen() -> None:
    """Ten points to the side are half of what counts."""
    assert shifted(look(sheet(left=60)), look(sheet(left=70))) == 0.5
    assert shifted(look(sheet(left=60)), look(sheet(left=200))) == 1


def test_pages_of_few_words_have_no_look() -> None:
    """A stamp on an otherwise empty page says nothing of how a document is set."""
    assert restyled(look(sheet()), look(sheet(high=40, rows=2))) == 0
    assert shifted(look(sheet()), look(sheet(left=400, rows=2))) == 0


def test_room_below_the_words_is_seen() -> None:
    """A document's last page often ends early; a page that goes on overleaf is full."""
    assert look(sheet(rows=31)).empty == 0
    assert 0.4 < look(sheet(rows=15)).empty < 0.6
    assert look(sheet(rows=0)).empty == 1


def test_pages_lying_across_differ_in_size() -> None:
    """The points by which scanners cut off differently do not count."""
    assert resized(look(sheet()), look(sheet(size=PageSize(842, 595))))
    assert not resized(look(sheet()), look(sheet(size=PageSize(590, 850))))


def test_pages_set_alike_agree_closely() -> None:
    """Print and margin both; what has no look agrees with nothing."""
    assert set_alike(look(sheet()), look(sheet())) == 1
    assert set_alike(look(sheet()), look(sheet(high=11.5))) == 0
    assert set_alike(look(sheet()), look(sheet(left=66))) == 0
    assert set_alike(look(sheet(rows=2)), look(sheet(rows=2))) == 0
