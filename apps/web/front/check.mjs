// Does the page work? Every island under the policy of the real pages, by keyboard, in light and dark, on a phone.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { mkdirSync, readFileSync } from "node:fs";
import { chromium } from "playwright-core";
import countries from "i18n-iso-countries";
import { serve } from "./fixture/serve.mjs";

const SHOTS = new URL("shots/", import.meta.url).pathname;
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const PAGES = ["parts", "pictures", "table", "reading"];

mkdirSync(SHOTS, { recursive: true });
const server = await serve();
const base = `http://127.0.0.1:${server.address().port}`;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"],
});
const faults = [];

async function open(name, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const hear = (text) => {
    // The page of pictures asks for one answer that is not there.
    if (!text.includes("404")) faults.push(`${name}: ${text}`);
  };
  page.on("console", (m) => m.type() === "error" && hear(m.text()));
  page.on("pageerror", (e) => hear(String(e)));
  await page.goto(`${base}/fixture/${name}`);
  for (const island of await page.locator("[data-island]:is(figure, div):not(#missing)").all()) {
    await island.and(page.locator("[data-ready]")).waitFor({ timeout: 15_000 }).catch(async () => {
      throw new Error(`${name}: ${await island.evaluate((e) => `${e.dataset.island} ${e.dataset.failed}`)}`);
    });
  }
  return { page, done: () => context.close() };
}

