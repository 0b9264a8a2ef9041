"""Near misses: papers that speak of a proof without being one (``near_misses/README.md``)."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final, NamedTuple

import yaml
from pydantic import Field

from contracts.records import Record
from samples.attachments.engine import typeset
from training.bank import Bank, banks
from training.draft import Draft, Fact, draw, sample
from training.drawings import Drawings
from training.layouts import laid_out
from training.split import DEVELOP, LEARN, TEST
from training.values import Values

NEAR: Final = Path(__file__).parent / "near_misses"
ANY: Final = "alle"
LEARNED: Final = ("donau", "elbe", "havel", "lech", "mosel", "naab", "oder", "rhein", "spree", "tauber")
CALIBRATING: Final = ("neckar", "saale", "weser")
TESTING: Final = ("fulda", "isar")
"""Authors: who is learned from, who calibrates, who tests."""
_SALUTATIONS: Final = (
    "Sehr geehrte Frau {surname},",
    "Sehr geehrter Herr {surname},",
    "Sehr geehrte Damen und Herren,",
    "Guten Tag {firstname} {surname},",
)
_CLOSINGS: Final = ("Mit freundlichen Grüßen", "Im Auftrag", "Freundliche Grüße", "i. A. {surname}")
_SENDERS: Final = ("{authority}", "{company}", "{authority}, {address}", "{company} – Service")
_TOKEN: Final = re.compile(r"<(\w+)>")
_CASES: Final = {
    "der": ("der", "die", "das"),
    "den": ("den", "die", "das"),
    "dem": ("dem", "der", "dem"),
    "des": ("des", "der", "des"),
    "ein": ("ein", "eine", "ein"),
    "einen": ("einen", "eine", "ein"),
    "einem": ("einem", "einer", "einem"),
    "eines": ("eines", "einer", "eines"),
    "Ihr": ("Ihr", "Ihre", "Ihr"),
    "er": ("er", "sie", "es"),
    "proof": ("", "", ""),
}
"""Token -> article before a masculine, feminine, neuter name."""


class NearMiss(Record):
    """What papers of one kind say; see ``near_misses/README.md``.

    Attributes:
        proof: Whether such a paper is the proof itself, for contrast.
        facts: Whether it always bears facts of the proof.
        senders: Who sends such papers; if there are none, often who issues the proof.
        shows: Its own facts, "label | value", instead of those of the proof.
    """

    kind: str
    families: dict[str, float] = Field(default={"letter": 6, "plain": 1})
    titles: tuple[str, ...] = Field(min_length=1)
    says: tuple[str, ...] = Field(min_length=1)
    but_not: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    proof: bool = False
    own: bool = False
    facts: bool = False
    private: bool = False
    senders: tuple[str, ...] = ()
    shows: tuple[str, ...] = ()

    def concerns(self, type_id: str) -> bool:
        """Whether there are such papers about proofs of a type."""
        return type_id not in self.but_not and (not self.only or type_id in self.only)


class Paper(NamedTuple):
    """A composed paper like the proof ``resembles``; equal arguments of ``paper`` give equal bytes."""

    resembles: str
    proof: bool
    author: str
    kind: str
    family: str
    pdf: bytes


def resembled() -> tuple[str, ...]:
    """Return the types of which there are near misses."""
    return tuple(_names())


@cache
def near_misses(author: str, type_id: str) -> tuple[NearMiss, ...]:
    """Return what an author wrote of papers that speak of proofs of a type.

    Raises:
        OSError: if there is no such author.
        ValueError: if the author's file is wrong.
    """
    every = _read(author)
    general = [each for each in every.get(ANY, ()) if each.concerns(type_id)]
    return (*general, *every.get(type_id, ()))


def paper(type_id: str, author: str, seed: int) -> Paper:
    """Return a near miss of a type in the words of an author; seeds go through its kinds in turn."""
    kinds = near_misses(author, type_id)
    near = kinds[seed % len(kinds)]
    rng = random.Random(f"{author}/{type_id}/{near.kind}/{seed}")
    own = rng.choice([bank for name in _lenders(author) for bank in banks(name).get(type_id, ())])
    family = _one(own.families if near.own else near.families, rng)
    drawings = Drawings(rng)
    html = laid_out(_draft(type_id, near, own, rng), family, rng, drawings)
    css = files("samples.attachments").joinpath("templates/base.css").read_text(encoding="utf-8")
    return Paper(
        type_id, near.proof, author, near.kind, family, typeset(html, base_css=css, pictures=drawings.made)
    )


def _draft(type_id: str, near: NearMiss, own: Bank, rng: random.Random) -> Draft:
    """Return what the paper says, now and then with the sender and the facts of the proof itself."""
    values = Values(rng)
    gender, name = rng.choice(_names()[type_id]).split(" ", 1)

    def said(text: str) -> str:
        return values.fill(named(rng.choice(text.split(" | ")), gender, name))

    drawn = draw(type_id, own, rng)
    if near.own and near.proof:
        says = [said(text) for text in sample(near.says, rng, least=1, most=6)]
        phrases = [*says, *drawn.phrases]
        rng.shuffle(phrases)
        greeting = (values.fill(rng.choice(_SALUTATIONS)),) if rng.random() < 0.5 else ()  # noqa: PLR2004 - as often as not
        return drawn._replace(openings=(*greeting, *drawn.openings), phrases=tuple(phrases))
    if near.own:
        says = [*map(said, near.says)]
        return drawn._replace(
            title=said(rng.choice(near.titles)), openings=(says[0], *drawn.openings), notes=(*says[1:],)
        )
    says = [said(text) for text in near.says if rng.random() < 0.85] or [said(near.says[0])]  # noqa: PLR2004 - most of it
    greets = rng.random() < 0.7 and not {"card", "form", "table", "plan"} & set(near.families)  # noqa: PLR2004 - mostly
    theirs = not near.senders and rng.random() < 0.6  # noqa: PLR2004 - mostly
    sender = drawn.issuer if theirs else (values.fill(rng.choice(near.senders or _SENDERS)),)
    return drawn._replace(
        title=said(rng.choice(near.titles)),
        issuer=(values.person(), values.of("address")) if near.private else sender,
        openings=(values.fill(rng.choice(_SALUTATIONS)),) if greets else (),
        facts=_facts(near, drawn, values),
        phrases=tuple(says),
        tables=(),
        headings=(),
        closings=tuple(values.fill(text) for text in sample(_CLOSINGS, rng, least=0, most=2)),
        notes=drawn.notes if rng.random() < 0.3 else (),  # noqa: PLR2004 - seldom
        marks=(),
    )


def _facts(near: NearMiss, drawn: Draft, values: Values) -> tuple[Fact, ...]:
    """Return a paper's own facts, else now and then those of the proof."""
    if near.shows:
        shown = [show.split(" | ", 1) for show in near.shows if values.rng.random() < 0.85]  # noqa: PLR2004 - most of it
        return tuple(Fact(label, values.fill(value)) for label, value in shown)
    bears = near.facts or values.rng.random() < 0.5  # noqa: PLR2004 - as often as not
    return drawn.facts[: values.rng.randint(1, 6)] if bears else ()


