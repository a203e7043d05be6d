// Is it fast with a hundred thousand events? A busy machine is given three times as long.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ask } from "./program.mjs";
import { large } from "./sites.mjs";
import { look } from "./window.mjs";

const MARGIN = 3;

const median = (all) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)];

/** Numbers from 1 to 12,500, far from each other and in no order. */
const scattered = (from, many) => Array.from({ length: many }, (_, i) => ((from + i * 617) % 12_500) + 1);

/** Says a figure beside its floor, and fails beyond the margin. */
function held(t, what, milliseconds, floor) {
  t.diagnostic(`${what}: ${milliseconds.toFixed(1)} ms, floor ${floor} ms`);
  assert.ok(milliseconds < floor * MARGIN, `${what} took ${milliseconds.toFixed(1)} ms; ${floor} are wanted`);
}

async function answered(base, addresses) {
  const all = [];
  for (const address of addresses) {
    const began = performance.now();
    const { status } = await ask(base + address);
    all.push(performance.now() - began);
    assert.equal(status, 200, address);
  }
  return median(all);
}

test("a page of 100,000 events is there at once", async (t) => {
  const { base, milliseconds } = await large();
  held(t, "cold start until it answers", milliseconds, 500);
  const dispatches = scattered(1, 20).map((n) => `/dispatch/${n}`);
  const events = scattered(300, 20).map((n) => `/dispatch/${n}?event=3`);
  held(t, "a dispatch, median of 20", await answered(base, dispatches), 50);
  held(t, "an event, median of 20", await answered(base, events), 50);
  const years = Array.from({ length: 9 }, (_, i) => `/search?quad=${(i % 4) + 1}&min_confidence=0.${i + 1}`);
  t.diagnostic(`a search, median of ${years.length}: ${(await answered(base, years)).toFixed(1)} ms`);
});

test("the first paint comes soon", async (t) => {
  const { base } = await large();
  for (const [what, addresses] of [
    ["the start", ["/", "/", "/", "/", "/"]],
    ["a search", [1, 2, 3, 4].map((q) => `/search?quad=${q}`)],
    ["a dispatch", scattered(77, 7).map((n) => `/dispatch/${n}`)],
  ]) {
    const { page, open, done } = await look(base);
    // What is the browser's own first time is not the page's.
    await open("/about");
    const all = [];
    for (const address of addresses) {
      await open(address);
      const painted = await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime);
      all.push(await painted.jsonValue());
    }
    held(t, `first paint of ${what}, median of ${all.length}`, median(all), 300);
    await done();
  }
});
