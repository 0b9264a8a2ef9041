"""Alembic's folder: ``env.py`` is run by it, ``versions`` holds the migrations."""
