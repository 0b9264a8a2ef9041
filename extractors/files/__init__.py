"""Files of every kind, each behind its only door: PDF, pictures, mails, ZIP."""
