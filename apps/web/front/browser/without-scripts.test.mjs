// Is everything there for whoever runs no scripts?
import assert from "node:assert/strict";
import { test } from "node:test";
import { small } from "./sites.mjs";
import { look } from "./window.mjs";

/** What can be seen on a page: an address and what stands there. */
const SEEN = [
  ["/", ["form.large input", "figure.timeline tbody tr", "ol.incidents li", "table.dyads tbody tr", "figure.map tbody a"]],
  ["/search", ["table.events tbody tr", "details.facet a", "nav.pager a[rel=next]", "aside.filters form button", ".downloads a"]],
  ["/search?view=timeline", ["figure.timeline tbody tr"]],
  ["/search?view=map", ["figure.map tbody a"]],
  ["/search?view=network", ["figure.network tbody a"]],
  ["/dispatch/1", ["div.text [data-of]", "aside.record section.event", "details.correct", ".layers input", "nav.pager a"]],
  ["/incidents", ["ol.incidents li a", "nav.tabs a"]],
  ["/actors", ["main form button", "tbody a"]],
  ["/outlets", ["tbody a"]],
  ["/sql", ["textarea", "form.plain button", "aside.schema details"]],
  ["/read", ["textarea", "input[type=file]", "form.plain button"]],
  ["/live", ["ol.live li"]],
  ["/about", ["dl.facts dd", "main table"]],
];

test("without scripts every page shows what it has", async (t) => {
  const { base } = await small();
  const { page, done } = await look(base, { javaScriptEnabled: false });
  for (const [address, all] of SEEN) {
    await t.test(address, async () => {
      await page.goto(base + address);
      for (const what of all) assert.ok(await page.locator(what).first().isVisible(), `${what} is not to be seen`);
      const buttons = await page.locator("button[data-island]:visible").count();
      assert.equal(buttons, 0, "a button that needs scripts is shown");
    });
  }
  await done();
});

test("without scripts pages are turned, forms sent and layers switched", async () => {
  const { base } = await small();
  const { page, done } = await look(base, { javaScriptEnabled: false });
  await page.goto(`${base}/search`);
  await page.locator("nav.pager a[rel=next]").click();
  assert.match(await page.locator("nav.pager").innerText(), /Page 2 of/);
  assert.ok(await page.locator("table.events tbody tr").count());
  await page.goto(`${base}/search`);
  await page.getByLabel("From", { exact: true }).fill("2024-06-01");
  await page.locator("aside.filters form button").click();
  await page.waitForURL(/from=2024-06-01/);
  assert.match(await page.locator(".chips").innerText(), /From:\s*2024-06-01/);
  await page.goto(`${base}/dispatch/1`);
  const mark = page.locator("div.text .trigger").first();
  const drawn = () => mark.evaluate((e) => JSON.stringify([getComputedStyle(e), getComputedStyle(e.parentElement)].map((s) => [s.textDecorationLine, s.borderBottomStyle, s.backgroundColor, s.backgroundImage, s.boxShadow])));
  const before = await drawn();
  await page.locator("input[data-layer=events]").uncheck();
  assert.notEqual(await drawn(), before, "the layer is still drawn");
  await page.goto(`${base}/sql`);
  await page.locator("textarea").fill("SELECT count(*) AS n FROM dispatches");
  await page.locator("form.plain button").click();
  assert.equal(await page.locator("main table.plain tbody td").first().innerText(), "99");
  await done();
});
