"""From the text that stands in a field to the value that is kept, by the field's kind.

Nothing is guessed: text that is not clearly a value of its kind gives no value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from contracts.dates import TWO_DIGIT_YEARS_UP_TO
from contracts.fields import FieldKind, FieldSpec
from contracts.values import (
    find_dates,
    fold,
    parse_address,
    parse_amount,
    parse_date,
    parse_iban,
    parse_month,
    parse_plate,
    parse_tax_id,
)

YES: Final = frozenset({"ja", "yes", "j", "x"})
NO: Final = frozenset({"nein", "no", "n", "keine", "keines", "kein", "ohne", "0"})
_NAME: Final = re.compile(r"[^\W\d_][^\d_@€%]*")
_COMB_DATE: Final = re.compile(r"(?<![\d.])\d(?: \d){7}(?! ?\d)")
"""A date in eight cells, one digit each: TTMMJJJJ."""

_DOTTED_COMB: Final = re.compile(r"(?<!\d)\d ?\d ?\. ?\d ?\d ?\. ?\d ?\d ?\d ?\d(?!\d)")
"""The same with a printed point between the groups of cells."""

_BOXED_DATE: Final = re.compile(r"(\d{2}) (\d{2}) (\d{4})")
"""A date in three boxes: TT MM JJJJ."""

NEW_CENTURY, YOUNGEST = 2000, 2029
"""Years that "00" to "29" can mean for somebody born lately; for somebody old it is 1900 to 1929."""

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
_EDGES: Final = " \t\n|_.,;:·…'\"`´„“()[]{}<>~-–—"
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
        return chosen(spec.options, text) or (_word(text) if spec.kind is FieldKind.WORD else None)
    if spec.of_birth:
        return _birthday(text)
    return _READERS[spec.kind](text)


def unsure_century(text: str) -> bool:
    """Whether a birthday's year has two digits that may be of this century or of the last one.

    >>> unsure_century("03.08.12"), unsure_century("03.08.62"), unsure_century("03.08.1962")
    (True, False, False)
    """
    found = find_dates(text, up_to=YOUNGEST)
    return any(
        day.value.year >= NEW_CENTURY and day.value.year != _year_in(text[day.start : day.end])
        for day in found
    )


def _year_in(text: str) -> int | None:
    written = re.search(r"\d{4}", text)
    return int(written[0]) if written else None


def clean(raw: str) -> str:
    """Return text without what rules, combs and underlines leave at its edges."""
    lines = [" ".join(line.split()).strip("|_ ") for line in raw.splitlines()]
    return "\n".join(line for line in lines if line.strip(_EDGES))


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
    return " ".join(text.split()) if any(map(str.isalnum, text)) else None


def _word(text: str) -> str | None:
    one_line = " ".join(text.split()).strip(_EDGES)
    return one_line.lower() if _NAME.fullmatch(one_line) else None


def _birthday(text: str) -> str | None:
    """Return a birthday; a year of two digits is of the last century, or it is not told."""
    return None if unsure_century(text) else _date(text, up_to=YOUNGEST)


def _date(text: str, *, up_to: int = TWO_DIGIT_YEARS_UP_TO) -> str | None:
    text = _DOTTED_COMB.sub(_without_blanks, text)
    comb = _COMB_DATE.search(text)
    if comb is not None:
        digits = "".join(comb[0].split())
        text = f"{digits[:2]}.{digits[2:4]}.{digits[4:]}"
    boxes = _BOXED_DATE.fullmatch(text.strip(_EDGES))
    if boxes is not None:
        text = ".".join(boxes.groups())
    date = parse_date(text.strip(_EDGES), up_to=up_to)
    if date is not None:
        return date.isoformat()
    found = {found.value for found in find_dates(text, up_to=up_to)}
    return found.pop().isoformat() if len(found) == 1 else None


def _without_blanks(found: re.Match[str]) -> str:
    return found[0].replace(" ", "")


def _month(text: str) -> str | None:
    return parse_month(text)


def _period(text: str) -> str | None:
    days = [found.value.isoformat() for found in find_dates(text)]
    return f"{days[0]}/{days[1]}" if len(days) == 2 and days[0] <= days[1] else None


def _place_date(text: str) -> str | None:
    found = find_dates(text)
    if len({each.value for each in found}) != 1:
        return None
    before = " ".join(text[: found[0].start].split())
    place = re.sub(r"[\s,]*\bden$", "", before).strip(_EDGES)
    behind = " ".join(text[found[-1].end :].split()).strip(_EDGES)
    place = place if place or not _NAME.fullmatch(behind) else behind
    day = found[0].value.isoformat()
    return f"{place}, {day}" if _NAME.fullmatch(place) else day


def _place(text: str) -> str | None:
    """Return the town of "01.05.1990, Musterstadt, Deutschland" or "Musterstadt"."""
    for found in reversed(find_dates(text)):
        text = text[: found.start] + text[found.end :]
    parts = [part.strip(_EDGES) for part in re.split(r"[,/\n]", text)]
    return next((part for part in parts if _NAME.fullmatch(part)), None)


def _amount(text: str) -> str | None:
    amount = parse_amount(re.sub(r"\s*(monatlich|mtl\.?|/\s*Monat)\s*$", "", text.strip(" []()|_:")))
    return None if amount is None else str(amount)


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
    tries = (compact, country + rest.translate(_DIGITS), country + "".join(filter(str.isdigit, rest)))
    return next((iban for each in tries if (iban := parse_iban(each))), None)


_LEAST_ACCOUNT_DIGITS: Final = 5
_LIKE_IBAN: Final = re.compile(r"\s*(IBAN\W*)?[A-Z]{2}\s?[\dOoIlSBD]{2}")
_DIGITS: Final = str.maketrans("OoDIlSB", "0001158")


def _address(text: str) -> str | None:
    """Return an address; a full stop before the postcode is a comma that lost its tail in a copy.

    A line for telephone and e-mail that stands in the same box is no part of it.
    """
    postal = [line for line in text.splitlines() if not _CONTACT.search(line)]
    return parse_address(_STOP_FOR_COMMA.sub(", ", ", ".join(postal)))


_CONTACT: Final = re.compile(r"\S@\S|^\W*(?:Tel|Fax|Mobil|Handy|E-?Mail)|^[+(]?0[\d /()–-]{6,}$")


_STOP_FOR_COMMA: Final = re.compile(r"\. (?=\d{5} )")


def _phone(text: str) -> str | None:
    """Return a telephone number; what stands on the line below is none of it."""
    found = (_PHONE.search(line) for line in text.splitlines())
    return next((each[0] for each in found if each is not None), None)


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
    FieldKind.DATE: _date,
    FieldKind.MONTH: _month,
    FieldKind.PERIOD: _period,
    FieldKind.AMOUNT: _amount,
    FieldKind.NUMBER: _number,
    FieldKind.CHOICE: _text,
    FieldKind.YES_NO: _yes_no,
    FieldKind.IBAN: _iban,
    FieldKind.ACCOUNT: _account,
    FieldKind.TAX_ID: parse_tax_id,
    FieldKind.PLATE: _plate,
    FieldKind.ADDRESS: _address,
    FieldKind.PLACE: _place,
    FieldKind.PLACE_DATE: _place_date,
    FieldKind.EMAIL: _email,
    FieldKind.PHONE: _phone,
    FieldKind.SIGNATURE: lambda text: "ja" if any(map(str.isalpha, text)) else None,
    FieldKind.PERSONS: lambda _: None,
}
