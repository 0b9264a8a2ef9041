"""The environment in which Prefect runs: quiet, on this machine only, and without a word of any document.

Prefect reads its settings from ``PREFECT_…`` variables; they follow from ours here, and nowhere else.
"""

from __future__ import annotations

from config.settings import Settings


def prefect_environment(settings: Settings) -> dict[str, str]:
    """Return Prefect's variables for clients and workers."""
    variables = {
        "PREFECT_API_URL": settings.prefect.api_url,
        "PREFECT_HOME": str((settings.data / "prefect").resolve()),
        # Nothing is sent anywhere.
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        # Results and logs would carry what flows hold in memory into Prefect's database.
        "PREFECT_RESULTS_PERSIST_BY_DEFAULT": "false",
        "PREFECT_LOGGING_TO_API_ENABLED": "false",
        "PREFECT_LOGGING_LEVEL": "WARNING",
        "PREFECT_SERVER_LOGGING_LEVEL": "WARNING",
        "PREFECT_CLI_COLORS": "false",
    }
    auth = settings.prefect.auth.get_secret_value()
    return variables | ({"PREFECT_API_AUTH_STRING": auth} if auth else {})


def prefect_server_environment(settings: Settings) -> dict[str, str]:
    """Return Prefect's variables for the server."""
    prefect = settings.prefect
    variables = {
        **prefect_environment(settings),
        "PREFECT_SERVER_API_HOST": prefect.host,
        "PREFECT_SERVER_API_PORT": str(prefect.port),
        "PREFECT_UI_API_URL": "/api",
        "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
        "PREFECT_SERVER_DATABASE_CONNECTION_URL": prefect.database(settings.data),
    }
    auth = prefect.auth.get_secret_value()
    return variables | ({"PREFECT_SERVER_API_AUTH_STRING": auth} if auth else {})
