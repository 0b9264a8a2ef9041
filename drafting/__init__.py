"""Contracts for those who write them: drafts from forms and schemas, examples, and what a change does."""
