"""Whether a document agrees with the form: the same person, address, date or plate.

The surer question comes first: does what the form says stand in the document? Only then: does the
document say something else?
"""

from __future__ import annotations

from checks.case import Paper, Subject
from checks.conditions import Truth
from checks.messages import noun, reason
from checks.verdict import Check
from checks.wanted import GIVEN_NAME, SURNAME, Wanted, unsaid_surname, wanted_of
from checks.words import ALMOST, ENOUGH_CONFIDENCE, EXACT, PERHAPS, Sighting, Spot, Words, words_of_reading
from contracts.findings import FieldReading, FieldState, Reason
from contracts.reading import TextSource

SURE_FACT = 0.8
"""From this confidence a labelled value that differs speaks against a document."""
BIRTHDAY = "geburtsdatum"


def match_field(name: str, subject: Subject, paper: Paper) -> Check:
    """Compare one field; what the form leaves empty, or does not ask, cannot disagree."""
    wanted = wanted_of(name, subject) or unsaid_surname(name, subject)
    if wanted is None:
        return Check(Truth.TRUE)
    match = Check(Truth.UNKNOWN) if wanted.is_misread else _match(wanted, paper)
    if match.passes is Truth.UNKNOWN and _nearly_named(wanted, paper) and _born_alike(subject, paper):
        match = Check(Truth.TRUE, confidence=ALMOST)
    if not wanted.sure and match.passes is not Truth.TRUE:
        return Check(Truth.UNKNOWN, reason("field_unclear:match", field=wanted.title), confidence=PERHAPS)
    return match


def likely_owner(subject: Subject, paper: Paper) -> float:
    """Say how much speaks for a paper being about a person, from 0 to 1 (surname and given name).

    Where the form leaves the surname open, the given name alone decides; but never the surname alone.
    """
    surname, given = (wanted_of(name, subject) for name in (SURNAME, GIVEN_NAME))
    scores = [_agreement(given, paper)]
    if surname is not None:
        scores.append(_agreement(surname, paper))
    return sum(scores) / len(scores)


def names_labelled(subject: Subject, paper: Paper) -> bool:
    """Whether a paper labels surname and given name, and both are a person's; surer than ``likely_owner``."""
    return all(_labelled(wanted_of(name, subject), paper.fact(name)) for name in (SURNAME, GIVEN_NAME))


def _labelled(wanted: Wanted | None, fact: FieldReading | None) -> bool:
    if wanted is None or not wanted.sure or fact is None:
        return False
    return _look(wanted, words_of_reading(fact)).certainty >= ALMOST


def _agreement(wanted: Wanted | None, paper: Paper) -> float:
    passes = _match(wanted, paper).passes if wanted else Truth.FALSE
    return {Truth.TRUE: 1.0, Truth.UNKNOWN: PERHAPS / 2, Truth.FALSE: 0.0}[passes]


def _nearly_named(wanted: Wanted, paper: Paper) -> bool:
    """Whether a name stands in a scan, but for letters that OCR may have misread."""
    if not (wanted.is_name and paper.words.scanned):
        return False
    fact = _fact(wanted.name, paper)
    labelled = _look(wanted, words_of_reading(fact)).certainty if fact else 0.0
    return max(labelled, _look(wanted, paper.words).certainty) >= PERHAPS


def _born_alike(subject: Subject, paper: Paper) -> bool:
    """Whether a paper and the form give the same birthday: then a letter of a name was misread."""
    asked, fact = subject.reading(BIRTHDAY), paper.fact(BIRTHDAY)
    if asked is None or fact is None or asked.state is not FieldState.FILLED:
        return False
    return min(asked.confidence, fact.confidence) >= SURE_FACT and asked.value == fact.value


def _match(wanted: Wanted, paper: Paper) -> Check:
    fact = _fact(wanted.name, paper)
    labelled = _look(wanted, words_of_reading(fact)) if fact else None
    if fact and labelled and labelled.certainty >= ALMOST:
        return Check(Truth.TRUE, spot=labelled.spot, confidence=fact.confidence)
    seen = _look(wanted, paper.words)
    if fact and labelled and _names_another_day(wanted, fact, labelled):
        return _another_day(wanted, paper, fact, seen)
    if seen.certainty == EXACT or (seen.certainty >= ALMOST and not _by_machine(fact)):
        return Check(Truth.TRUE, spot=seen.spot, confidence=seen.certainty)
    return _not_seen(wanted, paper, fact, max(seen.certainty, labelled.certainty if labelled else 0.0))


def _not_seen(wanted: Wanted, paper: Paper, fact: FieldReading | None, certainty: float) -> Check:
    if certainty >= PERHAPS:
        return _unknown(wanted, paper, "not_found")
    if fact and _believed(fact, paper):
        return _differs(wanted, paper, Spot(fact.page, fact.box), fact.confidence)
    if not paper.words.well_read or paper.lost_pages:
        return _unknown(wanted, paper, "not_found")
    if not wanted.way.shows(paper.words):
        return _unknown(wanted, paper, "not_shown")
    return _differs(wanted, paper, Spot(), paper.words.confidence)


def _names_another_day(wanted: Wanted, fact: FieldReading, labelled: Sighting) -> bool:
    """Whether there is another day where the document says the wanted one."""
    sure = fact.confidence >= SURE_FACT and labelled.certainty < PERHAPS
    return sure and wanted.is_day


def _another_day(wanted: Wanted, paper: Paper, fact: FieldReading, seen: Sighting) -> Check:
    """A label may be put to the wrong day: if the wanted one stands elsewhere, a person looks."""
    if seen.certainty >= ALMOST and not _by_machine(fact):
        return _unknown(wanted, paper, "two_days")._replace(spot=Spot(fact.page, fact.box))
    if not _believed(fact, paper):
        return _unknown(wanted, paper, "not_found")
    return _differs(wanted, paper, Spot(fact.page, fact.box), fact.confidence)


def _believed(fact: FieldReading, paper: Paper) -> bool:
    """Whether a labelled value that differs speaks against a document; on a bad scan it may be misread."""
    read_well = _by_machine(fact) or paper.words.confidence >= ENOUGH_CONFIDENCE
    return fact.confidence >= SURE_FACT and read_well


def _look(wanted: Wanted, words: Words) -> Sighting:
    lens = words.doubted if wanted.scanned else words
    found = (wanted.way.find(spelling, lens) for spelling in wanted.spellings)
    return max(found, key=lambda sighting: sighting.certainty)


def _fact(name: str, paper: Paper) -> FieldReading | None:
    """Return the fact that answers to a field: ``anschrift`` also answers to ``neue_anschrift``."""
    answers = [name, *(fact for fact in paper.facts if name.endswith(f"_{fact}"))]
    return next((reading for fact in answers if (reading := paper.fact(fact)) is not None), None)


def _by_machine(fact: FieldReading | None) -> bool:
    """A machine-readable name that differs is only outweighed by the name as written."""
    return fact is not None and fact.source is TextSource.MRZ


def _differs(wanted: Wanted, paper: Paper, spot: Spot, confidence: float) -> Check:
    return Check(Truth.FALSE, _why(wanted.way.differs, wanted, paper), spot, confidence)


def _unknown(wanted: Wanted, paper: Paper, code: str) -> Check:
    return Check(Truth.UNKNOWN, _why(code, wanted, paper), confidence=PERHAPS)


def _why(code: str, wanted: Wanted, paper: Paper) -> Reason:
    return reason(code, noun=noun(paper.part.type), value=wanted.value, field=wanted.title)
