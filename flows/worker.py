"""The worker: registers the flows as code, runs them, and watches for work. ``python -m flows.worker``."""

from __future__ import annotations

import asyncio
import signal
import sys
import threading
import time
from datetime import timedelta

import structlog
from prefect.client.orchestration import get_client
from prefect.runner import Runner
from prefect.types.entrypoint import EntrypointType

from config.settings import Settings
from flows import apply_verdict, intake, process_submission
from flows.house import House, open_house
from flows.watching import Watcher

log = structlog.get_logger()


class GentleRunner(Runner):
    """Prefect's runner, whose own SIGTERM handler (3.8.8) exits before its clean-up has run."""

    def handle_sigterm(self, *_args: object, **_kwargs: object) -> None:
        """Treat SIGTERM like SIGINT, which we handle."""
        signal.raise_signal(signal.SIGINT)


async def register(runner: Runner, settings: Settings) -> None:
    """Tell Prefect which flows there are, and when the sweep runs."""
    by_module = EntrypointType.MODULE_PATH  # a path of a file would hold on this machine only
    deployments = [
        await intake.intake.ato_deployment(
            intake.NAME, interval=timedelta(seconds=settings.inbox.sweep), entrypoint_type=by_module
        ),
        await process_submission.process_submission.ato_deployment(
            process_submission.NAME, entrypoint_type=by_module
        ),
        await apply_verdict.apply_verdict.ato_deployment(apply_verdict.NAME, entrypoint_type=by_module),
    ]
    for deployment in deployments:
        await runner.aadd_deployment(deployment)


async def work(house: House) -> None:
    """Run the flows and watch, until SIGINT or SIGTERM."""
    worker = house.settings.worker
    # A schedule that is paused at shutdown would stay so after a kill.
    runner = GentleRunner(
        name="lotse", query_seconds=worker.poll, limit=worker.limit, pause_on_shutdown=False
    )
    await register(runner, house.settings)
    watching_ends = threading.Event()
    watcher = threading.Thread(target=Watcher(house, watching_ends).run, name="watcher", daemon=True)
    watcher.start()
    try:
        await _until_signal(runner)
    finally:
        watching_ends.set()
        log.info("worker.stopped")


async def _until_signal(runner: Runner) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGINT, stop.set)
    running, stopping = asyncio.create_task(runner.start()), asyncio.create_task(stop.wait())
    log.info("worker.started", limit=runner.limit)
    await asyncio.wait({running, stopping}, return_when=asyncio.FIRST_COMPLETED)
    if not running.done():
        await runner.astop()
    await running


def wait_for_servers(house: House, seconds: float = 120) -> None:
    """Wait until database, object store and Prefect answer: in a cluster nobody starts in order."""
    end = time.monotonic() + seconds
    while True:
        try:
            house.database.check()
            house.store.ensure_buckets()
            with get_client(sync_client=True) as client:
                client.hello().raise_for_status()
        except Exception as error:
            if time.monotonic() > end:
                raise
            log.debug("worker.waiting", error=type(error).__name__)
            time.sleep(0.5)
        else:
            return


def main() -> int:
    """Run until SIGINT or SIGTERM."""
    house = open_house()
    wait_for_servers(house)
    asyncio.run(work(house))
    return 0


if __name__ == "__main__":
    sys.exit(main())
