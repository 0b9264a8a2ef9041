"""The environment in which Prefect runs: quiet, on this machine only, and without a word of any document.

Prefect reads its settings from ``PREFECT_…`` variables; they follow from ours here, and nowhere else.
"""

from __future__ import annotations

from config.settings import Settings


def prefect_environment(settings: Settings) -> dict[str, str]:
    """Return Prefect's variables, for its server and for workers."""
    prefect = settings.prefect
    variables = {
        "PREFECT_HOME": str((settings.data / "prefect").resolve()),
        "PREFECT_API_URL": prefect.api_url,
        "PREFECT_SERVER_API_HOST": prefect.host,
        "PREFECT_SERVER_API_PORT": str(prefect.port),
        "PREFECT_SERVER_UI_API_URL": "/api",
        "PREFECT_SERVER_DATABASE_CONNECTION_URL": prefect.database(settings.data),
        "PREFECT_SERVER_REGISTER_BLOCKS_ON_START": "false",
        # Nothing is sent anywhere.
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
        "DO_NOT_TRACK": "1",
        # Results and logs would carry what flows hold in memory into Prefect's database.
        "PREFECT_RESULTS_PERSIST_BY_DEFAULT": "false",
        "PREFECT_LOGGING_TO_API_ENABLED": "false",
        "PREFECT_LOGGING_LEVEL": "WARNING",
        "PREFECT_SERVER_LOGGING_LEVEL": "WARNING",
        "PREFECT_CLI_COLORS": "false",
    }
    auth = prefect.auth.get_secret_value()
    if auth:
        variables |= {"PREFECT_API_AUTH_STRING": auth, "PREFECT_SERVER_API_AUTH_STRING": auth}
    return variables
