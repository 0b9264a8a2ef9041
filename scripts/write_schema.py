"""Write the JSON Schema of the report, from the records that write reports.

python scripts/write_schema.py
"""

from __future__ import annotations

import json
from pathlib import Path

from contracts.report import Report

SCHEMA = Path(__file__).parents[1] / "contracts" / "report.schema.json"


def schema_text() -> str:
    """Return the schema as it stands in the repository."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "antragslotse/report/1",
        **Report.model_json_schema(by_alias=True, mode="serialization"),
    }
    return json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


if __name__ == "__main__":
    SCHEMA.write_text(schema_text(), encoding="utf-8")
