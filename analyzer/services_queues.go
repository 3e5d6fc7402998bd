package analyzer

import (
	"maps"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/stackfit/stackfit/analyzer/finding"
	"github.com/stackfit/stackfit/analyzer/program"
)

// queueUse is how a service uses a queue, topic or channel of a name.
type queueUse struct {
	produces, consumes bool
	job                bool // a name of work in a queue, not of the queue
	reason             finding.Reason
	mod                int
	calls              []program.CallID
}

// Calls of queue, message and publish-subscribe libraries by what they do. The
// name of a queue is an argument of most; those that only make one ready do
// neither.
var (
	queueProducers = wordSet("sendToQueue basic_publish publish send produce send_task sendTask createTask delay apply_async add addBulk enqueue " +
		"enqueue_in enqueue_at enqueueTo lpush rpush lPush rPush xadd xAdd emit push sendMessage send_message send_and_wait SendMessageCommand createJob schedule signature sig notify")
	queueConsumers = wordSet("consume basic_consume process subscribe psubscribe pSubscribe Worker Consumer KafkaConsumer AIOKafkaConsumer brpop blpop " +
		"bRPop bLPop blPop brPop xread xreadgroup xRead xReadGroup task actor MessagePattern EventPattern Processor Process RabbitSubscribe work " +
		"subscriber shared_task receive_messages receiveMessage ReceiveMessageCommand define iterator")
	queueMakers = wordSet("Queue assertQueue queue_declare declare_queue assertExchange exchange_declare declare_exchange bindQueue queue_bind get_exchange " +
		"get_queue getQueue registerQueue InjectQueue Topic topic topic_path createTopics SimpleQueue")
)

// jobCalls name a kind of work in a queue that was made before, rather than the
// queue.
var jobCalls = wordSet("process add addBulk create createJob define now every schedule work emit")

func wordSet(list string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		out[w] = true
	}
	return out
}

// queueFields are the properties and arguments that hold a queue's name.
var queueFields = wordSet("topic topics queue queueName queue_name channel stream routing_key routingKey exchange name Queue QueueUrl queues")

// queues joins the services that put something into a queue with those that
// take it out.
func (f *edgeFinder) queues() {
	uses := map[*Service]map[string]*queueUse{}
	for _, x := range f.services {
		if len(x.shown["queue"])+len(x.shown["cache"]) > 0 {
			uses[x] = f.queuesOf(x)
		}
	}
	for _, job := range []bool{false, true} { // a queue's name tells enough of a pair
		for _, from := range f.services {
			for _, name := range slices.Sorted(maps.Keys(uses[from])) {
				p := uses[from][name]
				if !p.produces {
					continue
				}
				for _, to := range f.services {
					c := uses[to][name]
					if to == from || c == nil || !c.consumes || (p.job || c.job) != job || to.dir == from.dir && p.consumes && c.produces || job && f.joins(from, to, "queue") {
						continue
					}
					f.add(from, to, "queue", name, p.reason, c.reason, code(p.mod, p.calls...))
				}
			}
		}
	}
}

func (f *edgeFinder) joins(from, to *Service, kind string) bool {
	return slices.ContainsFunc(f.found, func(e Edge) bool { return e.Source == from && e.Target == to && e.Kind == kind })
}

// queuesOf returns the queues that a service uses, by name.
func (f *edgeFinder) queuesOf(x *Service) map[string]*queueUse {
	out := map[string]*queueUse{}
	var puts, takes bool // without a name
	note := func(mod int, id program.CallID, resolved bool) {
		m := f.prog.Modules[mod]
		called := m.CalledName(id)
		produces, consumes := queueProducers[called] || resolved && called == "create", queueConsumers[called]
		if !produces && !consumes && !queueMakers[called] {
			return
		}
		names := f.queueNames(mod, id)
		job := jobCalls[called]
		if len(names) == 0 || job { // of a queue that was made before
			puts, takes = puts || produces, takes || consumes
		}
		for _, name := range names {
			u := out[name]
			if u == nil {
				u = &queueUse{reason: f.here(mod, m.Calls[id].NamePos, called+" "+name), mod: mod, job: job}
				out[name] = u
			}
			u.job = u.job && job
			u.produces, u.consumes = u.produces || produces, u.consumes || consumes
			u.calls = append(u.calls, id)
		}
	}
	for _, i := range x.modules {
		m := f.prog.Modules[i]
		resolved, others := map[program.CallID]bool{}, map[program.CallID]bool{}
		uses := false
		for _, u := range f.facts[i].signals {
			if u.Call != 0 && !f.ownUse(x, u) { // only another process of the project comes there
				others[u.Call] = true
			}
		}
		for _, sig := range []string{"queue", "cache"} {
			for _, u := range x.shown[sig] {
				if int(u.In.Module) == i {
					uses = true
					if u.Call != 0 {
						resolved[u.Call] = true
					}
				}
			}
		}
		if !uses {
			continue
		}
		for id := 1; id < len(m.Calls); id++ {
			// What is called on a client that was handed around counts by its
			// name, beside an import of its library.
			if k := m.Calls[id].Kind; (k == program.PlainCall || k == program.NewCall) && !others[program.CallID(id)] {
				note(i, program.CallID(id), resolved[program.CallID(id)])
			}
		}
	}
	f.tasks(x, out)
	for _, u := range out {
		if !u.produces && !u.consumes {
			u.produces, u.consumes = puts, takes
		}
	}
	return out
}

