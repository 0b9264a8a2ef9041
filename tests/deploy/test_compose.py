"""docker-compose.yml: valid by the specification, the same commands as ``lotse up``, and locked down."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from cli import commands
from config.settings import Settings

ROOT = Path(__file__).parents[2]
OWN = ("migrate", "prefect", "worker", "review")


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
    return content


def test_the_file_follows_the_specification(compose: dict[str, Any]) -> None:
    """A typing error in a key is found here, and not on the authority's host."""
    schema = json.loads((Path(__file__).parent / "compose_spec.json").read_text(encoding="utf-8"))
    jsonschema.Draft7Validator(schema).validate(compose)


@pytest.mark.parametrize(
    ("service", "command"),
    [
        ("prefect", commands.PREFECT),
        ("worker", commands.WORKER),
        ("review", commands.REVIEW),
        ("migrate", commands.MIGRATE),
    ],
)
def test_the_commands_are_those_of_lotse_up(
    compose: dict[str, Any], service: str, command: tuple[str, ...]
) -> None:
    """What was tried on one machine is what runs in production."""
    assert tuple(compose["services"][service]["command"]) == command


def test_every_variable_is_a_setting(compose: dict[str, Any]) -> None:
    """A variable that nothing reads is a typing error."""
    known = set(Settings().to_environment()) | {"LOTSE_DATABASE_PASSWORD", "LOTSE_PREFECT_DATABASE_URL"}
    known |= {"LOTSE_PREFECT_DATABASE_PASSWORD", "LOTSE_REVIEW_PUBLIC_URL"}
    for name in OWN:
        for variable in compose["services"][name]["environment"]:
            assert variable.removesuffix("_FILE") in known


def test_every_service_is_locked_down(compose: dict[str, Any]) -> None:
    """No root, no capabilities, nothing writable but what must be; one step gives a volume away."""
    for name, service in compose["services"].items():
        assert service["cap_drop"] == ["ALL"], name
        assert service["read_only"], name
        assert "no-new-privileges:true" in service["security_opt"], name
        if name != "minio-folder":
            assert not service["user"].startswith("0"), name


def test_ports_are_open_on_this_host_only(compose: dict[str, Any]) -> None:
    """A proxy of the authority stands before them; worker and database have none at all."""
    for name, service in compose["services"].items():
        for port in service.get("ports", []):
            assert port.startswith("127.0.0.1:"), name
    assert "ports" not in compose["services"]["postgres"]
    assert compose["networks"]["inside"]["internal"]
    assert compose["services"]["worker"]["networks"] == ["inside"]


def test_secrets_stand_in_files(compose: dict[str, Any]) -> None:
    """No password is in the file, in the environment or in the image."""
    for service in compose["services"].values():
        for variable, value in service.get("environment", {}).items():
            if any(word in variable for word in ("PASSWORD", "SECRET", "ACCESS_KEY", "AUTH")):
                assert variable.endswith("_FILE")
                assert str(value).removeprefix("/run/secrets/") in compose["secrets"]


def test_images_are_pinned(compose: dict[str, Any]) -> None:
    """An update is a decision."""
    for name, service in compose["services"].items():
        tag = service["image"].partition(":")[2]
        assert tag not in {"", "latest"}, name
