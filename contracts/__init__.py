"""The records that flow between stages; document types and procedure contracts."""
