// Opens pages in a browser and holds them to what a reader needs. Usage:
// node open.js ORACLES PAGES [PICTURES]. It looks at each *.html of PAGES on a
// wide screen in light, a narrow one in dark, and one between; PICTURES is where to leave pictures.
"use strict";
const fs = require("fs");
const path = require("path");
const { pathToFileURL } = require("url");

const [oracles, pages, pictures] = process.argv.slice(2);
const { chromium } = require(path.join(oracles, "node_modules", "playwright-core"));
const axe = fs.readFileSync(path.join(oracles, "node_modules", "axe-core", "axe.min.js"), "utf8");
const executablePath = fs.readFileSync(path.join(oracles, "browser"), "utf8").trim();

let failures = 0;
let checks = 0;
function fail(where, what) {
  failures++;
  console.log(`${where}: ${what}`);
}
function expect(where, ok, what) {
  checks++;
  if (!ok) fail(where, what);
}

// textProblems returns texts that a reader cannot see in full: wider than the
// page, cut off by what holds them, or drawn over the edge of a box.
function textProblems() {
  const out = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) out.push(`the page is ${root.scrollWidth} wide on a screen of ${root.clientWidth}`);
  const seen = (e) => e.checkVisibility({ contentVisibilityAuto: true, opacityProperty: true, visibilityProperty: true });
  const hidden = (e) => e.closest("thead, .skip") && getComputedStyle(e.closest("thead, .skip")).position !== "static";
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let n; (n = walker.nextNode()); ) {
    const e = n.parentElement;
    if (!n.data.trim() || !seen(e) || hidden(e) || e.closest("title, desc, script, option")) continue;
    const name = n.data.trim().slice(0, 60);
    range.selectNodeContents(n);
    const lines = range.getClientRects();
    if (n.data.trim().length > 12 && lines.length > n.data.trim().length / 3) out.push(`"${name}" is broken into ${lines.length} lines`);
    for (const r of lines) {
      if (r.left < -0.5 || r.right > root.clientWidth + 0.5) out.push(`"${name}" from ${r.left} to ${r.right}`);
    }
    for (let h = e; h && h !== document.body; h = h.parentElement) {
      const s = getComputedStyle(h);
      if ((s.overflowX !== "visible" && h.scrollWidth > h.clientWidth + 1) || (s.overflowY === "hidden" && h.scrollHeight > h.clientHeight + 1)) {
        if (!(h instanceof SVGElement)) out.push(`"${name}" is cut off by <${h.tagName.toLowerCase()} class="${h.className}">`);
      }
    }
    if (e.tagName === "text" && e.parentNode.querySelector(":scope > rect")) {
      const t = e.getBBox();
      const box = e.parentNode.querySelector(":scope > rect").getBBox();
      if (t.x < box.x || t.x + t.width > box.x + box.width || t.y < box.y || t.y + t.height > box.y + box.height) {
        out.push(`"${name}" runs over its box: ${t.width} of ${box.width}`);
      }
    }
    const size = parseFloat(getComputedStyle(e).fontSize);
    const m = e.getScreenCTM?.();
    if (size * (m ? m.a : 1) < 9) out.push(`"${name}" is ${size * (m ? m.a : 1)} pixels high`);
  }
  return [...new Set(out)].slice(0, 20);
}

async function accessible(page, where) {
  // The page's policy lets no script in but its own; what the inspector
  // evaluates is not under it.
  await page.evaluate(axe);
  const result = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  expect(where, result.passes.length > 10, `axe-core applied only ${result.passes.length} rules`);
  for (const v of result.violations) {
    const at = v.nodes.slice(0, 3).map((n) => `${n.target.join(" ")}: ${n.failureSummary}`);
    expect(where, v.impact !== "serious" && v.impact !== "critical", `${v.impact} ${v.id}: ${v.help}\n  ${at.join("\n  ")}`);
  }
}

async function filter(page, where) {
  const all = await page.locator(".finding").count();
  const shown = () => page.locator(".finding:visible").count();
  if (all === 0) {
    expect(where, (await page.locator("#filter").count()) === 0, "there is a filter and nothing to filter");
    return 0;
  }
  expect(where, (await shown()) === all, "not all findings are shown at first");
  const first = page.locator(".finding").first();
  const rule = await first.getAttribute("data-rule");
  await page.selectOption("#f-rule", rule);
  let want = await page.locator(`.finding[data-rule="${rule}"]`).count();
  expect(where, (await shown()) === want, `rule ${rule}: ${await shown()} shown, want ${want}`);
  expect(where, (await page.textContent("#f-count")) === `${want} of ${all} shown`, `count says ${await page.textContent("#f-count")}`);
  await page.click("#f-reset");
  expect(where, (await shown()) === all, "reset does not show all");
  const severity = await first.getAttribute("data-severity");
  await page.uncheck(`input[value="${severity}"]`);
  want = all - (await page.locator(`.finding[data-severity="${severity}"]`).count());
  expect(where, (await shown()) === want, `without ${severity}: ${await shown()} shown, want ${want}`);
  await page.click("#f-reset");
  const message = await first.locator(".message").textContent();
  await page.fill("#f-text", message.toUpperCase());
  expect(where, (await shown()) >= 1 && (await first.isVisible()), "search does not find a message");
  await page.fill("#f-text", "no finding says this");
  expect(where, (await shown()) === 0 && (await page.locator("#none").isVisible()), "search finds what is not there");
  await page.click("#f-reset");
  await page.click("#f-open");
  expect(where, (await page.locator(".finding[open]").count()) === all, "open all does not");
  const link = page.locator("a.show").first();
  if (await link.count()) {
    const service = await link.getAttribute("data-service");
    await link.click();
    want = await page.locator(`.finding[data-service="${service}"]`).count();
    expect(where, (await shown()) === want, `service ${service}: ${await shown()} shown, want ${want}`);
    await page.click("#f-reset");
  }
  return all;
}

