#!/bin/sh
# Installs the linters that the README's table compares with, to the directory
# given, or else to peers under $STACKFIT_ORACLES, or else to the user's cache
# directory: npm packages with the versions of package.json, Python packages with
# those of requirements.txt. The test runs it itself; a CI job runs it first to
# keep the download out of it.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
dir=${1:-${STACKFIT_ORACLES:-${XDG_CACHE_HOME:-$HOME/.cache}/stackfit-oracles}/peers}
mkdir -p "$dir"
if [ -f "$dir/installed" ] && cat "$here/package.json" "$here/requirements.txt" "$here/install.sh" | cmp -s - "$dir/installed"; then
	exit 0
fi
rm -rf "$dir/installed" "$dir/py"
cp "$here/package.json" "$dir/"
cd "$dir"
npm install --no-package-lock --no-audit --no-fund --ignore-scripts
python3 -m venv py
py/bin/pip install --quiet --disable-pip-version-check -r "$here/requirements.txt"
cat "$here/package.json" "$here/requirements.txt" "$here/install.sh" >installed
