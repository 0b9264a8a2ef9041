"""Attachments: the facts that a document type has, each with its evidence."""
