package manifest

// TSConfig is a tsconfig.json, jsconfig.json or a file one extends
// (https://www.typescriptlang.org/tsconfig). Set.Load replaces what a file
// leaves open by what it inherits.
type TSConfig struct {
	Path, Dir  string
	Extends    []string // in order; a later one wins
	References []string

	// Folders relative to the root, "." for the root itself, "" where nothing
	// is said.
	BaseURL  string
	RootDir  string
	OutDir   string
	RootDirs []string

	CheckJS string // whether plain JavaScript is checked, too: "true", "false", "" where nothing is said

	Paths    []PathMapping
	PathsDir string // what the targets of Paths are relative to

	inherited bool
}

// PathMapping is an entry of "paths". Pattern and targets hold at most one "*".
type PathMapping struct {
	Pattern string
	Targets []string
}

func readTSConfig(src []byte) (*TSConfig, error) {
	v, err := parseJSON(src)
	options := v.get("compilerOptions")
	c := &TSConfig{
		Extends:  v.get("extends").list(),
		BaseURL:  options.get("baseUrl").str(),
		RootDir:  options.get("rootDir").str(),
		OutDir:   options.get("outDir").str(),
		RootDirs: options.get("rootDirs").list(),
		CheckJS:  options.get("checkJs").scalar(),
	}
	for _, r := range v.get("references").items {
		if path := r.get("path").str(); path != "" {
			c.References = append(c.References, path)
		}
	}
	for _, f := range options.get("paths").unique() {
		if targets := f.value.list(); targets != nil {
			c.Paths = append(c.Paths, PathMapping{f.name, targets})
		}
	}
	return c, err
}
