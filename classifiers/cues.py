"""What two neighbouring pages show about whether a new document begins between them."""

from __future__ import annotations

import math
from typing import NamedTuple

from classifiers.cards import cardness, is_back
from classifiers.heads import compare_heads, drawnness, singleness, strangeness
from classifiers.interface import Classification
from classifiers.looks import FEW_WORDS, resized, restyled, set_alike, shifted
from classifiers.numbering import Numbering, continues, counts_up, sections_go_on
from classifiers.sheets import Sheet
from classifiers.zones import in_common


class Cues(NamedTuple):
    """What speaks for or against a boundary between a page and the next; each from 0 to 1, or -1 to 1.

    Attributes:
        follows: The next page's printed number continues this page's.
        counts_up: At the same place of head or foot, a bare number goes up by one.
        restarts: The next page is printed as the first.
        ends: This page is printed as the last of its document.
        second: The next page is numbered as the second, and the document has one so far, without a number.
        dropped: This page is numbered, and not as the last; the next has no number.
        sections: Numbers of sections or rows go on; -1 where they begin anew.
        differs: Log-odds of the pages being of different types, scaled to -1..1.
        heading: The next page has a large heading in its upper half.
        titled: A short line at the top of the next page names a document.
        opens: The next page begins with the title of a document, and is of another type.
        own_names: The pages are of different types, and each has a title that names its own; or the first
            only speaks of what the second is by its title.
        addressed: The next page has a recipient where letters have one.
        closed: The last lines of this page are those of a document.
        empty: Share of this page that is left empty below.
        resized: The pages differ in size or orientation.
        restyled: How far the pages' print differs in size.
        shifted: How far the pages' left edges differ.
        set_alike: The pages agree closely in size of print and left edge, and the next does not open anew.
        other_source: One page is a picture, the other has its text.
        same_head: Share of words that the heads of both pages have in common.
        same_body: Share of words that both pages have in common.
        same_foot: Share of words that the feet of both pages have in common; a title block is no foot.
        both_live: Both pages have live form fields.
        goes_on: This page ends within a sentence that the next page goes on with.
        wordless: One of the pages has almost no words.
        card_back: The next page may be the back of the card on this page.
        other_card: Both are cards, and the next page is no back.
        reopens: Share of words at the head of the next page that stood there where the document began.
        renewed: The same, where a date, month or number beside them is another one.
        single: ``reopens``, for types of one page by nature; negative for types of several.
        twin: The next page has most words of this page or of the document's first, as a form filled twice.
        stranger: Both are papers of one page by nature, and have hardly a word in common.
    """

    follows: float
    counts_up: float
    restarts: float
    ends: float
    second: float
    dropped: float
    sections: float
    differs: float
    heading: float
    titled: float
    opens: float
    own_names: float
    addressed: float
    closed: float
    empty: float
    resized: float
    restyled: float
    shifted: float
    set_alike: float
    other_source: float
    same_head: float
    same_body: float
    same_foot: float
    both_live: float
    goes_on: float
    wordless: float
    card_back: float
    other_card: float
    reopens: float
    renewed: float
    single: float
    twin: float
    stranger: float


def cues(
    before: Sheet,
    after: Sheet,
    types: tuple[Classification, Classification],
    *,
    start: Sheet | None = None,
    swallows: bool = False,
) -> Cues:
    """Return the cues at the change from ``before`` to ``after``; ``types`` are of these pages alone.

    Args:
        before: The last page so far.
        after: The page with which a document may begin.
        types: Of these two pages.
        start: The page with which the document of ``before`` begins; ``before`` itself if not given.
        swallows: Whether ``before`` only speaks of the paper that ``after`` is by its title.
    """
    start = start or before
    heads = compare_heads(start.opening, after.opening)
    same_body = in_common(before.body, after.body)
    differs = _log_odds(_same_type(*types))
    if swallows:
        differs = max(0.0, differs)
    nature = singleness(types)
    cards = cardness(types)
    drawn = drawnness(types)
    holding = 1 - drawn * max(0.0, differs)  # sheets of a set of drawings are numbered, whatever they show
    back = start is before and not resized(before.look, after.look) and is_back(before.side, after.side)
    return Cues(
        **_of_numbers(before.number, after.number, holding=holding),
        second=holding * (start is before and _is_second(before.number, after.number)),
        counts_up=holding * counts_up(before.bare_numbers, after.bare_numbers),
        sections=sections_go_on(before.sections, after.sections),
        differs=differs,
        heading=float(after.heading),
        titled=float(after.titled),
        opens=after.begins_titled * max(0.0, differs),
        own_names=1.0 if swallows else (before.named and after.named) * max(0.0, differs),
        addressed=float(after.addressed),
        closed=float(before.closed),
        empty=before.look.empty,
        resized=float(resized(before.look, after.look)),
        restyled=restyled(before.look, after.look),
        shifted=shifted(before.look, after.look),
        set_alike=(1 - heads.alike) * set_alike(before.look, after.look),
        other_source=float(before.page.source is not after.page.source),
        same_head=in_common(before.head, after.head),
        same_body=same_body,
        same_foot=in_common(before.foot, after.foot) * (1 - drawn),
        both_live=float(bool(before.page.widgets and after.page.widgets)),
        goes_on=float(before.breaks_off and after.picks_up),
        wordless=float(min(len(before.page.words), len(after.page.words)) < FEW_WORDS),
        card_back=cards * back,
        other_card=cards * (not back),
        reopens=heads.alike,
        renewed=heads.renewed,
        single=heads.alike * nature,
        twin=max(_twin(start, after), _twin(before, after)),
        stranger=strangeness(types, max(heads.alike, 2 * same_body)),
    )


def _of_numbers(first: Numbering | None, second: Numbering | None, *, holding: float) -> dict[str, float]:
    """Return the cues of the page numbers printed on both pages; ``holding`` is what a next number counts."""
    going_on = bool(first and second and continues(first, second))
    found = {
        "follows": going_on * holding,
        "restarts": second is not None and second.number == 1,
        "ends": first is not None and first.number == first.total,
        "dropped": first is not None and second is None and first.number != first.total,
    }
    return {name: float(value) for name, value in found.items()}


def _is_second(first: Numbering | None, second: Numbering | None) -> bool:
    return first is None and second is not None and second.number == 2  # noqa: PLR2004 - as its name says


def _same_type(first: Classification, second: Classification) -> float:
    """Return the probability that both pages are of one type, taking the two for independent."""
    return sum(chance * second.probabilities.get(kind, 0) for kind, chance in first.probabilities.items())


def _log_odds(same: float) -> float:
    """Return from -1 to 1 how sure it is that two pages are of different types."""
    return max(-1.0, min(1.0, math.log((1 - same + 1e-9) / (same + 1e-9)) / 9))


def _twin(one: Sheet, other: Sheet) -> float:
    """Return from 0 to 1 how far more than half of the pages' words are the same."""
    return max(0.0, 2 * in_common(one.body, other.body) - 1)
