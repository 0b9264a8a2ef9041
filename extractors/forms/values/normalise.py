"""From the text that stands in a field to the value that is kept, by the field's kind.

Nothing is guessed: text that is not clearly a value of its kind gives no value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product
from typing import Final

from contracts.fields import FieldKind, FieldSpec
from contracts.values import (
    fold,
    full_address,
    parse_amount,
    parse_iban,
    parse_month,
    parse_plate,
    parse_tax_id,
)
from extractors.forms.values.days import EDGES, WORDS, birthday, day_in, period, place, place_date

YES: Final = frozenset({"ja", "yes", "j", "x"})
NO: Final = frozenset({"nein", "no", "n", "keine", "keines", "kein", "ohne", "0"})
_PERSON_NAME: Final = re.compile(r"[^\W\d_](?:[^\W\d_]|[ '’.()/-])*")
_BORN_AS: Final = re.compile(r",?\s*\(?\b(?:geb\.|geborene[rn]?)\s.*$", re.IGNORECASE)
"""The name at birth behind a family name: "Mustermann, geb. Beispiel"."""

_MOST_NAME_WORDS: Final = 6
_PRINT: Final = frozenset(
    {"der", "die", "das", "des", "dem", "den", "für", "und", "oder", "ggf.", "im", "in", "zur"}
)
"""Words with which a name never begins, but a form's print may."""

_OTHER: Final = re.compile(r"\w\W+(?:andere|sonstige)\w*\W+\w", re.IGNORECASE)
"""One option, and what is written behind another: "deutsch, andere: kroatisch"."""

_NAME_EDGES: Final = ' []|_,;:·…"`´„“<>~'
_EMAIL: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE: Final = re.compile(r"\+?[\d(][\d\s/()–.-]{4,}\d")
_NUMBER: Final = re.compile(r"\d{1,6}")
_SHORT_OPTION: Final = 2


def normalise(spec: FieldSpec, raw: str) -> str | None:
    """Return the value that ``raw`` clearly is, or None.

    Dates come as ISO 8601, amounts as "575.00", IBAN and plates without blanks; see the stable interface.
    """
    text = clean(raw)
    if not text:
        return None
    if spec.options and spec.kind not in {FieldKind.YES_NO, FieldKind.TEXT}:
        if spec.kind is FieldKind.WORD and _OTHER.search(text):
            return None  # printed options, of which it is not told which is ticked
        return chosen(spec.options, text) or (_word(text) if _may_be_another(spec) else None)
    if spec.of_birth:
        return birthday(text)
    return _READERS[spec.kind](text)


def _may_be_another(spec: FieldSpec) -> bool:
    """Whether the answer may be a word that is no option: where only the commonest one is named.

    As for citizens; several options are all that there are, as for the sex.
    """
    return spec.kind is FieldKind.WORD and len(spec.options) == 1


def clean(raw: str) -> str:
    """Return text without what rules, combs and underlines leave at its edges."""
    lines = [" ".join(line.split()).strip("|_ ") for line in raw.splitlines()]
    return "\n".join(line for line in lines if line.strip(EDGES))


def chosen(options: Mapping[str, tuple[str, ...]], text: str) -> str | None:
    """Return the option whose words are the text; or the only one whose words stand in it."""
    folded = fold(text)
    for option, words in options.items():
        if folded == fold(option) or folded in {fold(word) for word in words}:
            return option
    padded, most = f" {folded} ", len(folded.split())
    found = {
        option
        for option, words in options.items()
        for word in words
        if _stands_in(fold(word), padded) and most <= len(word.split()) + 2
    }
    return found.pop() if len(found) == 1 else None


def _stands_in(word: str, padded: str) -> bool:
    return len(word) > _SHORT_OPTION and f" {word} " in padded


