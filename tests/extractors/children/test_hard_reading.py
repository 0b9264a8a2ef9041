"""What can go wrong around reading: evil pages, a full disk, killed servers, threads, Ctrl-C."""

from __future__ import annotations

import contextlib
import errno
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import psutil
import pytest

from contracts.reading import ProblemCode
from extractors.children import worker
from extractors.children.allowance import Allowance
from extractors.children.tasks import Children
from extractors.children.watch import Watch
from extractors.children.workroom import Workroom
from extractors.confinement import waited_seconds
from extractors.errors import WorkroomError
from extractors.limits import ReadingLimits
from extractors.pages import reader
from extractors.sandbox import ReadingPool
from tests.extractors import engines
from tests.extractors.drawn import letter_picture, scan_pdf, text_pdf
from tests.extractors.engines import CrashingEngine, HangingEngine, SlowEngine, SteadyEngine

LIMITS = ReadingLimits(page_seconds=1, open_seconds=1, least_seconds=0.5, lost_seconds=4)


def children_of(process: int) -> list[psutil.Process]:
    """Return all processes below one that take part in reading."""
    return list(psutil.Process(process).children(recursive=True))


def landscape_scan(pages: int) -> bytes:
    """Return a PDF with pages that lie on their side, at which some engines do harm."""
    return scan_pdf(*[letter_picture(dpi=40).rotate(90, expand=True)] * pages, dpi=40)


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder that stands for the system's folder for temporary files."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(
    ("engine", "code"), [(HangingEngine, ProblemCode.TIMEOUT), (CrashingEngine, ProblemCode.CRASHED)]
)
def test_many_evil_pages_share_the_lost_time(engine: type[SteadyEngine], code: ProblemCode) -> None:
    """However many pages come to nothing, the document ends; its pages are there and say what happened."""
    started = time.monotonic()
    with ReadingPool(LIMITS, workers=2, make_engine=engine) as pool:
        document = pool.read(landscape_scan(200), file="x.pdf")
    assert time.monotonic() - started < 30
    assert [page.index for page in document.pages] == list(range(200))
    assert document.problems[0].code is code
    assert document.problems[-1].code is ProblemCode.TIMEOUT


