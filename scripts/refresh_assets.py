"""Fetch the web app's vendored assets anew: pinned packages, a few files of each, with their licences.

    python scripts/refresh_assets.py

Needs npm and its registry; the service itself never does. Every archive is checked against the
integrity value that stands here, so a changed package is noticed.
"""

from __future__ import annotations

import base64
import hashlib
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
FIRA = "package/dist/fonts/fira-sans"


class Package(NamedTuple):
    """A package of npm and the files that are taken from it.

    Attributes:
        sha512: Of the archive, base64, as npm's lock files have it.
        files: File in the archive -> file below ``folder``.
    """

    name: str
    version: str
    sha512: str
    folder: str
    files: dict[str, str]


PACKAGES = (
    Package(
        name="@kern-ux/native",
        version="2.7.2",
        sha512="TN0Mqbasp7S1IOqurXickde8MDj5hIcgT4s3f1i33wyv2iVgA1dTO/FoQyi6rgM9KYTYkIthl9k72g7fBUUvHg==",
        folder="review/static/vendor/kern",
        files={
            "package/dist/kern.min.css": "kern.min.css",
            "package/LICENSE.md": "LICENSE.md",
            f"{FIRA}/FiraSans-Regular.woff2": "fonts/FiraSans-Regular.woff2",
            f"{FIRA}/FiraSans-Medium.woff2": "fonts/FiraSans-Medium.woff2",
            f"{FIRA}/FiraSans-SemiBold.woff2": "fonts/FiraSans-SemiBold.woff2",
        },
    ),
    Package(
        name="@expo-google-fonts/fira-sans",
        version="0.4.1",
        sha512="zQVs67baYyBVEScaCGKG3MBtGe2hPNc7R3Axmj7JmWs310kOem4poL1mB+O52rwfFqiigzxV876BHFZBxoie1Q==",
        folder="followups/templates/fonts",
        files={
            "package/400Regular/FiraSans_400Regular.ttf": "FiraSans_400Regular.ttf",
            "package/600SemiBold/FiraSans_600SemiBold.ttf": "FiraSans_600SemiBold.ttf",
            "package/LICENSE_FONT": "OFL.txt",
        },
    ),
    Package(
        name="axe-core",
        version="4.14.1",
        sha512="FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ==",
        folder="tests/review/vendor",
        files={"package/axe.min.js": "axe.min.js", "package/LICENSE": "LICENSE"},
    ),
)


def main() -> int:
    """Refresh all packages; say what was written."""
    with tempfile.TemporaryDirectory() as name:
        for package in PACKAGES:
            archive = _pack(package, Path(name))
            for path in _unpack(package, archive):
                sys.stdout.write(f"{path.relative_to(ROOT)}\n")
    return 0


def _pack(package: Package, folder: Path) -> Path:
    """Let npm fetch the archive, and check it."""
    wanted = f"{package.name}@{package.version}"
    command = ["npm", "pack", wanted, "--silent", "--pack-destination", str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - our own words
    archive = folder / done.stdout.strip().splitlines()[-1]
    digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if digest != package.sha512:
        raise SystemExit(f"{wanted}: the archive is not the one that was vendored (sha512 {digest})")
    return archive


def _unpack(package: Package, archive: Path) -> list[Path]:
    written = []
    with tarfile.open(archive) as tar:
        for source, target in package.files.items():
            member = tar.extractfile(source)
            if member is None:
                raise SystemExit(f"{package.name}: {source} is no file")
            path = ROOT / package.folder / target
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(member.read())
            written.append(path)
    return written


if __name__ == "__main__":
    raise SystemExit(main())
