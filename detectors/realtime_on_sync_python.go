package detectors

import (
	"fmt"
	"slices"
	"strings"

	"github.com/stackfit/stackfit/analyzer"
	"github.com/stackfit/stackfit/analyzer/finding"
)

// RealtimeOnSyncPython reports Python services that keep connections open for
// their clients, by sockets or streams of events, on workers that serve one
// client at a time.
//
// # Why it matters
//
// A synchronous worker belongs to one request until that ends, and a socket or
// a stream does not end: a handful of open browser tabs takes all workers, and
// then nobody is served. gunicorn also kills a worker that is silent for 30
// seconds. Live features fit an event loop: an ASGI server in Python, or Node.js.
//
// # Example
//
//	# Procfile
//	web: gunicorn --workers 4 app:app
//	# requirements.txt
//	flask
//	flask-socketio
//	# app.py
//	from flask import Flask
//	from flask_socketio import SocketIO, emit
//
//	app = Flask(__name__)
//	socketio = SocketIO(app)
//
//	@socketio.on("message")
//	def relay(text):
//	    emit("message", text, broadcast=True)
//
// Use instead:
//
//	# Procfile
//	web: gunicorn --worker-class gevent --workers 1 app:app
//	# requirements.txt
//	flask
//	flask-socketio
//	gevent
//	# app.py
//	from flask import Flask
//	from flask_socketio import SocketIO, emit
//
//	app = Flask(__name__)
//	socketio = SocketIO(app)
//
//	@socketio.on("message")
//	def relay(text):
//	    emit("message", text, broadcast=True)
//
// or FastAPI, Starlette or Django Channels under uvicorn or daphne.
//
// # What it does not report
//
// gevent, eventlet and threads (gthread, --threads); ASGI servers and their
// worker classes for gunicorn; sockets of clients; server-sent events where no
// synchronous server is known.
//
// # Limits
//
// How a service is run is read from Procfile, Dockerfile, compose files, shell
// scripts that they start, gunicorn's configuration and GUNICORN_CMD_ARGS. A
// configuration that is elsewhere or put together is taken for fine. Where
// nothing says how it is run, sockets without gevent, eventlet or simple-websocket,
// which serves each from a thread, are info.
var RealtimeOnSyncPython = &analyzer.Detector{
	ID:       "realtime-on-sync-python",
	Severity: finding.Warning,
	Claims:   []string{"G12"},
	Run:      realtimeOnSyncPython,
}

func realtimeOnSyncPython(p *analyzer.Pass) error {
	for _, x := range p.Services() {
		if x.Language != "python" || !x.Answers() || x.RunsOnLoop() {
			continue
		}
		uses, what := x.SocketServers(), ""
		if len(uses) == 0 {
			uses, what = x.Uses("sse"), "a stream of events ("
		}
		if len(uses) == 0 {
			continue
		}
		u := uses[0]
		name := u.Name
		if what != "" {
			name = what + u.Name + ")"
		}
		f := finding.Finding{
			Severity: finding.Warning, Confidence: finding.Definite, Cost: "unbounded",
			Help: "give each client a green thread (gunicorn -k gevent), a thread (--threads) or serve them from an ASGI server or Node.js",
		}
		server, known := oneAtATime(x.Servers())
		switch {
		case server != nil && strings.HasPrefix(u.Name, "channels."):
			f.Message = fmt.Sprintf("%s needs an ASGI server, and %s runs this service by WSGI", name, server.Name)
			f.Help = "run it under daphne or uvicorn, or gunicorn with uvicorn's worker class"
		case server != nil:
			f.Message = fmt.Sprintf("%s keeps a connection open for each client, and a worker of %s serves one client at a time", name, server.Name)
		case known || what != "" || x.Concurrency != "sync-workers" || u.Call == 0 || p.Sets(u, "async_mode") ||
			slices.ContainsFunc(x.Dependencies(), func(d analyzer.Dependency) bool { return d.Name == "simple-websocket" }):
			continue
		default:
			f.Severity, f.Confidence = finding.Info, finding.Probable
			f.Message = name + " keeps a connection open for each client, and nothing asks for gevent, eventlet or a server with threads"
		}
		if server != nil {
			f.Trace = []finding.Step{{Path: server.Path, Line: server.Line, Text: server.What + " starts " + server.Name + " with synchronous workers"}}
		}
		p.ReportUse(x, u, f)
	}
	return nil
}

// oneAtATime returns the server of synchronous workers when all that is known
// to run the service in production is such; known is false when nothing is.
func oneAtATime(servers []analyzer.Server) (_ *analyzer.Server, known bool) {
	var sync *analyzer.Server
	for i := range servers {
		switch servers[i].Workers {
		case analyzer.SyncWorkers:
			if sync == nil {
				sync = &servers[i]
			}
		case analyzer.Development:
		default:
			return nil, true
		}
	}
	return sync, sync != nil
}
