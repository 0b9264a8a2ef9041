"""What a household writes into any of the made-up forms, and the case builder of each procedure."""

from __future__ import annotations

from datetime import date

from samples.answers import Values, anmeldung_answers, wohngeld_answers
from samples.bauantrag import bauantrag_answers
from samples.elterngeld import child_of, elterngeld_answers
from samples.forms import layout
from samples.gewerbe import COMPANY, gewerbe_answers
from samples.parken import parken_answers
from samples.people import Household


def answers_for(form: str, household: Household, *, day: date) -> Values:
    """Return what ``household`` writes into a form (see ``samples.forms``), signed on ``day``."""
    match layout(form).procedure:
        case "wohngeld-mietzuschuss":
            return wohngeld_answers(household, day=day)
        case "wohnsitzanmeldung":
            return anmeldung_answers(household, day=day)
        case "bewohnerparkausweis":
            return parken_answers(household, day=day)
        case "elterngeld":
            return elterngeld_answers(household, child_of(household, day), day=day)
        case "gewerbeanmeldung":
            return gewerbe_answers(household, day=day, trade=COMPANY)
        case _:
            return bauantrag_answers(household, day=day)
