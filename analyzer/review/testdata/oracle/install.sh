#!/bin/sh
# Installs what the conformance tests of analyzer/review open pages with, to the
# directory given, or else to review under $STACKFIT_ORACLES, or else to the
# user's cache directory: npm packages with exact versions in package.json, and a
# Chromium, whose path it leaves in the file browser. The conformance tests run
# it themselves; a CI job runs it first to keep the download out of them.
#
# A browser that is installed already is taken ($STACKFIT_BROWSER, or one on the
# path); else Debian's is installed, or the one that Playwright offers. Without a
# browser this fails.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
dir=${1:-${STACKFIT_ORACLES:-${XDG_CACHE_HOME:-$HOME/.cache}/stackfit-oracles}/review}
mkdir -p "$dir"
if [ -f "$dir/installed" ] && cat "$here/package.json" "$here/install.sh" | cmp -s - "$dir/installed" &&
	[ -x "$(cat "$dir/browser")" ]; then
	exit 0
fi
rm -f "$dir/installed" "$dir/browser"
cp "$here/package.json" "$dir/"
cd "$dir"
npm install --no-package-lock --no-audit --no-fund --ignore-scripts

# found prints the path of a browser that starts.
found() {
	for name in ${STACKFIT_BROWSER:+"$STACKFIT_BROWSER"} chromium google-chrome google-chrome-stable; do
		path=$(command -v "$name") || continue
		if "$path" --headless --no-sandbox --version >/dev/null 2>&1; then
			echo "$path"
			return
		fi
	done
	return 1
}

# As root on Debian or its kin, from the distribution. Ubuntu's package is only a
# stub that wants snap, so what it leaves is tried like any other.
apt() {
	[ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
	export DEBIAN_FRONTEND=noninteractive
	apt-get update && apt-get install -y --no-install-recommends chromium fonts-liberation
}

if ! browser=$(found); then
	apt || true
	if ! browser=$(found); then
		deps=
		if [ "$(id -u)" = 0 ]; then deps=--with-deps; fi
		PLAYWRIGHT_BROWSERS_PATH=$dir/browsers node node_modules/playwright-core/cli.js install $deps chromium
		browser=$(PLAYWRIGHT_BROWSERS_PATH=$dir/browsers node -p 'require("playwright-core").chromium.executablePath()')
	fi
fi
"$browser" --headless --no-sandbox --version
echo "$browser" >browser
cat "$here/package.json" "$here/install.sh" >installed
