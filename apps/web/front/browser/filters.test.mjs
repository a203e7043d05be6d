// Do facets, chips, the brush and downloads all mean the same events?
import assert from "node:assert/strict";
import { test } from "node:test";
import { ask } from "./program.mjs";
import { large, small } from "./sites.mjs";
import { look, ready } from "./window.mjs";

/** How many events the page says that fit. */
const fitting = async (page) => Number(await page.locator("section.results > p[role=status] strong").innerText());

/** Lines of a CSV file; within quotation marks no line ends. */
const lines = (text) => text.replaceAll(/"[^"]*"/g, "").trimEnd().split("\n").length;

test("a facet narrows, its chip takes it back, and so does the way back", async () => {
  const { base } = await small();
  const { page, open, done } = await look(base);
  await open("/search");
  const all = await fitting(page);
  const facet = page.locator("details.facet", { hasText: "Quad class" }).locator("a").first();
  const told = Number(await facet.locator(".count").innerText());
  await facet.click();
  await page.waitForURL(/quad=\d$/);
  await ready(page);
  assert.equal(await fitting(page), told);
  assert.ok(told < all);
  await page.locator("details.facet[open]", { hasText: "Country" }).locator("a").first().click();
  await page.waitForURL(/country=[A-Z]{3}.*quad=\d|quad=\d.*country=[A-Z]{3}/);
  const both = await fitting(page);
  assert.ok(both < told);
  assert.equal(await page.locator("a.chip").count(), 3);
  await page.locator("a.chip", { hasText: "Country" }).click();
  await page.waitForURL(/search\?quad=\d$/);
  assert.equal(await fitting(page), told);
  await page.goBack();
  assert.equal(await fitting(page), both);
  await page.goForward();
  assert.equal(await fitting(page), told);
  await page.locator("a.chip", { hasText: "All away" }).click();
  assert.equal(await fitting(page), all);
  await done();
});

test("the timeline's brush sets the days, in the form too", async () => {
  const { base } = await small();
  const { page, open, done } = await look(base);
  await open("/search?quad=1&view=timeline");
  const all = await fitting(page);
  const box = await page.locator(".plot .u-over").boundingBox();
  await page.mouse.move(box.x + box.width * 0.4, box.y + 40);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.8, box.y + 40, { steps: 4 });
  await page.mouse.up();
  await page.waitForURL(/from=\d{4}-\d\d-\d\d&to=\d{4}-\d\d-\d\d/);
  const asked = new URL(page.url()).searchParams;
  assert.equal(asked.get("quad"), "1");
  assert.equal(await page.locator("#filter-from").inputValue(), asked.get("from"));
  assert.equal(await page.locator("#filter-to").inputValue(), asked.get("to"));
  await ready(page);
  assert.ok((await fitting(page)) < all);
  for (const day of await page.locator("td.day").allInnerTexts()) {
    assert.ok(asked.get("from") <= day && day <= asked.get("to"), day);
  }
  await done();
});

test("downloads and SQL hold as many events as the page says", async () => {
  const { base } = await small();
  const { page, open, done } = await look(base);
  await open("/search?q=police&quad=3&quad=4");
  const told = await fitting(page);
  assert.ok(told > 1);
  const link = (name) => page.locator(".downloads").getByRole("link", { name, exact: true }).getAttribute("href");
  const fetched = async (name) => ask(base + (await link(name)));
  assert.equal(lines((await fetched("CSV")).text), told + 1);
  const json = (await fetched("JSON")).text.trimEnd().split("\n").map((line) => JSON.parse(line));
  assert.equal(json.length, told);
  assert.ok(json.every((event) => [3, 4].includes(event.quad)));
  const parquet = (await fetched("Parquet")).bytes;
  for (const mark of [parquet.subarray(0, 4), parquet.subarray(-4)]) assert.equal(mark.toString("latin1"), "PAR1");
  await open(await link("SQL"));
  assert.equal(await page.locator("main p[role=status]").innerText(), `${told} rows`);
  await done();
});

test("a hundred thousand events scroll to the last, and its link leads to its words", async () => {
  const { base } = await large();
  const { page, open, done } = await look(base);
  await open("/search");
  await page.locator(".window").focus();
  await page.keyboard.press("End");
  const last = page.locator("tr[aria-rowindex='100001'] .type a");
  await last.waitFor({ timeout: 60_000 });
  assert.match(await page.locator(".position").innerText(), /of 100,000/);
  const target = await last.getAttribute("href");
  await last.click();
  await page.waitForURL(`**${target}`);
  assert.ok(await page.locator(":target").isVisible());
  await done();
});
