"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const root = document.documentElement;

  // The theme is the system's until somebody chooses. What cannot be stored
  // (pages opened as files, private windows) is forgotten with the page.
  const themes = ["system", "light", "dark"];
  const button = $("theme");
  const show = (name) => {
    if (name === "system") root.removeAttribute("data-theme");
    else root.setAttribute("data-theme", name);
    button.textContent = "Theme: " + name;
  };
  let theme = "system";
  try {
    theme = localStorage.getItem("stackfit-theme") || theme;
  } catch {}
  if (!themes.includes(theme)) theme = "system";
  button.hidden = false;
  show(theme);
  button.addEventListener("click", () => {
    theme = themes[(themes.indexOf(theme) + 1) % themes.length];
    show(theme);
    try {
      localStorage.setItem("stackfit-theme", theme);
    } catch {}
  });

  // A link into what is closed opens it.
  const reveal = () => {
    let at = null;
    try {
      at = $(decodeURIComponent(location.hash.slice(1)));
    } catch {}
    for (let e = at; e; e = e.parentElement) if (e.tagName === "DETAILS") e.open = true;
    if (at && at.tagName === "DETAILS") at.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  reveal();

  // Paper shows everything.
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    for (const d of closed) d.open = true;
  });
  addEventListener("afterprint", () => {
    for (const d of closed) d.open = false;
    closed = [];
  });

  const form = $("filter");
  if (!form) return;
  const findings = [...document.querySelectorAll(".finding")];
  const texts = new Map();
  const text = (f) => {
    if (!texts.has(f)) texts.set(f, f.textContent.toLowerCase());
    return texts.get(f);
  };
  const names = new Map();
  for (const f of findings) names.set(f.dataset.service, f.dataset.name);
  for (const [value, name] of [...names].sort((a, b) => (a[1] < b[1] ? -1 : 1))) {
    const o = document.createElement("option");
    o.value = value;
    o.textContent = name;
    $("f-service").append(o);
  }
  const apply = () => {
    const words = $("f-text").value.toLowerCase().split(/\s+/).filter(Boolean);
    const rule = $("f-rule").value;
    const service = $("f-service").value;
    const severities = [...form.querySelectorAll("input[name=severity]:checked")].map((c) => c.value);
    let n = 0;
    for (const f of findings) {
      const d = f.dataset;
      const on =
        (!rule || d.rule === rule) &&
        (!service || d.service === service) &&
        severities.includes(d.severity) &&
        words.every((w) => text(f).includes(w));
      f.hidden = !on;
      if (on) n++;
    }
    $("none").hidden = n > 0;
    $("f-count").textContent = n + " of " + findings.length + " shown";
  };
  form.hidden = false;
  form.addEventListener("input", apply);
  form.addEventListener("submit", (e) => e.preventDefault());
  const reset = () => {
    form.reset();
    apply();
  };
  $("f-reset").addEventListener("click", reset);
  $("f-open").addEventListener("click", () => {
    const shown = findings.filter((f) => !f.hidden);
    const open = !shown.every((f) => f.open);
    for (const f of shown) f.open = open;
  });
  for (const a of document.querySelectorAll("a.show")) {
    a.addEventListener("click", () => {
      form.reset();
      $("f-service").value = a.dataset.service;
      apply();
    });
  }
  apply();
})();
