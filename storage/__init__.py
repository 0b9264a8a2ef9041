"""Where things are kept: object store, database, audit trail."""
