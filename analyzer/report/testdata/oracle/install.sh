#!/bin/sh
# Installs what the conformance tests of analyzer/report compare with, to the
# directory given, or else to report under $STACKFIT_ORACLES, or else to the
# user's cache directory. The conformance tests run it themselves; a CI job runs
# it first to keep the download out of them.
#
# Validators are npm packages with exact versions in package.json. Two schemas
# come from Go modules that carry them: OASIS's of SARIF, as text in a Go file,
# and reviewdog's of its diagnostic format. None of their code is built or run.
set -eu
sarif=github.com/owenrumney/go-sarif/v3@v3.3.1
reviewdog=github.com/reviewdog/reviewdog@v0.21.2
here=$(cd "$(dirname "$0")" && pwd)
dir=${1:-${STACKFIT_ORACLES:-${XDG_CACHE_HOME:-$HOME/.cache}/stackfit-oracles}/report}
mkdir -p "$dir"
if [ -f "$dir/installed" ] && cat "$here/package.json" "$here/install.sh" | cmp -s - "$dir/installed"; then
	exit 0
fi
rm -f "$dir/installed"
cp "$here/package.json" "$dir/"
cd "$dir"
npm install --no-package-lock --no-audit --no-fund --ignore-scripts --legacy-peer-deps
# npm sets this bit for what a package lists as a program; this one is run by a script.
chmod +x node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool
# module MODULE prints the folder of a Go module.
module() {
	go mod download -json "$1" | node -p 'JSON.parse(require("fs").readFileSync(0)).Dir'
}
node - "$(module "$sarif")/pkg/report/v210/sarif/schema.go" >sarif.schema.json <<'EOF'
const text = require("fs").readFileSync(process.argv[2], "utf8").split("`")[1];
console.log(JSON.stringify(JSON.parse(text)));
EOF
cp "$(module "$reviewdog")/proto/rdf/jsonschema/DiagnosticResult.json" rdjson.schema.json
chmod u+w rdjson.schema.json
cat "$here/package.json" "$here/install.sh" >installed