def named(text: str, gender: str, name: str) -> str:
    """Return a text with a proof's name in the place of each token, in the case that the token says."""

    def put(match: re.Match[str]) -> str:
        token = match[1]
        forms = _CASES.get(token) or _CASES[token.lower()]
        article = forms["mfn".index(gender)]
        article = article.capitalize() if token[0].isupper() else article
        if token.lower() == "er":
            return article
        genitive = token in {"des", "eines"} and gender != "f"
        return f"{article} {_genitive(name) if genitive else name}".strip()

    return _TOKEN.sub(put, text)


def _genitive(name: str) -> str:
    first, *rest = name.split(" ", 1)
    if len(first) > 2 and first[-1] == "s":  # noqa: PLR2004 - a word
        return " ".join((f"{first}es", *rest))
    return " ".join((f"{first}s", *rest))


def _lenders(author: str) -> Iterator[str]:
    """Yield the banks whose letterheads and facts an author's papers bear: as held out as the author."""
    names = DEVELOP if author in CALIBRATING else TEST if author in TESTING else LEARN
    yield from (name for name in names if not name.startswith("vorlagen"))


def _one(weights: dict[str, float], rng: random.Random) -> str:
    (found,) = rng.choices(list(weights), weights=list(weights.values()))
    return found


@cache
def _read(author: str) -> dict[str, tuple[NearMiss, ...]]:
    texts: dict[str, list[Any]] = yaml.safe_load((NEAR / f"{author}.yaml").read_text(encoding="utf-8"))
    return {kind: tuple(map(NearMiss.model_validate, entries)) for kind, entries in texts.items()}


@cache
def _names() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = yaml.safe_load((NEAR / "proofs.yaml").read_text(encoding="utf-8"))
    return {kind: tuple(names) for kind, names in found.items()}
