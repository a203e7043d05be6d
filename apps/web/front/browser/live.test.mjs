// Does an open page show what has just come in?
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { FOLDER, serve } from "./program.mjs";
import { copyOfSmall } from "./sites.mjs";
import { look } from "./window.mjs";

const TEXT = `Bhutan and Iceland sign agreement on yak wool

THIMPHU, May 6, 2026 (Harbour Wire) - Bhutan and Iceland signed an agreement on yak wool in Thimphu on Wednesday.

Iceland's foreign minister, Gunnar Hvalfjord, praised Bhutan.
`;

test("a file that is put into the watched folder shows on an open page", async () => {
  const watched = join(FOLDER, "watched");
  mkdirSync(watched);
  const site = await serve(copyOfSmall("live"), "--watch", watched, "--every", "1");
  const { page, open, done } = await look(site.base);
  let loads = 0;
  page.on("domcontentloaded", () => { loads += 1; });
  await open("/live");
  await page.locator("[data-live-state]", { hasText: "Watching" }).waitFor();
  const newest = page.locator("ol.live li", { hasText: "BTN" });
  assert.equal(await newest.count(), 0);
  writeFileSync(join(watched, "wool.txt"), TEXT);
  await newest.first().waitFor({ timeout: 20_000 });
  assert.equal(loads, 1, "the page was loaded again");
  assert.ok(await newest.first().evaluate((li) => li === li.parentElement.firstElementChild || li.previousElementSibling.textContent.includes("BTN")));
  const address = await newest.first().locator("a").getAttribute("href");
  await open(address);
  assert.match(await page.locator("main").innerText(), /Bhutan/);
  await done();
  await site.stop();
});
