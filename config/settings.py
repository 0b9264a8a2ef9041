"""Settings: what an installation decides. This room is the only reader of the environment.

Every setting has a variable ``LOTSE_<SECTION>_<NAME>``, e.g. ``LOTSE_S3_ENDPOINT``. A secret may stand in
a file instead (Docker secrets): ``LOTSE_S3_SECRET_KEY_FILE=/run/secrets/s3_secret_key``.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    NonNegativeFloat,
    NonNegativeInt,
    PositiveFloat,
    PositiveInt,
    SecretStr,
)
from pydantic_settings import BaseSettings, EnvSettingsSource, PydanticBaseSettingsSource, SettingsConfigDict

PREFIX = "LOTSE_"


class Section(BaseModel):
    """A group of settings; a typing error in a name is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class S3Settings(Section):
    """The object store.

    Attributes:
        endpoint: Host and port, without a scheme.
        secure: Whether to speak HTTPS.
        bucket_prefix: Put before each bucket's name, where several installations share a store.
    """

    endpoint: str = "127.0.0.1:9000"
    access_key: str = ""
    secret_key: SecretStr = SecretStr("")
    secure: bool = False
    region: str = "us-east-1"
    bucket_prefix: str = ""


class DatabaseSettings(Section):
    """PostgreSQL; ``password`` is put into ``url`` where that has none."""

    url: SecretStr = SecretStr("postgresql://lotse@127.0.0.1:5432/lotse")
    password: SecretStr | None = None
    pool_size: PositiveInt = 5

    @property
    def full_url(self) -> str:
        """The address with user and password."""
        return _with_password(self.url, self.password)


def _with_password(url: SecretStr, password: SecretStr | None) -> str:
    plain = url.get_secret_value()
    if password is None:
        return plain
    scheme, _, rest = plain.partition("://")
    user, _, place = rest.rpartition("@")
    return f"{scheme}://{user.partition(':')[0]}:{quote(password.get_secret_value(), safe='')}@{place}"


class PrefectSettings(Section):
    """The Prefect server, and where its workers find it.

    Attributes:
        database_url: ``postgresql+asyncpg://…``; SQLite in the data folder if not set.
        database_password: Put into ``database_url``.
        auth: ``user:password`` that server and workers share; empty for none.
    """

    api_url: str = "http://127.0.0.1:4200/api"
    auth: SecretStr = SecretStr("")
    host: str = "127.0.0.1"
    port: PositiveInt = 4200
    database_url: SecretStr | None = None
    database_password: SecretStr | None = None

    def database(self, data: Path) -> str:
        """Address of Prefect's own database."""
        if self.database_url is None:
            return f"sqlite+aiosqlite:///{(data / 'prefect' / 'prefect.db').resolve()}"
        return _with_password(self.database_url, self.database_password)


class InboxSettings(Section):
    """Taking submissions in; all times in seconds.

    Attributes:
        stability: A folder without meta.json is whole when nothing has arrived for so long.
        sweep: Between two comparisons of the listing with the ledger.
        watch: Between two looks at the listing by the worker.
        max_files: A submission with more files goes to quarantine.
        max_megabytes: A submission larger than this goes to quarantine.
    """

    stability: NonNegativeFloat = 10
    sweep: PositiveFloat = 300
    watch: PositiveFloat = 2
    max_files: PositiveInt = 200
    max_megabytes: PositiveInt = 500


class WorkerSettings(Section):
    """The worker.

    Attributes:
        limit: Flow runs at the same time.
        poll: Seconds between two questions to Prefect for work.
        attempts: A submission whose processing died so often is given to a person.
        checker: Where the pipeline comes from, ``module:function``; the function gets these settings.
        sample_share: Share of accepted proposals that a second person checks blind.
    """

    limit: PositiveInt = 2
    poll: PositiveFloat = 0.5
    attempts: PositiveInt = 3
    checker: str = "flows.checking:make_pipeline"
    sample_share: float = Field(default=0.02, ge=0, le=1)


class ReadingSettings(Section):
    """Limits of reading one file; see ``extractors.limits`` for what each protects.

    Attributes:
        processes: Child processes that read; one per core if None.
        cache_megabytes: Room for readings of scanned pages, in the data folder; 0 keeps none.
        cache_days: They are kept so long after their last use.
    """

    max_megabytes: PositiveInt = 100
    max_pages: PositiveInt = 500
    memory_megabytes: PositiveInt = 720
    page_seconds: PositiveFloat = 8
    ocr_dpi: PositiveInt = 200
    processes: PositiveInt | None = None
    cache_megabytes: NonNegativeInt = 200
    cache_days: PositiveFloat = 7