def _name(text: str) -> str | None:
    """Return a name: letters, blanks, hyphens, apostrophes; a sentence of the form is none."""
    one_line = _BORN_AS.sub("", " ".join(text.split())).strip(_NAME_EDGES)
    is_name = _PERSON_NAME.fullmatch(one_line) and len(one_line.split()) <= _MOST_NAME_WORDS
    is_print = one_line.split(" ")[0] in _PRINT
    return one_line if is_name and any(map(str.isupper, one_line)) and not is_print else None


def _text(text: str) -> str | None:
    """Return a text in one line; an account's number answers another question."""
    is_account = parse_iban("".join(text.split())) is not None
    return " ".join(text.split()) if any(map(str.isalnum, text)) and not is_account else None


def _word(text: str) -> str | None:
    one_line = " ".join(text.split()).strip(EDGES)
    return one_line.lower() if WORDS.fullmatch(one_line) else None


def _amount(text: str) -> str | None:
    bare = re.sub(r"\s*(monatlich|mtl\.?|/\s*Monat)\s*$", "", text.strip(" []()|_:"))
    amount = parse_amount(_AMOUNT_IN_CELLS.sub(lambda found: found[0].replace(" ", ""), bare))
    return None if amount is None else str(amount)


_AMOUNT_IN_CELLS: Final = re.compile(r"(?<!\S)(?:\d ){1,6}, \d \d(?!\S)")
"""An amount in a comb; only the comma tells the cents from the euros."""


def _number(text: str) -> str | None:
    found = set(_NUMBER.findall(text))
    return found.pop() if len(found) == 1 else None


def _yes_no(text: str) -> str | None:
    words = set(fold(text).split())
    yes, no = bool(words & YES), bool(words & NO)
    if yes == no:
        return None
    return "ja" if yes else "nein"


def _account(text: str) -> str | None:
    """Return the IBAN where one is given, else what is written (an old account number and bank code)."""
    for line in (*text.splitlines(), text):
        iban = _iban(line)
        if iban:
            return iban
    digits = sum(map(str.isdigit, text))
    is_account = digits >= _LEAST_ACCOUNT_DIGITS and not _LIKE_IBAN.match("".join(text.split()))
    return " ".join(text.split()) if is_account else None


def _iban(text: str) -> str | None:
    """Return the IBAN; letters that OCR puts for or between digits go where the check digits then agree."""
    bare = re.sub(r"^\s*IBAN\b[\s:.]*", "", text, flags=re.IGNORECASE)
    compact = "".join(filter(str.isalnum, bare))
    country, rest = compact[:2], compact[2:]
    tries = [compact, country + rest.translate(_DIGITS), country + "".join(filter(str.isdigit, rest))]
    if compact.isdigit() and len(compact) == _DIGITS_OF_GERMAN:  # its "DE" is printed before the cells
        tries.append(f"DE{compact}")
    sure = next((iban for each in tries if (iban := parse_iban(each))), None)
    return sure or _only([iban for digits in _meant(rest) if (iban := parse_iban(country + digits))])


def _meant(text: str) -> Iterator[str]:
    """Yield what digits with a letter or two among them may be, as those look like more than one digit."""
    signs = [_LIKE_DIGITS.get(sign, sign) for sign in text]
    if sum(len(digits) > 1 for digits in signs) <= _MOST_LETTERS:
        yield from map("".join, product(*signs))


def _only(found: Sequence[str]) -> str | None:
    return found[0] if len(found) == 1 else None


_DIGITS_OF_GERMAN: Final = 20
_LEAST_ACCOUNT_DIGITS: Final = 5
_LIKE_IBAN: Final = re.compile(r"\s*(IBAN\W*)?[A-Z]{2}\s?[\dOoIlSBD]{2}")
_DIGITS: Final = str.maketrans("OoDIlSB", "0001158")
_LIKE_DIGITS: Final = {"S": "58", "B": "83", "Z": "27", "O": "0", "o": "0", "D": "0", "I": "1", "l": "1"}
_MOST_LETTERS: Final = 2
"""Letters for digits of which nobody knows the one meant, at most: check digits do not tell among many."""