// tasks adds the names by which Celery knows the functions of a service: those
// of their modules, from each folder on that may be where the worker starts
// (https://docs.celeryq.dev/en/stable/userguide/tasks.html#names).
func (f *edgeFinder) tasks(x *Service, out map[string]*queueUse) {
	for _, u := range x.shown["queue"] {
		m := f.prog.Modules[u.In.Module]
		last := u.Name[strings.LastIndexByte(u.Name, '.')+1:]
		if m.Lang != program.Python || u.Call != 0 || u.In.Func == 0 || last != "task" && last != "shared_task" && last != "actor" {
			continue
		}
		name := strings.TrimSuffix(m.Path, ".py") + "/" + m.Name(m.Funcs[u.In.Func].Name)
		for name != "" {
			if dotted := strings.ReplaceAll(name, "/", "."); out[dotted] == nil {
				out[dotted] = &queueUse{consumes: true, job: true, reason: f.here(int(u.In.Module), u.Pos, last+" "+dotted), mod: int(u.In.Module)}
			}
			_, rest, found := strings.Cut(name, "/")
			if !found || !strings.Contains(rest, "/") {
				break
			}
			name = rest
		}
	}
}

// plainTexts are constants that stand beside queue names.
var plainTexts = wordSet("json utf8 utf-8 direct topic fanout headers message messages error data connect ready open close earliest latest none all " +
	"redis localhost rabbitmq kafka binary string default * # $ > true false queue task tasks job jobs status")

// queueNames returns the names that a call's arguments may mean a queue by.
func (f *edgeFinder) queueNames(mod int, id program.CallID) []string {
	m := f.prog.Modules[mod]
	c := &m.Calls[id]
	var out []string
	add := func(v program.ValueID) {
		for _, text := range f.prog.TextsAt(mod, v) {
			if len(text) > 1 && len(text) < 100 && !plainTexts[text] && !strings.ContainsAny(text, " {}\n<>") && !strings.Contains(text, "://") && !slices.Contains(out, text) {
				out = append(out, text)
			}
		}
	}
	for i, a := range m.Args[c.Args.Start : c.Args.Start+c.Args.Count] {
		name := m.Name(a.Name)
		switch {
		case name != "":
			if queueFields[name] {
				add(a.Value)
			}
		case i > 1:
		case m.Values[a.Value].Kind == program.Object:
			v := &m.Values[a.Value]
			for _, field := range m.Fields[v.B : v.B+v.C] {
				if queueFields[m.Name(field.Name)] {
					add(field.Value)
				}
			}
		default:
			add(a.Value)
		}
	}
	return out
}

