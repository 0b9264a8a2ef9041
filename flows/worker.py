"""The worker: registers the flows as code, runs them, and watches for work. ``python -m flows.worker``."""

from __future__ import annotations

import asyncio
import signal
import sys
import threading
from datetime import timedelta

import structlog
from prefect.runner import Runner

from config.logs import set_up_logs
from flows import apply_verdict, intake, process_submission
from flows.house import open_house
from flows.watching import Watcher

log = structlog.get_logger()


async def serve(stop: asyncio.Event) -> None:
    """Run the flows until ``stop`` is set."""
    settings = open_house().settings
    # Pausing the schedule at shutdown would leave it paused after a kill.
    runner = Runner(
        name="lotse", query_seconds=settings.worker.poll, limit=settings.worker.limit, pause_on_shutdown=False
    )
    await runner.aadd_flow(intake.intake, name=intake.NAME, interval=timedelta(seconds=settings.inbox.sweep))
    await runner.aadd_flow(process_submission.process_submission, name=process_submission.NAME)
    await runner.aadd_flow(apply_verdict.apply_verdict, name=apply_verdict.NAME)
    running = asyncio.create_task(runner.start())
    stopping = asyncio.create_task(stop.wait())
    log.info("worker.started", limit=settings.worker.limit)
    await asyncio.wait({running, stopping}, return_when=asyncio.FIRST_COMPLETED)
    if not running.done():
        runner.stop()
    await running


async def _work() -> None:
    stop, watching_ends = asyncio.Event(), threading.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop.set)
    watcher = threading.Thread(target=Watcher(open_house(), watching_ends).run, name="watcher", daemon=True)
    watcher.start()
    try:
        await serve(stop)
    finally:
        watching_ends.set()
        log.info("worker.stopped")


def main() -> int:
    """Run until SIGINT or SIGTERM."""
    set_up_logs("worker")
    open_house().store.ensure_buckets()
    asyncio.run(_work())
    return 0


if __name__ == "__main__":
    sys.exit(main())
