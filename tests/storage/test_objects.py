"""The door to the object store, on two real servers: SeaweedFS, and MinIO's code in JuiceFS's gateway."""

from __future__ import annotations

import secrets
from unittest.mock import ANY

import pytest

from storage.embedded import process
from storage.objects import (
    Bucket,
    ObjectMissing,
    ObjectStore,
    StoreAddress,
    StoreRefused,
    StoreUnreachable,
)


@pytest.fixture(scope="module", params=["seaweedfs", "juicefs"])
def address(request: pytest.FixtureRequest) -> StoreAddress:
    found: StoreAddress = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def store(address: StoreAddress) -> ObjectStore:
    store = ObjectStore(address, bucket_prefix=f"t{secrets.token_hex(4)}-")
    store.ensure_buckets()
    return store


def test_bytes_come_back_as_they_went_in(store: ObjectStore) -> None:
    """An original is never changed on the way."""
    store.put(Bucket.ORIGINALS, "a/Führungszeugnis Nr. 1.pdf", b"%PDF-1.7\x00\xff")
    content = store.get(Bucket.ORIGINALS, "a/Führungszeugnis Nr. 1.pdf")
    assert content.data == b"%PDF-1.7\x00\xff"
    assert content.version
    assert len(content.sha256) == 64


def test_buckets_may_be_ensured_again(store: ObjectStore) -> None:
    """Every start ensures the buckets; what is in them stays."""
    store.put(Bucket.INBOX, "x", b"1")
    store.ensure_buckets()
    assert store.get(Bucket.INBOX, "x").data == b"1"


def test_the_listing_shows_what_the_ledger_compares(store: ObjectStore) -> None:
    """Key and ETag identify an object without fetching it, and change with its bytes."""
    store.put(Bucket.INBOX, "wohngeld/1/a.pdf", b"one")
    store.put(Bucket.INBOX, "wohngeld/1/ö b.pdf", b"two")
    store.put(Bucket.INBOX, "other.pdf", b"three")
    listed = sorted(store.list(Bucket.INBOX, "wohngeld/"))
    assert [(each.key, each.size) for each in listed] == [("wohngeld/1/a.pdf", 3), ("wohngeld/1/ö b.pdf", 3)]
    assert all(each.modified.tzinfo for each in listed)
    assert store.stat(Bucket.INBOX, "wohngeld/1/a.pdf") == listed[0]._replace(modified=ANY)
    store.put(Bucket.INBOX, "wohngeld/1/a.pdf", b"changed")
    again = store.stat(Bucket.INBOX, "wohngeld/1/a.pdf")
    assert again is not None
    assert again.etag != listed[0].etag


def test_copy_and_remove(store: ObjectStore) -> None:
    """A copy is a second object; removing twice is no error."""
    store.put(Bucket.INBOX, "a b/ä.pdf", b"1")
    store.copy((Bucket.INBOX, "a b/ä.pdf"), (Bucket.QUARANTINE, "a b/ä.pdf"))
    store.remove(Bucket.INBOX, "a b/ä.pdf")
    store.remove(Bucket.INBOX, "a b/ä.pdf")
    assert store.stat(Bucket.INBOX, "a b/ä.pdf") is None
    assert store.get(Bucket.QUARANTINE, "a b/ä.pdf").data == b"1"


def test_a_missing_object_is_told_without_its_key(store: ObjectStore) -> None:
    """Keys may hold names of people; exception texts go into logs."""
    with pytest.raises(ObjectMissing) as caught:
        store.get(Bucket.INBOX, "Max Mustermann.pdf")
    assert "Mustermann" not in str(caught.value)


def test_wrong_credentials_name_the_setting(address: StoreAddress) -> None:
    """The message says what to look at next, and never the secret."""
    store = ObjectStore(StoreAddress(address.endpoint, address.access_key, "wrong-secret-key"))
    with pytest.raises(StoreRefused, match="LOTSE_S3_SECRET_KEY") as caught:
        store.ensure_buckets()
    assert "wrong-secret-key" not in str(caught.value)


def test_a_store_that_is_down_names_its_address() -> None:
    """The message says what to look at next."""
    nowhere = f"127.0.0.1:{process.free_port()}"
    store = ObjectStore(StoreAddress(nowhere, "a", "b"), timeout=1)
    with pytest.raises(StoreUnreachable, match=nowhere):
        list(store.list(Bucket.INBOX))