@pytest.mark.parametrize(
    ("evil", "code"),
    [
        (engines.pass_that_dies, ProblemCode.CRASHED),
        (engines.pass_that_sleeps, ProblemCode.TIMEOUT),
        (engines.pass_that_hoards, ProblemCode.OUT_OF_MEMORY),
        (engines.pass_that_lies, ProblemCode.CRASHED),
    ],
)
def test_an_evil_page_is_named(evil: worker.Task, code: ProblemCode, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page at which a child is lost is told by its number; those before and behind it are kept."""
    monkeypatch.setattr(worker, "first_pass", evil)
    with ReadingPool(LIMITS, workers=1, make_engine=SteadyEngine) as pool:
        document = pool.read(text_pdf(4), file="x.pdf")
    assert [(each.code, each.page) for each in document.problems] == [(code, 1)]
    assert [bool(page.words) for page in document.pages] == [True, False, True, True]


def test_pages_of_nonsense_are_bounded() -> None:
    """A page with more text than any honest page has is a problem, as is a document of such pages."""
    tight = LIMITS.model_copy(update={"answer_bytes": 900})
    with ReadingPool(tight, workers=1, make_engine=SteadyEngine) as pool:
        problems = pool.read(text_pdf(2), file="x.pdf").problems
    assert [(each.code, each.page) for each in problems] == [
        (ProblemCode.TOO_LARGE, 0),
        (ProblemCode.TOO_LARGE, 1),
    ]
    allowance = Allowance(LIMITS.model_copy(update={"document_bytes": 20_000}))
    (reading,) = reader.read_pages(text_pdf(), [0], engine=None, limits=LIMITS)
    assert allowance.admit(reading) == reading
    assert allowance.admit(reading).problems[0].code is ProblemCode.TOO_LARGE


def test_a_child_that_has_grown_is_replaced() -> None:
    """What libraries keep of large pages does not add up: the child leaves, and its answer is kept."""
    for most, children in ((1, 3), (1 << 40, 1)):
        grown = Children(LIMITS.model_copy(update={"resident_bytes": most}), count=1)
        grown.start()
        with grown.copy(b"") as copy:
            seen = {copy.start(engines.who, bytes, seconds=5).result() for _ in range(3)}
        grown.stop()
        assert len(seen) == children


def test_watch_sees_waiting(tmp_path: Path) -> None:
    """A watch starts with the answers' file, and starts anew with each answer."""
    answers = tmp_path / "answers"
    watch = Watch(answers)
    assert watch.seconds() == 0
    answers.write_bytes(worker.HEAD.pack(os.getpid(), waited_seconds()))
    os.utime(answers, (time.time() - 10, time.time() - 10))
    assert 9 < watch.seconds() < 11
    answers.write_bytes(worker.HEAD.pack(2**32 - 1, 0))
    assert watch.seconds() < 1
    answers.write_bytes(b"half")
    assert watch.seconds() == 0


def test_no_room_is_no_fault_of_the_file(monkeypatch: pytest.MonkeyPatch, temporary: Path) -> None:
    """A full disk is told to the admin: the file has no problem, and nothing is left behind."""
    with ReadingPool(LIMITS, workers=1, make_engine=SteadyEngine) as pool:
        with monkeypatch.context() as patch:
            patch.setattr(worker, "first_pass", engines.pass_without_room)
            with pytest.raises(WorkroomError):
                pool.read(text_pdf(), file="x.pdf")
        with monkeypatch.context() as patch:
            patch.setattr(Path, "write_bytes", _full)
            with pytest.raises(WorkroomError):
                pool.read(text_pdf(), file="x.pdf")
        assert pool.read(text_pdf(), file="x.pdf").pages[0].words
        assert [list(folder.iterdir()) for folder in temporary.iterdir() if "reading" in folder.name] == [[]]


def _full(_path: Path, _data: bytes) -> int:
    raise OSError(errno.ENOSPC, "no space left")


def test_answers_that_cannot_be_written(tmp_path: Path) -> None:
    """A child says whether the disk was full, or the answer larger than any may be."""
    source, answers = tmp_path / "source", tmp_path / "answers"
    source.write_bytes(text_pdf())
    answers.touch()
    run = partial(worker.run, worker.first_pass, source, limits=LIMITS, seconds=60)
    for nowhere in (tmp_path / "removed", Path("/dev/full")):
        with pytest.raises(WorkroomError):
            run(nowhere)
    with files_up_to(worker.HEAD.size + 10):
        assert run(answers) is ProblemCode.TOO_LARGE


@contextlib.contextmanager
def files_up_to(size: int) -> Iterator[None]:
    """Let this process write no file beyond ``size`` bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_the_folder_may_be_tidied_away(temporary: Path) -> None:
    """Somebody deletes old files from the folder for temporary files: reading goes on."""
    with ReadingPool(LIMITS, workers=1, make_engine=SteadyEngine) as pool:
        for folder in temporary.glob("antragslotse-reading-*"):
            folder.rmdir()
        assert pool.read(text_pdf(), file="x.pdf").pages[0].words
    assert list(temporary.glob("antragslotse-reading-*")) == []


def test_folders_of_killed_processes_are_removed(temporary: Path) -> None:
    """The next start finds what a killed process has left, and leaves alone what is in use or new."""
    used = Workroom()
    left, new = (Path(tempfile.mkdtemp(prefix="antragslotse-reading-")) for _ in range(2))
    (left / "source").write_bytes(b"Erika Musterfrau")
    for folder in (left, used.path):
        os.utime(folder, (0, 0))
    Workroom().close()
    assert {used.path, new} <= set(temporary.iterdir())
    assert not left.exists()
    used.close()


def test_a_killed_fork_server_is_replaced() -> None:
    """The server that makes the children may be killed with all of them; reading goes on."""
    with ReadingPool(LIMITS, workers=2, make_engine=SlowEngine) as pool:
        pool.read(text_pdf(), file="warm.pdf")
        servers = [each for each in children_of(os.getpid()) if "forkserver" in str(each.cmdline())]
        with ThreadPoolExecutor(1) as thread:
            document = thread.submit(pool.read, scan_pdf(*[letter_picture(dpi=40)] * 4, dpi=40), file="x.pdf")
            time.sleep(1)
            for server in servers:
                with contextlib.suppress(psutil.NoSuchProcess):
                    server.kill()
            assert len(document.result().pages) == 4
        assert pool.read(text_pdf(), file="danach.pdf").pages[0].words


def test_several_threads_share_a_pool() -> None:
    """Files read from several threads at once do not get in each other's way."""
    files = [text_pdf(2), scan_pdf(letter_picture(dpi=40), dpi=40), b"%PDF-nonsense"] * 4
    with ReadingPool(workers=2, make_engine=SteadyEngine) as pool, ThreadPoolExecutor(6) as threads:
        read = threads.map(lambda data: pool.read(data, file="x.pdf"), files)
        assert [len(document.pages) for document in read] == [2, 1, 0] * 4


PROGRAM = """
import sys
from tests.extractors.engines import SlowEngine
from tests.extractors.drawn import letter_picture, scan_pdf
from extractors.sandbox import ReadingPool
if __name__ == "__main__":
    with ReadingPool(workers=2, make_engine=SlowEngine) as pool:
        scan = scan_pdf(*[letter_picture(dpi=40)] * 60, dpi=40)
        pool.read(scan, file="x.pdf", progress=lambda *_: print("page", flush=True))
"""


@pytest.mark.parametrize(
    ("sent", "tidy"), [(signal.SIGINT, True), (signal.SIGTERM, False), (signal.SIGKILL, False)]
)
def test_an_interrupted_parent_leaves_no_process(sent: signal.Signals, tidy: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a case
    """Ctrl-C ends all children and removes the copies; after a harder end the children go by themselves."""
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    # Sockets lie there, whose paths may not be long: pytest's own folders are.
    folder = Path(tempfile.mkdtemp(prefix="lotse-"))
    environment = {"TMPDIR": str(folder), "PYTHONPATH": str(Path(__file__).parents[3])}
    with subprocess.Popen(
        [sys.executable, program], env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as parent:
        assert parent.stdout
        assert parent.stdout.readline() == b"page\n"
        children = children_of(parent.pid)
        parent.send_signal(sent)
        parent.wait(60)
    assert len(children) >= 3
    _, alive = psutil.wait_procs(children, timeout=60)
    assert alive == []
    left = list(folder.glob("antragslotse-reading-*"))
    shutil.rmtree(folder)
    assert len(left) == (0 if tidy else 1)


def test_few_file_descriptors(temporary: Path) -> None:
    """Where no file can be opened any more, reading says so; it goes on when there are some again."""
    del temporary
    with ReadingPool(LIMITS, workers=1, make_engine=SteadyEngine) as pool:
        pool.read(text_pdf(), file="warm.pdf")
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (1, hard))
        try:
            with pytest.raises(WorkroomError):
                pool.read(text_pdf(), file="x.pdf")
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        assert pool.read(text_pdf(), file="danach.pdf").pages[0].words
