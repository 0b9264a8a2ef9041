"""The one door to the object store: plain S3 through the ``minio`` client.

Buckets: ``inbox`` (what others drop), ``originals`` (untouched copies, one folder per submission),
``quarantine`` (what could not be taken, each with a reason beside it), ``outbox`` (reports and letters).
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

import urllib3
from minio import Minio
from minio.commonconfig import ENABLED, CopySource
from minio.error import MinioException, S3Error
from minio.versioningconfig import VersioningConfig
from urllib3.exceptions import HTTPError


class Bucket(StrEnum):
    """The buckets; an installation may put a prefix before their names."""

    INBOX = "inbox"
    ORIGINALS = "originals"
    QUARANTINE = "quarantine"
    OUTBOX = "outbox"


class StoreError(Exception):
    """The object store did not do what was asked.

    StoreError
    ├── StoreUnreachable   no answer: is the server running, is the address right?
    ├── StoreRefused       wrong credentials, or no right to do this
    └── ObjectMissing      there is no such object or bucket
    """


class StoreUnreachable(StoreError):
    """No answer at all."""


class StoreRefused(StoreError):
    """The credentials are wrong or do not suffice."""


class ObjectMissing(StoreError):
    """There is no such object or bucket."""


class StoredObject(NamedTuple):
    """An object as a listing shows it.

    Attributes:
        etag: Changes with the bytes; made up of size and time where a gateway keeps none.
        size: In bytes.
        modified: When the store finished receiving it, with its zone.
    """

    key: str
    etag: str
    size: int
    modified: datetime


class Content(NamedTuple):
    """An object's bytes.

    Attributes:
        version: The store's version id; the ETag, or the bytes' own hash, where it keeps no versions.
    """

    data: bytes
    version: str

    @property
    def sha256(self) -> str:
        """Of the bytes, in hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()


class StoreAddress(NamedTuple):
    """Where the store is, and how to get in."""

    endpoint: str
    access_key: str
    secret_key: str
    secure: bool = False
    region: str = "us-east-1"


class ObjectStore:
    """Reads, writes, lists and removes objects; may be used from several threads."""

    def __init__(self, address: StoreAddress, *, bucket_prefix: str = "", timeout: float = 60) -> None:
        self._endpoint = address.endpoint
        self._prefix = bucket_prefix
        self._client = Minio(
            address.endpoint,
            access_key=address.access_key,
            secret_key=address.secret_key,
            secure=address.secure,
            region=address.region,
            http_client=urllib3.PoolManager(
                timeout=urllib3.Timeout(connect=5, read=timeout),
                retries=urllib3.Retry(total=3, backoff_factor=0.2, status_forcelist=(500, 502, 503, 504)),
                cert_reqs="CERT_REQUIRED",
            ),
        )

    def ensure_buckets(self) -> None:
        """Create the buckets that are missing, with versions kept where the store can do that."""
        for bucket in Bucket:
            name = self._name(bucket)
            with self._explained(bucket.value):
                if not self._client.bucket_exists(name):
                    self._client.make_bucket(name)
            self._keep_versions(name)

    def has(self, bucket: Bucket) -> bool:
        """Whether the bucket exists."""
        with self._explained(bucket.value):
            return bool(self._client.bucket_exists(self._name(bucket)))

    def _keep_versions(self, name: str) -> None:
        try:
            self._client.set_bucket_versioning(name, VersioningConfig(ENABLED))
        except S3Error as error:
            # Some gateways keep no versions; the ledger then goes by the ETag.
            if error.code not in {"NotImplemented", "MethodNotAllowed", "InvalidRequest", "InvalidArgument"}:
                raise

    def put(
        self, bucket: Bucket, key: str, data: bytes, *, content_type: str = "application/octet-stream"
    ) -> None:
        """Write an object."""
        with self._explained(f"{bucket}/…"):
            self._client.put_object(
                self._name(bucket), key, io.BytesIO(data), len(data), content_type=content_type
            )

    def get(self, bucket: Bucket, key: str) -> Content:
        """Read an object in whole.

        Raises:
            ObjectMissing: if there is none; the text never repeats the key, which may hold a name.
        """
        with self._explained(f"{bucket}/…"):
            answer = self._client.get_object(self._name(bucket), key)
            try:
                data = answer.read()
            finally:
                answer.close()
                answer.release_conn()
        etag = answer.headers.get("ETag", "").strip('"')
        version = answer.headers.get("x-amz-version-id") or etag or hashlib.sha256(data).hexdigest()
        return Content(data, version)

    def stat(self, bucket: Bucket, key: str) -> StoredObject | None:
        """Return an object's properties, or None if there is no such object."""
        try:
            with self._explained(f"{bucket}/…"):
                found = self._client.stat_object(self._name(bucket), key)
        except ObjectMissing:
            return None
        return _stored(found)

    def list(self, bucket: Bucket, prefix: str = "") -> Iterator[StoredObject]:
        """Yield all objects below a prefix, in no order to rely on; empty "folders" are passed over."""
        with self._explained(bucket.value):
            for found in self._client.list_objects(self._name(bucket), prefix=prefix, recursive=True):
                if not found.is_dir:
                    yield _stored(found)

    def copy(self, source: tuple[Bucket, str], target: tuple[Bucket, str]) -> None:
        """Copy an object inside the store."""
        with self._explained(f"{source[0]}/…"):
            self._client.copy_object(
                self._name(target[0]), target[1], CopySource(self._name(source[0]), source[1])
            )

    def remove(self, bucket: Bucket, key: str) -> None:
        """Remove an object; it is no error if there is none."""
        with self._explained(f"{bucket}/…"):
            self._client.remove_object(self._name(bucket), key)

    def _name(self, bucket: Bucket) -> str:
        return f"{self._prefix}{bucket.value}"

    @contextmanager
    def _explained(self, what: str) -> Iterator[None]:
        """Turn the client's exceptions into ours, which name the next step and no key."""
        try:
            yield
        except S3Error as error:
            raise self._explanation(error, what) from None
        except (HTTPError, MinioException, OSError):
            raise StoreUnreachable(
                f"Der Objektspeicher antwortet nicht unter {self._endpoint}. "
                "Läuft er, und stimmt LOTSE_S3_ENDPOINT?"
            ) from None

    def _explanation(self, error: S3Error, what: str) -> StoreError:
        match error.code:
            case "NoSuchKey" | "NoSuchBucket" | "NoSuchObject" | "ResourceNotFound":
                return ObjectMissing(f"In {what} gibt es dieses Objekt nicht ({error.code}).")
            case "AccessDenied" | "InvalidAccessKeyId" | "SignatureDoesNotMatch":
                return StoreRefused(
                    f"Der Objektspeicher verweigert den Zugriff auf {what} ({error.code}). "
                    "Bitte LOTSE_S3_ACCESS_KEY und LOTSE_S3_SECRET_KEY prüfen."
                )
            case code:
                return StoreError(f"Der Objektspeicher meldet für {what}: {code}.")


def _stored(found: object) -> StoredObject:
    """Read the client's untyped object."""
    key, etag = getattr(found, "object_name", ""), getattr(found, "etag", "") or ""
    modified: datetime = getattr(found, "last_modified")  # noqa: B009 - the client's type is untyped
    size = int(getattr(found, "size", 0) or 0)
    return StoredObject(key, etag.strip('"') or f"{size}-{int(modified.timestamp())}", size, modified)
