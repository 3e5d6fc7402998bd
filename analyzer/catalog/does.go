package catalog

var does = [...]string{
	NoKind: "blocks", File: "waits for the file system", Network: "waits for the network", DNS: "waits for name resolution",
	Process: "waits for another process", Database: "waits for a database", Sleep: "sleeps", Lock: "waits for another thread",
	Input: "waits for input", Crypto: "computes cryptography", Compression: "compresses or unpacks", Image: "processes an image",
	Media: "processes audio or video", Document: "processes a document", Inference: "runs a model", Training: "trains a model",
	DataFrame: "processes a data frame", Numeric: "computes on arrays", Parsing: "parses text", Markup: "renders or converts markup",
	Encoding: "encodes or decodes whole objects", Regex: "matches a regular expression", Memory: "walks the heap",
}

// Does says in a report's words what a call of this kind does.
func (k Kind) Does() string { return does[k] }
