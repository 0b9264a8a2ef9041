"""Where two documents of one case contradict each other: hints for people, without any weight.

A wrong hint costs more trust than a missing one is worth. So only sure values are compared, only of places
that name the same person, and only if the one value stands nowhere in the other document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from typing import Final, NamedTuple

from checks.addresses import find_address
from checks.application import evidence_of_reading
from checks.case import APPLICANT, Dossier, Paper, Subject
from checks.dates import find_date
from checks.engine import SURE_TYPE
from checks.matching import SURE_FACT, likely_owner, names_labelled
from checks.messages import noun, reason
from checks.money import find_iban, find_rent, first_iban
from checks.owners import BOTH_NAMES
from checks.situation import Situation, lay_out
from checks.wanted import SURE_FIELD, Finder
from checks.words import ENOUGH_CONFIDENCE, PERHAPS, Words, words_of_reading
from contracts.fields import FieldKind
from contracts.findings import Evidence, FieldReading, FieldState, Hint
from contracts.procedure import Procedure
from contracts.reading import TextSource
from contracts.values import parse_address, parse_amount, parse_date, parse_iban

ACCOUNT_HOLDER: Final = "kontoinhaber"
ACCOUNTS: Final = frozenset({FieldKind.IBAN, FieldKind.ACCOUNT})
HEAD: Final = 1 / 3
"""The part of a statement's first page where its own IBAN stands; further down there are those of others."""
THE_FORM: Final = "Der Antrag"


class Topic(NamedTuple):
    """Something that the form and several documents say about a person.

    Attributes:
        sentence: Which of the messages tells the contradiction.
        field: The form field that asks for it.
        types: The document types that say it.
        said: What a document says.
        about: Whether a document is a person's.
        tell: Writes a value for people; None if it is not clearly such a value.
        find: Looks for a value among words.
    """

    sentence: str
    field: str
    types: frozenset[str]
    said: Callable[[Paper], FieldReading | None]
    about: Callable[[Subject, Paper], bool]
    tell: Callable[[str], str | None]
    find: Finder


class Statement(NamedTuple):
    """What the form or a document says on a topic; ``words`` are all among which another value may stand."""

    noun: str
    value: str
    told: str
    scanned: bool
    evidence: Evidence
    words: Words


def contradictions(procedure: Procedure, dossier: Dossier, *, sure: float = SURE_TYPE) -> tuple[Hint, ...]:
    """Return where documents contradict the form or, where it says nothing, each other.

    What a requirement compares with the form anyway is told by its finding. A document whose type is less
    probable than ``sure`` says nothing.
    """
    situation = lay_out(procedure, dossier, sure=sure)
    return tuple(
        hint
        for subject in situation.subjects
        for topic in _topics(procedure)
        for hint in _compare(topic, subject, situation)
    )


def _compare(topic: Topic, subject: Subject, situation: Situation) -> Iterator[Hint]:
    statements = list(_statements(topic, subject, situation))
    for first, other in product(statements[:1], statements[1:]):
        if _contradict(first, other, topic.find):
            told = {
                "noun": other.noun,
                "value": other.told,
                "other": _beside(first, other),
                "first": first.told,
            }
            why = reason(topic.sentence, **told)
            yield Hint(subject=subject.id, reason=why, evidence=(other.evidence, first.evidence))


def _contradict(one: Statement, other: Statement, find: Finder) -> bool:
    if (one.scanned or other.scanned) and _one_sign_off(one.value, other.value):
        return False
    seen = find(one.value, other.words.doubted), find(other.value, one.words.doubted)
    return all(sighting.certainty < PERHAPS for sighting in seen)


def _one_sign_off(one: str, other: str) -> bool:
    """Whether a scan may just have been misread."""
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1


def _beside(first: Statement, other: Statement) -> str:
    if first.noun == other.noun:
        return "ein anderes Dokument derselben Art"
    return first.noun[0].lower() + first.noun[1:]