const checks = {
  async "pages are calm in light, dark and on a phone"() {
    for (const name of PAGES) {
      for (const [look, options] of [
        ["light", {}],
        ["dark", { colorScheme: "dark" }],
        ["phone", { viewport: { width: 390, height: 844 } }],
      ]) {
        const { page, done } = await open(name, options);
        await page.waitForTimeout(400);
        await page.screenshot({ path: `${SHOTS}${name}-${look}.png`, fullPage: true });
        const [wide, there] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
        assert.ok(wide <= there, `${name} on a ${look} is ${wide} wide, the window ${there}`);
        await done();
      }
    }
  },
  async "axe finds no serious fault"() {
    for (const name of PAGES) {
      for (const colorScheme of ["light", "dark"]) {
        const { page, done } = await open(name, { colorScheme, bypassCSP: true });
        await page.evaluate(AXE);
        const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
        const bad = violations.filter((v) => ["serious", "critical"].includes(v.impact));
        const told = bad.map((v) => `${v.id}: ${v.nodes.map((n) => `${n.html.slice(0, 120)} ${n.any[0]?.message ?? ""}`).join(" | ")}`);
        assert.deepEqual(told, [], `${name} in ${colorScheme}`);
        await done();
      }
    }
  },
  async "the timeline is keyed, toggled and brushed"() {
    const { page, done } = await open("pictures");
    const plot = page.locator(".plot");
    await plot.focus();
    for (const key of ["Home", "ArrowRight", "Shift+ArrowRight"]) await page.keyboard.press(key);
    assert.match(await page.locator("[data-island=timeline] .readout").first().textContent(), /^2024-01-08 to 2024-01-21: verbal/);
    await page.locator("[data-island=timeline] button.quad-3").click();
    await plot.focus();
    await page.keyboard.press("Enter");
    await page.waitForURL("**/search?country=SDN&from=2024-01-08&to=2024-01-21");
    await done();

    const second = await open("pictures");
    const box = await second.page.locator(".plot .u-over").boundingBox();
    await second.page.mouse.move(box.x + 100, box.y + 50);
    await second.page.mouse.down();
    await second.page.mouse.move(box.x + 300, box.y + 50, { steps: 4 });
    await second.page.mouse.up();
    await second.page.waitForURL(/\/search\?country=SDN&from=2024-\d\d-\d\d&to=2024-\d\d-\d\d$/);
    await second.done();
  },
  async "the map goes from the largest place to the next, zooms, and shows flows"() {
    const { page, done } = await open("pictures");
    const map = page.locator("[data-island=map]");
    await map.getByRole("button", { name: "Zoom in" }).click();
    assert.match(await map.locator("svg > g").getAttribute("transform"), /scale\(1\.6000\)/);
    await map.getByRole("button", { name: "Whole world" }).click();
    await map.getByRole("button", { name: "Flows" }).click();
    await page.waitForTimeout(100);
    await map.screenshot({ path: `${SHOTS}map-flows.png` });
    assert.equal(await map.locator("path.flow:visible").count(), 12);
    await map.locator("a:has(circle)").first().focus();
    assert.match(await map.locator(".readout").textContent(), /^N’Djamena \(TCD\): 210 events/);
    await page.keyboard.press("ArrowRight");
    assert.match(await map.locator(".readout").textContent(), /^New York/);
    await page.keyboard.press("Enter");
    await page.waitForURL("**/search?place=New+York");
    await done();
  },
  async "the network finds a node, and stands the same each time"() {
    const { page, done } = await open("pictures");
    const network = page.locator("[data-island=network]");
    await network.scrollIntoViewIfNeeded();
    await page.waitForTimeout(500);
    const before = await network.locator(".network-frame").screenshot();
    await network.getByRole("combobox").fill("Iran");
    assert.equal(await network.locator(".readout a").first().getAttribute("href"), "/search?country=IRN");
    assert.equal(await network.locator(".readout li a").first().getAttribute("href"), "/dyad?a=USA&b=IRN");
    await page.waitForTimeout(300);
    await network.screenshot({ path: `${SHOTS}network-lit.png` });
    await done();
    const again = await open("pictures");
    const other = again.page.locator("[data-island=network]");
    await other.scrollIntoViewIfNeeded();
    await again.page.waitForTimeout(500);
    assert.ok(before.equals(await other.locator(".network-frame").screenshot()), "two drawings differ");
    await again.done();
  },
  async "what the server drew stays when an answer or WebGL is missing"() {
    const { page, done } = await open("pictures");
    assert.ok(await page.getByText("The fallback stays.").isVisible());
    await done();
    const context = await browser.newContext();
    const blind = await context.newPage();
    await blind.addInitScript(() => {
      const get = HTMLCanvasElement.prototype.getContext;
      HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
        return kind.startsWith("webgl") ? null : get.call(this, kind, ...rest);
      };
    });
    await blind.goto(`${base}/fixture/pictures`);
    await blind.locator("[data-island=map][data-ready]").waitFor();
    assert.ok(await blind.getByText("USA–Iran").isVisible());
    await context.close();
  },
  async "a hundred thousand rows scroll, jump and keep their links"() {
    const { page, done } = await open("table");
    const frame = page.locator(".window");
    await frame.focus();
    await page.keyboard.press("PageDown");
    // What the page itself does for a frame; how fast a machine without graphics paints is another matter.
    const probe = await page.context().newCDPSession(page);
    await probe.send("Performance.enable");
    const spent = async () => {
      const { metrics } = await probe.send("Performance.getMetrics");
      const parts = ["ScriptDuration", "LayoutDuration", "RecalcStyleDuration"];
      return metrics.filter((m) => parts.includes(m.name)).reduce((sum, m) => sum + m.value * 1000, 0);
    };
    const before = await spent();
    await page.evaluate(async () => {
      for (let i = 0; i < 120; i += 1) {
        document.querySelector(".window").scrollTop += 400;
        await new Promise(requestAnimationFrame);
      }
    });
    const usual = Math.round((await spent()) - before) / 120;
    assert.ok(usual < 40, `a frame took ${usual} ms`);
    await page.keyboard.press("End");
    await page.locator(".position", { hasText: "100,000 of 100,000" }).waitFor({ timeout: 30_000 });
    await page.getByText("Row 100000:").waitFor({ timeout: 60_000 });
    assert.equal(await page.locator("tr[aria-rowindex='100001'] .type a").getAttribute("href"), "/dispatch/99999?event=1#e1");
    assert.ok((await page.locator(".window tr").count()) < 80);
    assert.equal(await page.locator("tr[aria-rowindex='100001'] mark").textContent(), "met");
    await page.keyboard.press("Home");
    await page.getByText("Row 1:").waitFor();
    await done();
    return `${usual.toFixed(1)} ms a frame`;
  },
  async "words and cards light each other, and layers go off"() {
    const { page, done } = await open("reading");
    await page.locator("#t-e3").hover();
    assert.deepEqual(await page.locator(".lit").evaluateAll((all) => all.map((e) => e.id)), ["t-e3", "e3"]);
    await page.keyboard.press("Escape");
    assert.equal(await page.locator(".lit").count(), 0);
    await page.locator("#c1").hover();
    assert.equal(await page.locator(".lit").count(), 3);
    await page.getByText("claims", { exact: true }).click();
    assert.ok(await page.locator("article.hide-claims").count());
    await done();
  },
  async "forms help, lines come in, and the theme is kept"() {
    const { page, done } = await open("parts");
    await page.getByText("Watching the store.").waitFor();
    assert.match(await page.locator("ol.live li").first().textContent(), /Chad and Niger/);
    assert.match(await page.title(), /^Fixture/);
    assert.ok(await page.locator("[data-without-script]").isHidden());
    await page.locator("#name").pressSequentially("Ors");
    await page.locator("datalist option[value='Orsolya Brandt']").waitFor({ state: "attached" });
    await page.locator("[data-island=theme]").click();
    await page.locator("[data-island=theme]").click();
    await page.reload();
    assert.equal(await page.locator("html").getAttribute("data-theme"), "dark");
    await page.locator("textarea").evaluate((t) => t.setSelectionRange(7, 7));
    await page.locator("[data-insert=quad]").click();
    await page.keyboard.press("Control+Enter");
    await page.waitForURL("**/sql?q=select+quad+from+events");
    await done();
    const sorted = await open("parts");
    await sorted.page.locator("#sort").selectOption("confidence");
    await sorted.page.waitForURL("**/search?sort=confidence");
    await sorted.done();
  },
  async "the table of countries is that of ISO 3166"() {
    const source = readFileSync(new URL("src/countries.ts", import.meta.url), "utf8");
    const pairs = source.match(/\b\d{3}[A-Z]{3}\b/g);
    assert.ok(pairs.length > 170);
    for (const pair of pairs) assert.equal(countries.numericToAlpha3(pair.slice(0, 3)), pair.slice(3));
  },
};

let failed = 0;
for (const [name, check] of Object.entries(checks)) {
  const only = process.argv[2];
  if (only && !name.includes(only)) continue;
  try {
    const more = await check();
    console.log(`ok   ${name}${more ? ` (${more})` : ""}`);
  } catch (error) {
    failed += 1;
    console.log(`FAIL ${name}\n     ${String(error.message).replaceAll("\n", "\n     ")}`);
  }
}
for (const fault of new Set(faults)) console.log(`FAULT ${fault}`);
await browser.close();
server.closeAllConnections();
server.close();
process.exitCode = failed + faults.length > 0 ? 1 : 0;
