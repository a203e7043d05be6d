// What do the pages look like? Pictures for the README, made anew on demand: SHOTS=1.
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { ROOT } from "./program.mjs";
import { small } from "./sites.mjs";
import { look } from "./window.mjs";

/** The incident that most dispatches tell of has most to show. */
const SHOTS = {
  start: "/",
  search: "/search",
  map: "/search?view=map",
  network: "/search?view=network",
  dispatch: "/dispatch/4?event=2",
  incident: "/incidents?least=5",
};

test("pictures of the pages", { skip: process.env.SHOTS !== "1" && "wanted with SHOTS=1 alone" }, async () => {
  const folder = join(ROOT, "docs/images");
  mkdirSync(folder, { recursive: true });
  const { base } = await small();
  const { page, open, done } = await look(base, { webgl: true, viewport: { width: 1280, height: 800 }, reducedMotion: "reduce" });
  for (const [name, address] of Object.entries(SHOTS)) {
    await open(address);
    if (name === "incident") {
      const links = page.locator("ol.incidents a");
      await open(await links.first().getAttribute("href"));
    }
    // Lines of the network settle, and what was aimed at is scrolled to.
    await page.waitForTimeout(600);
    const path = join(folder, `page-${name}.png`);
    await page.screenshot({ path });
    // A palette makes a third of it; without the tool the picture stays as it is.
    spawnSync("pngquant", ["--force", "--strip", "--output", path, path]);
  }
  await done();
});
