package catalog

import (
	"fmt"
	"slices"
	"strings"
)

// The words the data files use, which are also what reports print.
var (
	effectWords = []string{Waits: "waits", Computes: "computes"}
	costWords   = []string{Micro: "micro", Milli: "milli", Heavy: "heavy", Unbounded: "unbounded"}
	whenWords   = []string{NoCallback: "no-callback", NotAwaited: "not-awaited", FirstAbsent: "first-absent"}
	roleWords   = []string{
		Request: "request", Event: "event", Async: "async", Startup: "startup", Thread: "thread",
		Worker: "worker", CLI: "cli", Test: "test", Build: "build", SyncRequest: "sync-request", Exit: "exit",
	}
	kindWords = []string{
		File: "file", Network: "network", DNS: "dns", Process: "process", Database: "database",
		Sleep: "sleep", Lock: "lock", Input: "input",
		Crypto: "crypto", Compression: "compression", Image: "image", Media: "media", Document: "document",
		Inference: "inference", Training: "training", DataFrame: "dataframe", Numeric: "numeric",
		Parsing: "parsing", Markup: "markup", Encoding: "encoding", Regex: "regex", Memory: "memory",
	}
)

// String returns the word of the data files, "" for NoEffect.
func (e Effect) String() string { return word(effectWords, e) }

// String returns the word of the data files, "" for NoKind.
func (k Kind) String() string { return word(kindWords, k) }

// Waits reports whether k is something to wait for, not something to compute.
func (k Kind) Waits() bool { return k > NoKind && k < Crypto }

// String returns the word of the data files, "" for NoCost.
func (c Cost) String() string { return word(costWords, c) }

// String returns the word of the data files, "" for Always.
func (w When) String() string { return word(whenWords, w) }

// String returns the word of the data files, "" for NoRole.
func (r Role) String() string { return word(roleWords, r) }

func word[T ~uint8](words []string, v T) string {
	if int(v) < len(words) {
		return words[v]
	}
	return fmt.Sprintf("%T(%d)", v, v)
}

// parseWord finds the value of a word; what names the list in the error.
func parseWord[T ~uint8](words []string, what, s string) (T, error) {
	if i := slices.Index(words, s); i > 0 && s != "" {
		return T(i), nil
	}
	known := make([]string, 0, len(words))
	for _, w := range words {
		if w != "" {
			known = append(known, w)
		}
	}
	return 0, fmt.Errorf("unknown %s %q (known: %s)", what, s, strings.Join(known, ", "))
}

// Closed lists whose words stay text, for only reports and verdicts read them.
var (
	// SignalIDs are what a service's work shows itself by.
	SignalIDs = []string{
		"websocket", "sse", "graphql", "ml-inference", "ml-training", "data-processing", "image-processing", "video", "pdf",
		"queue", "grpc", "outbound-http", "outbound-http-aggregation", "orm", "cache", "subprocess-python", "react-frontend",
		"shared-types", "openapi-codegen", "notebooks",
	}
	// ServiceKinds are what a service can be.
	ServiceKinds = []string{
		"http-api", "realtime", "graphql", "worker", "pipeline", "bot", "ml-api", "bff", "frontend", "cli", "library",
		"desktop", "serverless",
	}
	// Concurrencies are how a process serves several at a time.
	Concurrencies = []string{"event-loop", "sync-workers", "mixed", "n/a"}
)
