"""The watcher: starts flow runs within seconds, and burns none when there is nothing to do.

It wakes on PostgreSQL's NOTIFY, and every other second it looks at the inbox's listing itself, since
not every object store sends events.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from contextlib import closing
from uuid import UUID

import structlog

from flows import dispatch
from flows.grouping import Parcel
from flows.house import House
from flows.intake import intake, whole_parcels
from storage import hints
from storage.states import FoundBy
from storage.tables import InboxHint
from storage.wakeup import Channel, listen

log = structlog.get_logger()

RESTING_SHARE = 10
"""A look at the listing takes at most one part in so many of the watcher's time, however full the inbox."""


ROUND = 10
"""After so many looks at the inbox, dead and failed attempts are looked for as well."""


class Watcher:
    """Watches until ``ends`` is set; whatever goes wrong, it says so and goes on."""

    def __init__(self, house: House, ends: threading.Event) -> None:
        self._house = house
        self._ends = ends
        self._sign_of_life = house.settings.worker_alive
        self._sign_of_life.parent.mkdir(parents=True, exist_ok=True)
        self._tried: set[UUID] = set()
        self._next_look = 0.0
        self._next_round = 0.0

    def run(self) -> None:
        """Watch."""
        while not self._ends.is_set():
            try:
                self._listen()
            except Exception as error:  # noqa: BLE001 - servers come and go; the watcher stays
                log.warning("watcher.interrupted", error=type(error).__name__)
                self._ends.wait(self._house.settings.inbox.watch)

    def _listen(self) -> None:
        database = self._house.settings.database.full_url
        with closing(listen(database, timeout=self._house.settings.inbox.watch)) as channels:
            for channel in channels:
                if self._ends.is_set():
                    return
                self.attend(channel)
                self._sign_of_life.touch()

    def attend(self, channel: Channel | None) -> None:
        """Do what a message on ``channel`` calls for; None is the silence between messages."""
        now = time.monotonic()
        if channel is Channel.VERDICT:
            dispatch.start_verdicts(self._house)
        elif channel is Channel.SUBMISSION or now >= self._next_round:
            dispatch.start_unfinished(self._house)
            self._next_round = now + ROUND * self._house.settings.inbox.watch
        if channel is Channel.INBOX or now >= self._next_look:
            self._look()
            pause = max(self._house.settings.inbox.watch, RESTING_SHARE * (time.monotonic() - now))
            self._next_look = time.monotonic() + pause

    def _look(self) -> None:
        parcels = whole_parcels(self._house)
        ids = {parcel.submission_id for parcel in parcels}
        if ids - self._tried:
            self._note(parcels)
            intake()
            self._tried = ids  # what could not be taken is left to the sweep

    def _note(self, parcels: Sequence[Parcel]) -> None:
        """Write down that these were noticed: what the sweep finds unannounced was lost by everybody else."""
        keys = [parcel.objects[0].key for parcel in parcels]
        with self._house.database.begin() as session:
            known = hints.hinted(session, keys)
            session.add_all(InboxHint(key=key, source=FoundBy.WATCH) for key in keys if key not in known)
