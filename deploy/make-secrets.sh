#!/bin/sh
# Makes up the secrets that docker-compose.yml reads; existing ones stay.
set -eu
cd "$(dirname "$0")"
mkdir -p secrets
chmod 700 secrets # on this host only root and you get in; containers get single files
make_secret() {
    [ -s "secrets/$1" ] || printf '%s%s' "${2:-}" "$(openssl rand -hex 24)" > "secrets/$1"
    chmod 444 "secrets/$1" # the containers' users have other numbers than yours
}
make_secret database_password
make_secret prefect_database_password
make_secret prefect_auth admin:
make_secret s3_access_key
make_secret s3_secret_key
echo "Secrets are in $(pwd)/secrets"
