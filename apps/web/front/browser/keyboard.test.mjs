// Can the page be used by keyboard alone, and does one see where one is?
import assert from "node:assert/strict";
import { test } from "node:test";
import { small } from "./sites.mjs";
import { look, ready } from "./window.mjs";

/** Presses Tab until what is focused fits; fails where nothing does. */
async function tabTo(page, selector, most = 120) {
  for (let n = 0; n < most; n += 1) {
    await page.keyboard.press("Tab");
    const focused = await page.evaluate((s) => {
      const at = document.activeElement;
      const style = getComputedStyle(at);
      const drawn = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
      return { there: at.matches(s), seen: drawn || style.boxShadow !== "none", what: at.outerHTML.slice(0, 120) };
    }, selector);
    assert.ok(focused.seen, `one cannot see that this has the focus: ${focused.what}`);
    if (focused.there) return;
  }
  assert.fail(`${selector} was not reached by ${most} times Tab`);
}

test("from the start to an event's words and back, by keyboard alone", async () => {
  const { base } = await small();
  const { page, open, done } = await look(base);
  await open("/");
  await tabTo(page, "a.skip", 1);
  assert.ok(await page.locator("a.skip").evaluate((a) => a.getBoundingClientRect().top >= 0), "the link is out of sight");
  await page.keyboard.press("Enter");
  await tabTo(page, "#search", 3);
  await page.keyboard.type("police");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/search?q=police");
  await ready(page);
  await tabTo(page, "td.type a[href^='/dispatch/']");
  const opened = await page.evaluate(() => document.activeElement.getAttribute("href"));
  await page.keyboard.press("Enter");
  await page.waitForURL(`**${opened}`);
  const card = new URL(opened, base).hash;
  assert.ok(await page.locator(`${card}:target`).isVisible(), "the event's card is not aimed at");
  // From the card to the words, and from the words to a card.
  await tabTo(page, `${card} a.back`, 3);
  await page.keyboard.press("Enter");
  await page.waitForFunction((at) => location.hash === at, `#t-${card.slice(1)}`);
  assert.ok(await page.locator(`#t-${card.slice(1)}`).isVisible());
  await tabTo(page, "div.text a[href^='#e']", 40);
  const there = await page.evaluate(() => document.activeElement.getAttribute("href"));
  await page.keyboard.press("Enter");
  assert.ok(await page.locator(`${there}:target`).isVisible());
  // What Alt and the left arrow do; the browser's own keys are not pressed here.
  await page.goBack();
  await page.waitForFunction((at) => location.hash === at, `#t-${card.slice(1)}`);
  await done();
});

test("on every stop of a search's first controls the focus is seen, in dark too", async () => {
  const { base } = await small();
  for (const colorScheme of ["light", "dark"]) {
    const { page, open, done } = await look(base, { colorScheme });
    await open("/search");
    await tabTo(page, "nav.tabs a");
    await done();
  }
});
