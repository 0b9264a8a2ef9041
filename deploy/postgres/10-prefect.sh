#!/bin/sh
# Prefect's server has a database and a role of its own: it can't read a single application.
set -eu
psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
    --set password="$(cat /run/secrets/prefect_database_password)" <<'SQL'
CREATE ROLE prefect LOGIN PASSWORD :'password';
CREATE DATABASE prefect OWNER prefect;
REVOKE CONNECT ON DATABASE lotse FROM PUBLIC;
\connect prefect
CREATE EXTENSION pg_trgm;
SQL
