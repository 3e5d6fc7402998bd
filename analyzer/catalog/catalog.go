// Package catalog holds what is known about libraries: which APIs block or
// compute, what calls return, who runs a function somewhere else, and where
// frameworks enter the code. Knowledge is data (the *.toml files here); the
// kinds of knowledge are Go. Resolving names is program's business.
//
// # Qualified names
//
// A name is what the linker makes of an expression:
//
//   - a module is its import text without `node:` ("fs", "@nestjs/common",
//     "os.path"); a member adds ".member" ("fs.promises.readFile",
//     "urllib.request.urlopen"). A default import is the module itself:
//     `import sharp from "sharp"; sharp()` and `require("sharp")()` are "sharp".
//   - an instance and its class share a name: `Path("x").read_text` and
//     `p.read_text` with `p: Path` are "pathlib.Path.read_text".
//   - the result of calling an external name N with no known type is "N()":
//     `boto3.client("s3").put_object` is "boto3.client().put_object"; a fact
//     `returns` replaces that by a type name. Awaiting changes nothing.
//   - Python builtins live in "builtins" ("builtins.open"); JavaScript globals
//     stand for themselves ("fetch", "JSON.parse", "Atomics.wait").
//
// # Looking up
//
// One catalog knows one language: Node or Python, compiled from node_*.toml
// and python_*.toml by go generate. A name is looked up as it stands, then
// with its longest aliased prefix replaced and without a module's "default",
// then as a member of the base classes of its owner.
package catalog

import "sync"

//go:generate go run ./internal/gen

// Effect says what a call does to the thread that runs it.
type Effect uint8

// Effects.
const (
	NoEffect Effect = iota
	Waits           // the thread stands still until something else is done
	Computes        // the thread is busy
)

// Kind says what a call waits for or computes.
type Kind uint8

// Kinds. The first group waits, the second computes.
const (
	NoKind Kind = iota

	File     // file system
	Network  // sockets, HTTP, RPC, queues, mail
	DNS      // name resolution
	Process  // child processes
	Database // databases, embedded ones included
	Sleep    // timers
	Lock     // locks, joins, results of other threads
	Input    // terminal

	Crypto      // hashing, key derivation, signatures, random bytes
	Compression // deflate, archives
	Image
	Media    // audio and video
	Document // PDF, spreadsheets, office files
	Inference
	Training
	DataFrame
	Numeric  // matrices, statistics
	Parsing  // parsing and compiling text of any size
	Markup   // templates, Markdown, HTML
	Encoding // serialization of whole objects
	Regex
	Memory // garbage collection, object graphs
)

// Cost is the class of time one call takes.
type Cost uint8

// Costs, from cheap to dear.
const (
	NoCost    Cost = iota
	Micro          // a stat: microseconds
	Milli          // a file read: about a millisecond
	Heavy          // 100 ms and more: key derivation, images, documents
	Unbounded      // network, sleep, process, inference: no bound in sight
)

// When restricts an API entry to some of its calls.
type When uint8

// Conditions.
const (
	Always      When = iota
	NoCallback       // the last argument is no function: `crypto.randomBytes(16)`
	NotAwaited       // the result is not awaited: one name, a sync and an async client
	FirstAbsent      // called without arguments
)

// API is one fact: calls to these names have this effect.
type API struct {
	Names   []string // qualified names
	Effect  Effect
	Kind    Kind
	Cost    Cost
	When    When
	Small   bool   // what it reads is small as a rule: configuration, a date, a statement, a header
	Async   bool   // returns a promise or coroutine and has its effect on the loop all the same
	GIL     string // Python: "released" when native code lets other threads run meanwhile, "held" when it is known not to
	Instead string // the way out, after "use": "the same function of fs.promises"
	Source  string // URL or a short citation
}

// Remote says that calls to these names ask another machine for something and
// that whoever needs the answer has to wait for it: on the loop, in a thread or
// by awaiting. What that does to the thread is told by API.
type Remote struct {
	Names   []string // qualified names; "a.*" is every member of a, "a.*.b" member b of every member of a
	Kind    Kind     // Network or Database
	Writes  bool     // it changes something there: the order of such calls matters
	Awaited bool     // a description of the request, which is sent when it is awaited or iterated
	Method  string   // argument that names an HTTP method: see Entry.Handler; what is not GET or HEAD writes
	Instead string   // how to ask for many at once, after "use"

	// Embedded are names whose use says that the database runs in the process,
	// where a query is a function call.
	Embedded []string

	// How long one call waits at most. Limit is empty where that is not known.
	Limit    string   // documented default: "none", "300 s"
	Limits   []string // keywords or properties of the options that set another
	Options  string   // which argument is the options: see Entry.Handler; when empty, any object and any keyword
	Clients  []string // calls that make the client, with the same options for all its calls
	Defaults []string // attributes and calls by which a program sets them for all calls

	Source string
}

