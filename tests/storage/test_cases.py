"""Cases as they are asked for later."""

from __future__ import annotations

from contracts.catalogue import load_catalogue
from storage import cases
from storage.database import Database
from tests.review.seed import MemoryOriginals, Seed, complete, registration


def test_the_newest_check_of_each_case_of_a_procedure(database: Database) -> None:
    """A changed contract is tried on what was found last, with what meta.json said."""
    seed = Seed(database, MemoryOriginals(), load_catalogue())
    reference = seed.add(complete())
    seed.add(registration())
    with database.begin() as session:
        ((case, check, submission),) = cases.latest_checks(session, "wohngeld-mietzuschuss")
    assert case.reference == reference
    assert cases.report_of(check).procedure.id == "wohngeld-mietzuschuss"
    assert submission.case_id == case.id