async function theme(page, where, scheme) {
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const dark = (rgb) => rgb.match(/\d+/g).map(Number).reduce((a, b) => a + b) < 384;
  expect(where, dark(await background()) === (scheme === "dark"), `the page does not follow the system: ${await background()}`);
  const button = page.locator("#theme");
  for (const [name, isDark] of [["light", false], ["dark", true], ["system", scheme === "dark"]]) {
    await button.focus();
    await page.keyboard.press("Enter");
    expect(where, (await button.textContent()) === `Theme: ${name}`, `the button says ${await button.textContent()}, want ${name}`);
    expect(where, dark(await background()) === isDark, `theme ${name} has the background ${await background()}`);
  }
}

async function keyboard(page, where) {
  await page.reload(); // to be where a reader begins
  await page.keyboard.press("Tab");
  expect(where, await page.evaluate(() => document.activeElement.matches(".skip")), "the first stop is not the skip link");
  const visible = await page.evaluate(() => document.activeElement.getBoundingClientRect().top >= 0);
  expect(where, visible, "the skip link cannot be seen when it has the focus");
  const summary = page.locator(".finding > summary").first();
  if (await summary.count()) {
    const open = () => summary.evaluate((s) => s.parentElement.open);
    const before = await open();
    await summary.focus();
    await page.keyboard.press("Enter");
    expect(where, (await open()) !== before, "Enter does not open a finding");
    await page.keyboard.press("Enter");
  }
}

async function look(browser, file, width, scheme) {
  const where = `${path.basename(file)} ${width} ${scheme}`;
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme });
  const page = await context.newPage();
  page.setDefaultTimeout(120_000); // CI machines are slow at times
  const url = pathToFileURL(file).href;
  page.on("console", (m) => fail(where, `console ${m.type()}: ${m.text()}`));
  page.on("pageerror", (e) => fail(where, `error: ${e.message}`));
  page.on("dialog", (d) => {
    fail(where, `dialog: ${d.message()}`);
    d.dismiss();
  });
  page.on("request", (r) => {
    if (r.url().split("#")[0] !== url && r.url() !== "data:,") fail(where, `request for ${r.url()}`);
  });
  await page.goto(url);
  expect(where, (await page.title()).startsWith("Pre-architecture review: "), `title ${await page.title()}`);
  const map = await page.evaluate(() => [...document.querySelectorAll(".picture svg")].map((s) => s.checkVisibility()));
  expect(where, map.length === 0 || map.filter(Boolean).length === 1, `${map.filter(Boolean).length} maps are shown`);
  if (pictures) await page.screenshot({ path: path.join(pictures, `${where.replaceAll(" ", "-")}.png`), fullPage: true });
  for (const p of await page.evaluate(textProblems)) fail(where, p);
  let findings = 0;
  if (width !== 768) {
    await theme(page, where, scheme);
    findings = await filter(page, where);
  }
  await page.evaluate(() => document.querySelectorAll("details").forEach((d) => (d.open = true)));
  for (const p of await page.evaluate(textProblems)) fail(`${where}, opened`, p);
  if (width !== 768) await accessible(page, where);
  await keyboard(page, where);
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => document.querySelectorAll("details").forEach((d) => (d.open = false)));
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  expect(where, (await page.locator(".finding:not([open])").count()) === 0, "paper does not show findings in full");
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  expect(where, (await page.locator(".finding[open]").count()) === 0, "what print opened stays open");
  await context.close();
  return findings;
}

// A page has to be readable where no script runs.
async function withoutScript(browser, file) {
  const where = `${path.basename(file)} without script`;
  const context = await browser.newContext({ viewport: { width: 390, height: 900 }, javaScriptEnabled: false });
  const page = await context.newPage();
  page.on("request", (r) => {
    if (!r.url().startsWith("file:") && r.url() !== "data:,") fail(where, `request for ${r.url()}`);
  });
  await page.goto(pathToFileURL(file).href);
  for (const id of ["#filter", "#theme"]) {
    const control = page.locator(id);
    expect(where, (await control.count()) === 0 || !(await control.isVisible()), `${id} is shown and does nothing`);
  }
  expect(where, await page.locator("#questions").isVisible(), "the open questions are not shown");
  await context.close();
}

(async () => {
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  const files = fs.readdirSync(pages).filter((f) => f.endsWith(".html")).sort().map((f) => path.join(pages, f));
  let findings = 0;
  for (const file of files) {
    for (const [width, scheme] of [[1440, "light"], [390, "dark"], [768, "light"]]) {
      findings += await look(browser, file, width, scheme);
    }
    await withoutScript(browser, file);
  }
  await browser.close();
  console.log(`${files.length} pages opened, ${findings > 0 ? "findings filtered" : "no finding seen"}, ${checks > 50 * files.length ? "all" : "too few"} checks made`);
  process.exit(failures > 0 ? 1 : 0);
})().catch((e) => {
  console.log(e);
  process.exit(1);
});