// Type says what calls or attributes yield.
type Type struct {
	Returns string   // qualified name of the type; "self" for the receiver's own
	Names   []string // calls (or constructors) that yield it
	Attrs   []string // attributes and properties that hold it
	Source  string   // may be absent
}

// Class says that a name is an external class and what it inherits from.
// Calling a class yields an instance, so no Type fact is needed for that.
type Class struct {
	Name   string
	Bases  []string
	Source string // may be absent
}

// Alias says that one module offers another's members too: names not found
// under Names are looked up under Of.
type Alias struct {
	Names  []string
	Of     string
	Source string // may be absent
}

// Role is where a function runs.
type Role uint8

// Roles.
const (
	NoRole  Role = iota
	Request      // serves a request on the event loop
	Event        // socket, queue, timer or other event on the event loop
	Async        // a coroutine or async function with no known root
	Startup      // runs once
	Thread       // a thread of a pool, beside the loop
	Worker       // another thread's or process's own loop or job
	CLI          // one command, one user
	Test
	Build
	SyncRequest // a request served by a worker that serves one at a time (WSGI, Lambda)
	Exit        // shutdown and crash paths
)

// Offload names who runs a callable somewhere else.
type Offload struct {
	Names    []string // calls: the callable argument runs elsewhere
	Bases    []string // base classes whose Methods run elsewhere
	Methods  []string
	Callable string // which argument: see Entry.Handler
	Module   string // which argument names a file to run: "0"
	To       Role   // Thread or Worker
	Source   string
}

// Wrapper names calls and decorators that yield a callable that behaves as the
// one they were given: promisify, partial, wraps, asyncHandler, bind.
type Wrapper struct {
	Names    []string
	Callable string
	Once     bool   // the result is computed once: functools.cache on no arguments
	Source   string // may be absent
}

// Param types the parameters of a callable that is handed to a call: the
// socket of `io.on("connection", socket => …)`.
type Param struct {
	Calls    []string
	Event    string   // only when argument 0 is this text
	Callable string   // which argument: see Entry.Handler; all callables when empty
	Types    []string // of the parameters, in order; "" where nothing is known
	Source   string   // may be absent
}

// Entry is a pattern of places where a framework calls the program.
type Entry struct {
	Framework string

	// One of the following groups says what the pattern looks at.

	Calls   []string // calls to these names register handlers …
	Events  []string // … only when argument 0 is one of these texts …
	Handler string   // … found at: "callables" (every callable argument), "first", "last", "0", "1", … , "key:NAME" (keyword, or property of any object argument), "keys" (every callable property of object arguments), "assigned" (no call: what is stored in a property of the name)

	Decorators []string // functions decorated with these

	Bases   []string // classes that inherit from these: their Methods
	Methods []string // names, or "*" for every public method

	ClassDecorators  []string // classes decorated with these …
	MethodDecorators []string // … and their methods decorated with these ("*" methods when Methods says so)

	Files   []string // doublestar globs of files, relative to the service …
	Exports []string // … and exported names that are handlers
	Needs   string   // only when the service imports or declares this package

	Role     Role
	SyncRole Role   // role of a handler that is not async, when it differs
	Own      bool   // nobody waits for it: the process's own timer or watched file, its user's own action, a page rendered ahead
	Label    string // "GET {0}": {N} constant text of argument N, {name} the function's name, {key:X}
	Source   string
}

// Signal says what the use of a library tells of the work a service does. The
// sets it is found by are alternatives, but Members narrows Packages.
type Signal struct {
	ID       string   // of the closed list of signals: "websocket", "ml-inference"
	Packages []string // importing and using one of these, a module of it, or a package that a final "*" stands for
	Members  []string // … and then only calls to a member of that name: "fit"
	Calls    []string // calls to these names
	Texts    []string // values of the header or argument that names a content type
	Commands []string // programs run as child processes or by package scripts
	Unless   []string // not when the service has one of these signals already
	Native   bool     // the work is done by threads of its own or another process, not by the thread that asks
	Light    bool     // small functions, of which one or two say little of what a service is for
	Source   string
}

// Framework says what kind of thing a program is that a library runs.
type Framework struct {
	Name        string
	Kind        string   // of a service: "http-api", "worker", "frontend"
	Packages    []string // as in Signal: the service uses the framework …
	Calls       []string // … and runs it when it calls one of these; when there are none, using it is enough
	Concurrency string   // of the process: "event-loop", "sync-workers"
	Source      string
}

// Catalog is all that is known.
type Catalog struct {
	APIs     []API
	Types    []Type
	Classes  []Class
	Aliases  []Alias
	Offloads []Offload
	Wrappers []Wrapper
	Params   []Param
	Entries  []Entry
	Remotes  []Remote

	Signals    []Signal
	Frameworks []Framework

	once sync.Once // guards ix
	ix   index
}