// rpc joins the services that answer calls of a gRPC service with those that
// make them, by its name in the common description.
func (f *edgeFinder) rpc() {
	type side struct {
		service *Service
		reason  finding.Reason
		mod     int
		call    program.CallID
	}
	serves := map[string][]side{}
	asks := map[string][]side{}
	var makers []side // JavaScript clients carry the service's own name
	for _, x := range f.services {
		if len(x.shown["grpc"]) == 0 {
			continue
		}
		for _, i := range x.modules {
			m := f.prog.Modules[i]
			for n := 1; n < len(m.Calls); n++ {
				id := program.CallID(n)
				called := m.CalledName(id)
				at := side{x, f.here(i, m.Calls[n].NamePos, called), i, id}
				if name, found := strings.CutPrefix(called, "add_"); found {
					if name, found = strings.CutSuffix(name, "Servicer_to_server"); found {
						serves[name] = append(serves[name], at)
						continue
					}
				}
				if name, found := strings.CutSuffix(called, "Stub"); found && name != "" && m.Lang == program.Python {
					asks[name] = append(asks[name], at)
				}
				switch {
				case called == "addService":
					if name := m.ServiceName(id); name != "" {
						at.reason.Text += " " + name
						serves[name] = append(serves[name], at)
					}
				case called == "GrpcMethod" || called == "GrpcService", called == "getService":
					for _, name := range m.TextsOf(firstArg(m, id)) {
						if called == "getService" {
							asks[name] = append(asks[name], at)
						} else {
							serves[name] = append(serves[name], at)
						}
					}
				case m.Lang == program.JavaScript && m.Calls[n].Kind == program.NewCall:
					makers = append(makers, at)
				}
			}
		}
	}
	for _, at := range makers {
		called := f.prog.Modules[at.mod].CalledName(at.call)
		for _, name := range []string{called, strings.TrimSuffix(called, "Client")} {
			if serves[name] != nil {
				asks[name] = append(asks[name], at)
				break
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(asks)) {
		for _, from := range asks[name] {
			for _, to := range serves[name] {
				f.add(from.service, to.service, "grpc", name, from.reason, to.reason, code(from.mod, from.call))
			}
		}
	}
}

func firstArg(m *program.Module, id program.CallID) program.ValueID {
	if c := &m.Calls[id]; c.Args.Count > 0 {
		return m.Args[c.Args.Start].Value
	}
	return 0
}

// databases joins the services that work on the same database of the same
// server.
func (f *edgeFinder) databases() {
	type use struct {
		service *Service
		reason  finding.Reason
		mod     int
	}
	uses := map[string][]use{}
	note := func(key string, u use) {
		if key != "" && !slices.ContainsFunc(uses[key], func(o use) bool { return o.service == u.service }) {
			uses[key] = append(uses[key], u)
		}
	}
	for _, x := range f.services {
		if !x.Backend() && x.Kind != "pipeline" && x.Kind != "bot" {
			continue
		}
		for _, e := range f.settings(x, f.deployments) {
			// A library may read what code does not name; an example that lies
			// above several services is for those that do.
			if _, said := f.reads(x, e.name); !said && (x.Signal("orm") == nil || dirOf(e.file) != x.dir && path.Base(e.file)[0] == '.') {
				continue
			}
			note(databaseOf(e.value), use{x, finding.Reason{Text: "sets " + e.name, Path: e.file, Line: e.line}, -1})
		}
		for _, i := range x.modules {
			m := f.prog.Modules[i]
			for _, u := range m.TextUses(func(text string) bool { return databaseOf(text) != "" }) {
				note(databaseOf(u.Text), use{x, f.here(i, u.Pos, "names the database"), i})
			}
		}
	}
	for _, key := range slices.Sorted(maps.Keys(uses)) {
		list := uses[key]
		for i := range list {
			for j := i + 1; j < len(list); j++ {
				if a, b := list[i], list[j]; a.service.dir != b.service.dir || a.service.lang != b.service.lang {
					f.add(a.service, b.service, "database", key, a.reason, b.reason, code(a.mod))
				}
			}
		}
	}
}

// databaseOf returns server and database of a connection URL, and "" for other
// texts and for those that do not name both.
func databaseOf(text string) string {
	scheme, rest, found := strings.Cut(text, "://")
	if !found {
		return ""
	}
	kind, _, _ := strings.Cut(strings.ToLower(scheme), "+")
	switch kind {
	case "postgres", "postgresql", "jdbc:postgresql":
		kind = "postgresql"
	case "mysql", "mariadb", "mongodb", "mssql", "oracle", "clickhouse":
	default:
		return ""
	}
	u, err := url.Parse("db://" + rest)
	if err != nil || u.Hostname() == "" {
		return ""
	}
	name := strings.Trim(u.Path, "/")
	if name == "" || strings.ContainsAny(name, "{}$<>%") || strings.ContainsAny(u.Host, "{}$<>") {
		return ""
	}
	return kind + " " + strings.ToLower(u.Hostname()) + "/" + name
}
