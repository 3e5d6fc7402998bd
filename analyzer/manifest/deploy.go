package manifest

import (
	"errors"
	"io"
	"path"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Serverless is a configuration of the Serverless Framework
// (https://www.serverless.com/framework/docs/guides/serverless.yml).
type Serverless struct {
	Path, Dir string
	Service   string
	Runtime   string // of the provider, such as nodejs22.x
	Functions []ServerlessFunction
	Env       []Command
}

// ServerlessFunction is a function of a Serverless configuration.
type ServerlessFunction struct {
	Name    string
	Handler string // file and function: src/users.create
	Events  []string
	Line    int
}

func readServerless(src []byte) (*Serverless, error) {
	v, err := parseYAML(src)
	s := &Serverless{Service: firstOf(v.get("service").str(), v.get("service", "name").str()), Runtime: v.get("provider", "runtime").str()}
	for _, e := range v.get("provider", "environment").unique() {
		s.Env = append(s.Env, Command{e.name, e.value.scalar(), e.line})
	}
	tables := v.get("functions").items // a list of tables is allowed, too
	if v.get("functions").kind == tableKind {
		tables = []value{v.get("functions")}
	}
	for _, table := range tables {
		for _, f := range table.unique() {
			fn := ServerlessFunction{Name: f.name, Handler: f.value.get("handler").str(), Line: f.line}
			for _, e := range f.value.get("events").items {
				if e.kind == stringKind {
					fn.Events = append(fn.Events, e.text)
				}
				for _, kind := range e.fields {
					fn.Events = append(fn.Events, kind.name)
				}
			}
			if fn.Handler != "" {
				s.Functions = append(s.Functions, fn)
			}
		}
	}
	return s, err
}

// Kubernetes is the workloads and services of a file of Kubernetes objects
// (https://kubernetes.io/docs/concepts/workloads/).
type Kubernetes struct {
	Path, Dir  string
	Containers []KubernetesContainer
	Services   []KubernetesService
}

// KubernetesContainer is a container of a workload.
type KubernetesContainer struct {
	Kind     string // Deployment, StatefulSet, DaemonSet, CronJob, Job, Pod
	Workload string // its name
	Name     string
	Image    string
	Command  Exec // with its arguments
	Ports    []string
	Env      []Command
	Line     int
}

// KubernetesService is a name by which a workload is reached.
type KubernetesService struct {
	Name     string
	Selector string // value of the label "app", by which it finds its workload
	Line     int
}

// maxDocuments bounds the documents read of one YAML file.
const maxDocuments = 200

func readKubernetes(src []byte) (*Kubernetes, error) {
	k := &Kubernetes{}
	docs, err := parseYAMLDocuments(src)
	for _, v := range docs {
		k.object(v)
		for _, item := range v.get("items").items { // kind: List
			k.object(item)
		}
	}
	return k, err
}

func (k *Kubernetes) object(v value) {
	kind, name := v.get("kind").str(), v.get("metadata", "name").str()
	if v.get("apiVersion").str() == "" || name == "" {
		return
	}
	var pod value
	switch kind {
	case "Deployment", "StatefulSet", "DaemonSet", "Job", "ReplicaSet":
		pod = v.get("spec", "template", "spec")
	case "CronJob":
		pod = v.get("spec", "jobTemplate", "spec", "template", "spec")
	case "Pod":
		pod = v.get("spec")
	case "Service":
		k.Services = append(k.Services, KubernetesService{name, firstOf(v.get("spec", "selector", "app").str(), v.get("spec", "selector", "app.kubernetes.io/name").str(), name), v.line})
		return
	default:
		return
	}
	for _, c := range pod.get("containers").items {
		container := KubernetesContainer{Kind: kind, Workload: name, Name: c.get("name").str(), Image: c.get("image").str(), Line: c.line}
		container.Command = composeExec(c.get("command"))
		if args := composeExec(c.get("args")); args.Line > 0 {
			container.Command.Args = append(container.Command.Args, args.Args...)
			if container.Command.Line == 0 {
				container.Command.Line = args.Line
			}
		}
		for _, p := range c.get("ports").items {
			if port := p.get("containerPort").scalar(); port != "" {
				container.Ports = append(container.Ports, port)
			}
		}
		for _, e := range c.get("env").items {
			if name := e.get("name").str(); name != "" {
				container.Env = append(container.Env, Command{name, e.get("value").scalar(), e.line})
			}
		}
		k.Containers = append(k.Containers, container)
	}
}

// parseYAMLDocuments reads all documents of a YAML file, up to a limit. After
// an error it returns those before it.
func parseYAMLDocuments(src []byte) ([]value, error) {
	var out []value
	d := yaml.NewDecoder(strings.NewReader(string(src)))
	r := &yamlReader{left: maxYAMLValues}
	for range maxDocuments {
		var doc yaml.Node
		if err := d.Decode(&doc); err != nil {
			if errors.Is(err, io.EOF) {
				return out, nil
			}
			return out, withLine(err)
		}
		if len(doc.Content) == 0 {
			continue
		}
		v, err := r.value(doc.Content[0], 0)
		out = append(out, v)
		if err != nil {
			return out, err
		}
	}
	return out, nil
}

// Workflow is a GitHub workflow, of which only the versions of Node.js and
// Python that it sets up are read
// (https://docs.github.com/actions/writing-workflows/workflow-syntax-for-github-actions).
type Workflow struct {
	Path, Dir string
	Versions  []Command // Name is node or python
}

func readWorkflow(src []byte) (*Workflow, error) {
	v, err := parseYAML(src)
	w := &Workflow{}
	for _, job := range v.get("jobs").unique() {
		for _, step := range job.value.get("steps").items {
			action, _, _ := strings.Cut(step.get("uses").str(), "@")
			for language, key := range map[string]string{"node": "node-version", "python": "python-version"} {
				if action != "actions/setup-"+language {
					continue
				}
				version := step.get("with", key)
				text := version.scalar()
				if name, found := strings.CutPrefix(strings.ReplaceAll(text, " ", ""), "${{matrix."); found { // the last is the newest, by custom
					if list := job.value.get("strategy", "matrix", strings.TrimSuffix(name, "}}")).items; len(list) > 0 {
						text = list[len(list)-1].scalar()
					}
				}
				if text != "" && !strings.Contains(text, "${{") {
					w.Versions = append(w.Versions, Command{language, text, version.line})
				}
			}
		}
	}
	return w, err
}

// readConda reads the environment.yml of conda
// (https://docs.conda.io/projects/conda/en/stable/user-guide/tasks/manage-environments.html).
func readConda(src []byte) (*PyProject, error) {
	v, err := parseYAML(src)
	p := &PyProject{}
	for _, item := range v.get("dependencies").items {
		for _, d := range item.get("pip").items {
			if d, ok := requirement(d.str(), "", d.line); ok {
				p.Dependencies = append(p.Dependencies, d)
			}
		}
		text := item.str()
		if _, plain, found := strings.Cut(text, "::"); found { // channel::name
			text = plain
		}
		d, ok := requirement(text, "", item.line)
		switch {
		case !ok:
		case d.Name == "python":
			p.RequiresPython = strings.TrimLeft(d.Spec, "= ")
		default:
			p.Dependencies = append(p.Dependencies, d)
		}
	}
	return p, err
}

// ImageName returns the last part of an image's name, without its tag.
func ImageName(image string) string {
	image, _, _ = strings.Cut(image, "@")
	image = path.Base(image)
	image, _, _ = strings.Cut(image, ":")
	return image
}
