// How is a page looked at? In Chromium, with an ear for all that goes wrong on it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Islands that say when they are there. */
const DRAWN = "[data-island]:is([data-island=table], [data-island=timeline], [data-island=map], [data-island=network])";

let launched;

function browser() {
  launched ??= chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"],
  });
  return launched;
}

export async function closeBrowser() {
  await (await launched)?.close();
  launched = undefined;
}

/** A window on a site. What is said on its console or broken of the policy, and what is fetched from elsewhere, is in `faults`. */
export async function look(base, { axe = false, ...options } = {}) {
  const context = await (await browser()).newContext({ viewport: { width: 1280, height: 900 }, ...options });
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