def _statements(topic: Topic, subject: Subject, situation: Situation) -> Iterator[Statement]:
    """Yield what is said about a person, the form first."""
    asked = _of_form(topic, subject, situation)
    if asked is not None:
        yield asked
    for paper in situation.papers:
        if paper.part.type in topic.types and _may_speak(topic, subject, paper, situation):
            said = topic.said(paper)
            told = topic.tell(said.value) if said and said.value else None
            if said and said.value and told:
                scanned = said.source is TextSource.OCR
                evidence = paper.pointing_at(said.page, said.box)
                yield Statement(noun(paper.part.type), said.value, told, scanned, evidence, paper.words)


def _may_speak(topic: Topic, subject: Subject, paper: Paper, situation: Situation) -> bool:
    """Whether a document that was read well is about the person, and no requirement compares it anyway."""
    read = paper.words.confidence >= ENOUGH_CONFIDENCE and not paper.lost_pages
    if not read or paper.part.confidence < situation.sure or not topic.about(subject, paper):
        return False
    return not any(
        topic.field in requirement.match and paper.part.type in requirement.types
        for requirement in situation.procedure.requirements
    )


def _of_form(topic: Topic, subject: Subject, situation: Situation) -> Statement | None:
    reading = subject.reading(topic.field)
    if reading is None or reading.value is None or not _sure(reading, SURE_FACT):
        return None
    told, part = topic.tell(reading.value), situation.dossier.form.part
    if told is None or part is None:
        return None
    scanned, evidence = reading.source is TextSource.OCR, evidence_of_reading(reading, part)
    return Statement(THE_FORM, reading.value, told, scanned, evidence, words_of_reading(reading))


def _sure(reading: FieldReading, least: float) -> bool:
    filled = reading.state is FieldState.FILLED and bool(reading.value)
    return filled and not reading.handwritten and reading.confidence >= least


def _fact(name: str, least: float = SURE_FACT) -> Callable[[Paper], FieldReading | None]:
    def said(paper: Paper) -> FieldReading | None:
        fact = paper.fact(name)
        return fact if fact and _sure(fact, least) else None

    return said


def _own_iban(paper: Paper) -> FieldReading | None:
    """Return the IBAN at the head of a statement of account."""
    found = first_iban(paper.words)
    page = paper.attachment.pages[0]
    if found is None or found.spot.page != page.index or found.spot.box is None:
        return None
    if found.spot.box.bottom > page.size.height * HEAD:
        return None
    return FieldReading(value=found.iban, page=found.spot.page, box=found.spot.box)


def _named(subject: Subject, paper: Paper) -> bool:
    return likely_owner(subject, paper) >= BOTH_NAMES


def _holds_account(subject: Subject, paper: Paper) -> bool:
    """Whether a statement may be of the account that the money goes to: it is the applicant's own."""
    holder = subject.reading(ACCOUNT_HOLDER)
    own = holder is None or holder.state is FieldState.EMPTY or holder.value == APPLICANT
    return own and _named(subject, paper)


def _day(value: str) -> str | None:
    day = parse_date(value)
    return f"{day:%d.%m.%Y}" if day else None


def _euros(value: str) -> str | None:
    amount = parse_amount(value)
    return f"{amount} €".replace(".", ",") if amount else None


PERSONAL: Final = frozenset({"ausweis", "aufenthaltstitel", "meldebescheinigung"})
BIRTH: Final = PERSONAL | {"geburtsurkunde"}
TOPICS: Final = (
    Topic("birthdays_differ", "geburtsdatum", BIRTH, _fact("geburtsdatum"), names_labelled, _day, find_date),
    Topic(
        "addresses_differ", "anschrift", PERSONAL, _fact("anschrift"),
        names_labelled, parse_address, find_address,
    ),
    Topic(
        "rents_differ", "miete_monatlich", frozenset({"mietbescheinigung"}), _fact("miete", SURE_FIELD),
        _named, _euros, find_rent,
    ),
)  # fmt: skip


def _topics(procedure: Procedure) -> Iterator[Topic]:
    """Yield what is compared; a form may call its account as it likes."""
    yield from TOPICS
    statement = frozenset({"kontoauszug"})
    for name, spec in procedure.form.fields.items():
        if spec.kind in ACCOUNTS:
            yield Topic("ibans_differ", name, statement, _own_iban, _holds_account, parse_iban, find_iban)