def _address(text: str) -> str | None:
    """Return an address; a full stop before the postcode is a comma that lost its tail in a copy.

    A line for telephone and e-mail that stands in the same box is no part of it.
    """
    if _UNSURE in text:
        return None
    postal = [line for line in text.splitlines() if not _CONTACT.search(line)]
    joined = _OPEN_END.sub(" ", "\n".join(postal)).replace("\n", ", ")
    return full_address(_STOP_FOR_COMMA.sub(", ", joined))


_OPEN_END: Final = re.compile(
    r"(?<=\b(?:OT|am|an|im|in|ob))\n|(?<=\b(?:bei|der|den|dem|vor|Bad))\n|(?<=\bOrtsteil)\n|(?<=\bStadtteil)\n"
)
"""The end of a line of which a name goes on in the next one: "12345 Musterstadt OT" / "Beispieldorf"."""


_UNSURE: Final = "%"
"""What OCR makes of "½" behind a house's number."""

_CONTACT: Final = re.compile(r"\S@\S|^\W*(?:Tel|Fax|Mobil|Handy|E-?Mail)|^[+(]?0[\d /()–-]{6,}$")


_STOP_FOR_COMMA: Final = re.compile(r"\. (?=\d{5} )")


def _phone(text: str) -> str | None:
    """Return a telephone number; what stands on the line below is none of it, nor is a town's postcode."""
    lines = (line for line in text.splitlines() if not _WITH_TOWN.search(line))
    found = map(_PHONE.search, lines)
    return next((each[0] for each in found if each is not None), None)


_WITH_TOWN: Final = re.compile(r"(?<!\d)(?<!\d )\d ?\d ?\d ?\d ?\d\s+[A-ZÄÖÜ][a-zäöüß]{2,}(?![\w.@-]*@)")


def _plate(text: str) -> str | None:
    """Return a number plate; in a comb each of its letters and digits has a cell of its own."""
    joined = _BETWEEN_CELLS.sub("", text) if _CELLS.fullmatch(text) else text
    return parse_plate(text) or parse_plate(joined)


_CELLS: Final = re.compile(r"\w(?:\s+[\w–—-])+")
_BETWEEN_CELLS: Final = re.compile(r"(?<=\w)\s+(?=\w)|\s*(?=[–—-])|(?<=[–—-])\s*")


def _email(text: str) -> str | None:
    """Return an e-mail address; OCR sees blanks before and behind its points."""
    joined = _BLANKS_IN_EMAIL.sub(r"\1", text)
    if text.islower() and _EMAIL.fullmatch(joined):
        return joined
    found = _EMAIL.search(text)
    return None if found is None or _CUT_IN_EMAIL.search(text[: found.start()]) else found[0]


_CUT_IN_EMAIL: Final = re.compile(r"\.\s*$|\w[,;‚„]$")
"""What shows that an address was cut off: a point before it, or a comma that OCR saw for one."""

_BLANKS_IN_EMAIL: Final = re.compile(r"(?<=[\w.]) *([.@]) *(?=[a-z0-9])")

_READERS: Final[Mapping[FieldKind, Callable[[str], str | None]]] = {
    FieldKind.NAME: _name,
    FieldKind.TEXT: _text,
    FieldKind.WORD: _word,
    FieldKind.DATE: day_in,
    FieldKind.MONTH: parse_month,
    FieldKind.PERIOD: period,
    FieldKind.AMOUNT: _amount,
    FieldKind.NUMBER: _number,
    FieldKind.CHOICE: _text,
    FieldKind.YES_NO: _yes_no,
    FieldKind.IBAN: _iban,
    FieldKind.ACCOUNT: _account,
    FieldKind.TAX_ID: parse_tax_id,
    FieldKind.PLATE: _plate,
    FieldKind.ADDRESS: _address,
    FieldKind.PLACE: place,
    FieldKind.PLACE_DATE: place_date,
    FieldKind.EMAIL: _email,
    FieldKind.PHONE: _phone,
    FieldKind.SIGNATURE: lambda text: "ja" if any(map(str.isalpha, text)) else None,
    FieldKind.PERSONS: lambda _: None,
}
