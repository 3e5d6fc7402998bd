package catalog

import "slices"

// Tables is the shape of a data file: lists of facts, each field named as what
// its facts become.
type Tables struct {
	API       []apiTable       `toml:"api"`
	Type      []typeTable      `toml:"type"`
	Class     []classTable     `toml:"class"`
	Alias     []aliasTable     `toml:"alias"`
	Offload   []offloadTable   `toml:"offload"`
	Wrapper   []wrapperTable   `toml:"wrapper"`
	Param     []paramTable     `toml:"param"`
	Entry     []entryTable     `toml:"entry"`
	Remote    []remoteTable    `toml:"remote"`
	Signal    []signalTable    `toml:"signal"`
	Framework []frameworkTable `toml:"framework"`
}

// Words returns the texts that a key of a table may have, nil where any will
// do.
func Words(table, key string) []string {
	var list []string
	switch table + "." + key {
	case "api.effect":
		list = effectWords
	case "api.kind":
		list = kindWords
	case "api.cost":
		list = costWords
	case "api.when":
		list = whenWords
	case "api.gil":
		list = []string{"held", "released"}
	case "remote.kind":
		list = []string{Network.String(), Database.String()}
	case "offload.to":
		list = []string{Thread.String(), Worker.String()}
	case "entry.role", "entry.sync_role":
		list = roleWords
	case "signal.id", "signal.unless":
		list = SignalIDs
	case "framework.kind":
		list = ServiceKinds
	case "framework.concurrency":
		list = Concurrencies
	}
	return slices.DeleteFunc(slices.Clone(list), func(w string) bool { return w == "" })
}
