"""Reading: files to words, widgets and ink; forms and attachments to values."""
