"""PostgreSQL and an S3 server from Python wheels, for one machine without any installation."""
