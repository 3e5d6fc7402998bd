package catalog

import (
	"slices"
	"testing"
)

func TestSignals(t *testing.T) {
	ids := func(list []*Signal) []string {
		var out []string
		for _, s := range list {
			if !slices.Contains(out, s.ID) {
				out = append(out, s.ID)
			}
		}
		return out
	}
	for _, c := range []struct {
		language *Catalog
		name     string
		asImport bool
		want     []string
	}{
		{Node(), "ws", true, []string{"websocket"}},
		{Node(), "ws.WebSocketServer", true, []string{"websocket"}},
		{Node(), "socket.io-client", true, nil},
		{Node(), "@tensorflow-models/qna", true, []string{"ml-inference"}},
		{Node(), "@tensorflow/tfjs-node.sequential().fit", false, []string{"ml-training"}},
		{Node(), "fetch", false, []string{"outbound-http"}},
		{Node(), "openai", true, []string{"outbound-http"}}, // a hosted model is a service one waits for
		{Node(), "puppeteer", true, nil},
		{Node(), "puppeteer.Page.pdf", false, []string{"pdf"}},
		{Python(), "openai.OpenAI", true, []string{"outbound-http"}},
		{Python(), "pandas", true, []string{"data-processing"}},
		{Python(), "aiohttp", true, nil},
		{Python(), "aiohttp.ClientSession", true, []string{"outbound-http"}},
		{Python(), "joblib", true, nil},
		{Python(), "joblib.load().predict", false, []string{"ml-inference"}},
		{Python(), "sklearn.linear_model.LinearRegression().fit", false, []string{"ml-training"}},
	} {
		got := ids(c.language.SignalsOfCall(c.name))
		if c.asImport {
			got = ids(c.language.SignalsOfImport(c.name))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestFrameworks(t *testing.T) {
	if f := Node().FrameworksOfCall("express"); len(f) != 1 || f[0].Kind != "http-api" {
		t.Errorf("express: %v", f)
	}
	if f := Python().FrameworksOfImport("fastapi.APIRouter"); len(f) != 1 || f[0].Name != "fastapi" {
		t.Errorf("fastapi.APIRouter: %v", f)
	}
	if f := Python().FrameworksOfCall("fastapi.APIRouter"); len(f) != 0 {
		t.Errorf("fastapi.APIRouter runs %v", f)
	}
}
