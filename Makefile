# The commands that contributors type; .ci/run is what must pass.

GOLANGCI = go run github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0
FUZZ_SECONDS ?= 60

.PHONY: check test lint generate fuzz bench conformance ci

check: lint test ## what to run before each commit

test:
	go test ./...

lint:
	go vet ./...
	$(GOLANGCI) fmt --diff
	$(GOLANGCI) run ./...

generate:
	go generate ./...

fuzz:
	FUZZ_SECONDS=$(FUZZ_SECONDS) .ci/run fuzz

bench:
	go test -run '^$$' -bench . -benchmem ./...

conformance:
	.ci/run oracles conformance

ci:
	.ci/run
