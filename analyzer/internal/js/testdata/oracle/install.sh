#!/bin/sh
# Installs what the conformance tests of analyzer/internal/js compare with, to
# the directory given, or else to js under $STACKFIT_ORACLES, or else to the
# user's cache directory. The conformance tests run it themselves; a CI job runs
# it first to keep the download out of them.
#
# Every package that is compared has its exact version in package.json. There is
# no lock file: npm refuses one that lacks other platforms' builds of oxc-parser,
# and writes such a one where it cannot see them.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
dir=${1:-${STACKFIT_ORACLES:-${XDG_CACHE_HOME:-$HOME/.cache}/stackfit-oracles}/js}
mkdir -p "$dir"
if [ -f "$dir/installed" ] && cmp -s "$here/package.json" "$dir/installed"; then
	exit 0
fi
cp "$here/package.json" "$dir/"
cd "$dir"
npm install --no-package-lock --no-audit --no-fund --ignore-scripts --legacy-peer-deps
cp package.json installed
