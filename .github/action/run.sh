#!/usr/bin/env bash
# The one step of action.yml: installs stackfit and runs it. Inputs come in the
# environment and are never evaluated. STACKFIT_RELEASES may name a mirror of the
# releases (https:// or file://).
set -euo pipefail

# fail says in an annotation why nothing could be done.
fail() {
  local text=$1
  text=${text//'%'/'%25'}
  text=${text//$'\r'/'%0D'}
  text=${text//$'\n'/'%0A'}
  printf '::error title=stackfit::%s\n' "$text"
  exit 2
}

# flag returns whether the boolean input of this name is set.
flag() {
  case $2 in
    true) return 0 ;;
    false | '') return 1 ;;
    *) fail "the input $1 is \"$2\"; use true or false" ;;
  esac
}

# one_line refuses what could write other outputs than its own.
one_line() {
  case $2 in
    *[$'\r\n']*) fail "the input $1 has more than one line" ;;
  esac
}

work=$(mktemp -d "${RUNNER_TEMP:?}/stackfit.XXXXXX")
trap 'rm -rf "$work"' EXIT
exe=
[ "${RUNNER_OS:?}" != Windows ] || exe=.exe
stackfit=$work/stackfit$exe

install_release() {
  local version=${1#v} os arch archive base
  case $RUNNER_OS in
    Linux) os=linux ;;
    macOS) os=darwin ;;
    Windows) os=windows ;;
    *) fail "there is no release for $RUNNER_OS; use version: source" ;;
  esac
  case ${RUNNER_ARCH:?} in
    X64) arch=amd64 ;;
    ARM64) arch=arm64 ;;
    *) fail "there is no release for $RUNNER_ARCH; use version: source" ;;
  esac
  archive=stackfit_${version}_${os}_${arch}.tar.gz
  base=${STACKFIT_RELEASES:-https://github.com/stackfit/stackfit/releases/download}/v$version
  for file in "$archive" checksums.txt; do
    curl --fail --silent --show-error --location --proto '=https,file' --proto-redir '=https' --retry 3 \
      --output "$work/$file" "$base/$file" || fail "cannot download $base/$file; is v$version a release?"
  done
  # The sum of this archive alone, and exactly one.
  awk -v name="$archive" '$2 == name' "$work/checksums.txt" >"$work/checksum"
  [ "$(wc -l <"$work/checksum")" -eq 1 ] || fail "checksums.txt of v$version does not name $archive once"
  local sum=(sha256sum)
  command -v sha256sum >/dev/null || sum=(shasum -a 256)
  (cd "$work" && "${sum[@]}" -c checksum >/dev/null) || fail "$archive does not have the checksum that its release says"
  tar -xzf "$work/$archive" -C "$work" "stackfit$exe" || fail "$archive holds no stackfit$exe"
}

install_source() {
  command -v go >/dev/null || fail "building stackfit needs Go: run actions/setup-go before, or give a released version"
  (cd "${GITHUB_ACTION_PATH:?}" && CGO_ENABLED=0 GOWORK=off go build -trimpath -o "$stackfit" ./cmd/stackfit) ||
    fail "stackfit cannot be built from $GITHUB_ACTION_PATH; the lines above say why"
}

release='^v?[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?$'
version=${INPUT_VERSION:-}
if [ -z "$version" ]; then
  version=source
  [[ ! ${ACTION_REF:-} =~ $release ]] || version=$ACTION_REF
fi
if [ "$version" = source ]; then
  install_source
elif [[ $version =~ $release ]]; then
  install_release "$version"
else
  fail "the input version is \"$version\"; use a release such as v1.2.3, or source"
fi

one_line sarif-file "${INPUT_SARIF_FILE:-}"
one_line report-file "${INPUT_REPORT_FILE:-}"
args=(--output github)
[ -z "${INPUT_FAIL_ON:-}" ] || args+=("--fail-on=$INPUT_FAIL_ON")
if [ -n "${INPUT_SARIF_FILE:-}" ]; then
  mkdir -p "$(dirname -- "$INPUT_SARIF_FILE")"
  args+=(--output "sarif=$INPUT_SARIF_FILE")
fi
if flag only-new "${INPUT_ONLY_NEW:-}"; then
  # A branch that is new was pushed from a base of nothing but zeros.
  if [[ ${EVENT_BASE:-} =~ ^[0-9a-f]{40,64}$ && ! $EVENT_BASE =~ ^0+$ ]]; then
    args+=("--diff=$EVENT_BASE")
  else
    echo "::notice title=stackfit::This event has no base to compare with, so all findings are reported."
  fi
fi
flag summary "${INPUT_SUMMARY:-true}" || unset GITHUB_STEP_SUMMARY
IFS=$' \t\n' read -r -d '' -a more <<<"${INPUT_ARGS:-}" || true

status=0
"$stackfit" check "${args[@]}" ${more[@]+"${more[@]}"} -- "${INPUT_PATH:-.}" || status=$?
# Over 1 there is no result.
[ "$status" -le 1 ] || [ "$status" -eq 3 ] || exit "$status"
if [ -n "${INPUT_SARIF_FILE:-}" ]; then
  printf 'sarif-file=%s\n' "$INPUT_SARIF_FILE" >>"${GITHUB_OUTPUT:?}"
fi
if [ -n "${INPUT_REPORT_FILE:-}" ]; then
  mkdir -p "$(dirname -- "$INPUT_REPORT_FILE")"
  "$stackfit" report -o "$INPUT_REPORT_FILE" -- "${INPUT_PATH:-.}"
  printf 'report-file=%s\n' "$INPUT_REPORT_FILE" >>"${GITHUB_OUTPUT:?}"
fi
exit "$status"
