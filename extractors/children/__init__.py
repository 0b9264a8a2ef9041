"""The child processes in which untrusted files are read."""
