#!/bin/sh
# Installs what the conformance tests of analyzer/internal/js compare with, to
# $STACKFIT_ORACLES or else the user's cache directory. The conformance tests
# run it themselves; a CI job runs it first to keep the download out of them.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
dir=${1:-${STACKFIT_ORACLES:-${XDG_CACHE_HOME:-$HOME/.cache}/stackfit-oracles}/js}
mkdir -p "$dir"
if [ -f "$dir/installed" ] && cmp -s "$here/package-lock.json" "$dir/installed"; then
	exit 0
fi
cp "$here/package.json" "$here/package-lock.json" "$dir/"
cd "$dir"
npm ci --no-audit --no-fund --ignore-scripts --legacy-peer-deps
cp package-lock.json installed