class ClassifierSettings(Section):
    """Telling document types apart.

    Attributes:
        target_error: Share of wrong types that is accepted among those that stand without a person.
    """

    target_error: float = Field(default=0.01, gt=0, lt=0.5)


class ReviewSettings(Section):
    """The review queue's web server.

    Attributes:
        public_url: Address under which people reach it, where a proxy stands before it.
        claim_minutes: After so long without a verdict a claimed task is open to others again.
        events_secret: What the object store's webhook must say to be heard; empty turns the webhook off.
    """

    host: str = "127.0.0.1"
    port: PositiveInt = 8080
    public_url: str | None = None
    claim_minutes: PositiveInt = 30
    events_secret: SecretStr = SecretStr("")

    @property
    def url(self) -> str:
        """Address for people, without a slash at the end."""
        return (self.public_url or f"http://{self.host}:{self.port}").rstrip("/")


class AuthoritySettings(Section):
    """Who writes the letters, as printed on them.

    Attributes:
        address: Street and town, with a semicolon between: ``Rathausplatz 1; 12345 Musterstadt``.
        upload: Where documents can be sent electronically, as people would type it.
        hours: Opening hours, in words.
    """

    name: str = "Stadt Musterstadt"
    department: str = ""
    address: str = "Rathausplatz 1; 12345 Musterstadt"
    phone: str = ""
    email: str = ""
    upload: str = ""
    hours: str = ""


class ContractsSettings(Section):
    """Contracts of procedures: the shipped ones where ``folder`` is not set."""

    folder: Path | None = None


class Settings(BaseSettings):
    """All settings, frozen. ``Settings()`` reads the environment."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_nested_delimiter="_",
        env_nested_max_split=1,
        frozen=True,
        extra="forbid",
        hide_input_in_errors=True,
    )

    data: Path = Path("data")
    s3: S3Settings = S3Settings()
    database: DatabaseSettings = DatabaseSettings()
    prefect: PrefectSettings = PrefectSettings()
    inbox: InboxSettings = InboxSettings()
    worker: WorkerSettings = WorkerSettings()
    reading: ReadingSettings = ReadingSettings()
    classifier: ClassifierSettings = ClassifierSettings()
    review: ReviewSettings = ReviewSettings()
    authority: AuthoritySettings = AuthoritySettings()
    contracts: ContractsSettings = ContractsSettings()

    @classmethod
    def settings_customise_sources(  # type: ignore[override] # the sources left out are not wanted
        cls, settings_cls: type[BaseSettings], init_settings: PydanticBaseSettingsSource, **_: object
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Read arguments first, then the environment with its secret files; nothing else."""
        return init_settings, EnvironmentWithFiles(settings_cls)

    @property
    def worker_alive(self) -> Path:
        """File that the worker touches whenever it has looked for work; old means stuck or dead."""
        return self.data / "run" / "worker.alive"

    def to_environment(self) -> dict[str, str]:
        """Return the variables from which another process reads the same settings; holds the secrets."""
        variables = {f"{PREFIX}DATA": str(self.data)}
        for name in type(self).model_fields:
            section = getattr(self, name)
            if isinstance(section, Section):
                variables |= {
                    f"{PREFIX}{name}_{key}".upper(): _plain(value)
                    for key, value in section
                    if value is not None
                }
        return variables


class EnvironmentWithFiles(EnvSettingsSource):
    """The environment, in which ``<NAME>_FILE`` stands for the content of a file."""

    def _load_env_vars(self) -> Mapping[str, str | None]:
        variables = dict(super()._load_env_vars())
        for name in [
            name for name in variables if name.startswith(PREFIX.lower()) and name.endswith("_file")
        ]:
            path = variables.pop(name)
            if path:
                variables[name.removesuffix("_file")] = Path(path).read_text(encoding="utf-8").strip()
        return variables


def child_environment(settings: Settings, extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the environment for a process that we start: ours, the settings, and ``extra``."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}  # noqa: TID251 - config reads the environment
    return {**inherited, **settings.to_environment(), **(extra or {})}


def _plain(value: object) -> str:
    if isinstance(value, SecretStr):
        return value.get_secret_value()
    return str(value).lower() if isinstance(value, bool) else str(value)
