// Does a dispatch show which words and which card belong together, and can its coding be corrected?
import assert from "node:assert/strict";
import { test } from "node:test";
import { ask, serve } from "./program.mjs";
import { copyOfSmall, small } from "./sites.mjs";
import { look } from "./window.mjs";

test("words and cards light each other, and layers go off and on", async () => {
  const { base } = await small();
  const { page, open, done } = await look(base);
  await open("/dispatch/1");
  const card = page.locator("aside.record section.event").first();
  const id = await card.getAttribute("id");
  const words = page.locator(`div.text .piece[data-of~=${id}]:has(.trigger)`).first();
  await words.hover();
  assert.match(await card.getAttribute("class"), /\blit\b/);
  await page.locator("header.top").hover();
  assert.equal(await page.locator(".lit").count(), 0);
  await card.locator("h3").hover();
  assert.match(await words.getAttribute("class"), /\blit\b/);
  for (const layer of ["events", "claims", "actors"]) {
    const box = page.locator(`input[data-layer=${layer}]`);
    await box.uncheck();
    assert.equal(await page.locator(`article.hide-${layer}`).count(), 1);
    await box.check();
    assert.equal(await page.locator(`article.hide-${layer}`).count(), 0);
  }
  await done();
});

test("an event that is looked for is found in the text", async () => {
  const { base } = await small();
  const { page, open, done } = await look(base);
  await open("/dispatch/1?event=2#e2");
  assert.ok(await page.locator("#e2:target").isVisible());
  assert.ok(await page.locator("div.text .focus").count());
  assert.ok(await page.locator("div.text .focus").first().isVisible());
  await done();
});

test("a correction is kept beside the coding, with its reason, after a restart too", async () => {
  const folder = copyOfSmall("corrected");
  const why = "Both <b>sides</b> only plan it";
  const site = await serve(folder);
  const { page, open, done } = await look(site.base);
  await open("/dispatch/1");
  const card = page.locator("#e1");
  const before = await card.locator("h3").innerText();
  await card.locator("details.correct summary").click();
  await card.locator("select[name=field]").selectOption("status");
  await card.locator("input[name=value]").fill("future");
  await card.locator("input[name=by]").fill("Ines Halloran");
  await card.locator("input[name=why]").fill(why);
  await card.getByRole("button", { name: "Keep the correction" }).click();
  await page.waitForURL("**/dispatch/1?event=1&corrected=1#e1");
  const shown = async (at) => {
    const told = await at.locator("#e1 ul.corrections").innerText();
    for (const words of ["Status", "future", why, "Ines Halloran"]) assert.ok(told.includes(words), `${words} in ${told}`);
    assert.match(await at.locator("#e1 h3").innerText(), /future/);
  };
  assert.doesNotMatch(before, /future/);
  await shown(page);
  await done();
  await site.stop();

  const again = await serve(folder);
  const later = await look(again.base);
  await later.open("/dispatch/1");
  await shown(later.page);
  await later.open("/about");
  assert.ok(await later.page.getByText(why).isVisible());
  await later.done();
  await again.stop();
});

test("a correction from elsewhere, or with a false token, is refused", async () => {
  const { base } = await small();
  const page = (await ask(`${base}/dispatch/1`)).text;
  const token = /name="token" value="([0-9a-f]+)"/.exec(page)?.[1];
  assert.ok(token);
  const post = (origin, secret) => {
    const body = new URLSearchParams({ token: secret, event: "e1", field: "status", value: "future", by: "Nobody", why: "forged" });
    const headers = { "content-type": "application/x-www-form-urlencoded", ...(origin && { origin }) };
    return ask(`${base}/dispatch/1/correct`, { method: "POST", headers, body: String(body) });
  };
  const forged = [
    ["a false token", base, "0".repeat(token.length)],
    ["no token", base, ""],
    ["another site", "https://elsewhere.example", token],
    ["no site", undefined, token],
    ["a site without a name", "null", token],
    ["another port", base.replace(/\d+$/, "1"), token],
  ];
  for (const [what, origin, secret] of forged) assert.equal((await post(origin, secret)).status, 403, what);
  assert.doesNotMatch((await ask(`${base}/about`)).text, /forged/);
});
