// How is a page looked at? In Chromium, with an ear for all that goes wrong on it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { ROOT } from "./program.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Islands that say when they are there. */
const DRAWN = "[data-island]:is([data-island=table], [data-island=timeline], [data-island=map], [data-island=network])";

/** Draws WebGL without a graphics card, and all else more slowly. */
const WEBGL = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader"];

const launched = new Map();

function browser(webgl) {
  if (!launched.has(webgl)) {
    const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
    launched.set(webgl, chromium.launch({ executablePath, args: ["--no-sandbox", ...(webgl ? WEBGL : [])] }));
  }
  return launched.get(webgl);
}

export async function closeBrowsers() {
  for (const each of launched.values()) await (await each).close();
  launched.clear();
}

/**
 * A window on a site, with WebGL for pages that hold a network. What is said on its console or broken of the policy,
 * and what is fetched from elsewhere, is in `faults`.
 */
export async function look(base, { axe = false, webgl = false, ...options } = {}) {
  const context = await (await browser(webgl)).newContext({ viewport: { width: 1280, height: 900 }, ...options });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const faults = [];
  const missing = new Set();
  page.on("console", (said) => {
    // That a page is missing, which was asked for as one that is, Chromium says as an error.
    const expected = /status of 4\d\d/.test(said.text()) && missing.has(said.location().url);
    if (said.type() === "error" && !expected) faults.push(said.text());
  });
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("dialog", (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  context.on("request", (asked) => {
    if (!asked.url().startsWith(`${base}/`) && !asked.url().startsWith("data:")) faults.push(`asked for ${asked.url()}`);
  });
  await context.exposeFunction("policyBroken", (what) => faults.push(`policy: ${what}`));
  await context.addInitScript(() => {
    addEventListener("securitypolicyviolation", (e) => {
      globalThis.policyBroken(`${e.violatedDirective} ${e.blockedURI} ${e.sample} in ${e.sourceFile ?? document.URL}`);
    });
  });
  // The front end as it lies in the repository, without building the program anew: for whoever works at it.
  if (process.env.ASSETS) {
    const lying = (route) => route.fulfill({ path: join(ROOT, "apps/web", new URL(route.request().url()).pathname) });
    await context.route("**/assets/*", lying);
  }
  // Not by a script of the page: its policy would forbid it.
  if (axe) await context.addInitScript({ content: AXE });
  return {
    page,
    faults,
    /** Opens an address of the site and waits until its islands stand. */
    async open(address, status = 200) {
      if (status !== 200) missing.add(base + address);
      const answer = await page.goto(base + address);
      assert.equal(answer.status(), status, address);
      await ready(page);
    },
    async done() {
      await context.close();
      assert.deepEqual(faults, []);
    },
  };
}

/** Waits until every island of a page stands; says which does not. */
export async function ready(page) {
  for (const island of await page.locator(DRAWN).all()) {
    await island.and(page.locator("[data-ready]")).waitFor({ state: "attached" }).catch(async () => {
      const told = await island.evaluate((e) => `${e.dataset.island} of ${e.dataset.src}: ${e.dataset.failed}`);
      assert.fail(`${page.url()}: the island ${told}`);
    });
  }
  assert.equal(await page.locator("[data-failed]").count(), 0, `${page.url()}: an island failed`);
}

/** What axe finds serious on a page. */
export async function axeFaults(page) {
  const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"], preload: false }));
  const bad = violations.filter((v) => ["serious", "critical"].includes(v.impact));
  const where = (v) => v.nodes.slice(0, 3).map((n) => `${n.html.slice(0, 160)} ${n.any[0]?.message ?? ""}`).join(" | ");
  return bad.map((v) => `${v.id} (${v.nodes.length}): ${where(v)}`);
}
