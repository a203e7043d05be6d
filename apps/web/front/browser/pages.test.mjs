// Does every page stand: one heading, no fault, no overflow, and nothing that axe calls serious, in light and dark?
import assert from "node:assert/strict";
import { test } from "node:test";
import { small } from "./sites.mjs";
import { axeFaults, look } from "./window.mjs";

/** Pages with an address of their own. */
const FIXED = [
  "/",
  "/search",
  "/search?view=timeline",
  "/search?view=map",
  "/search?view=network",
  "/search?view=network&by=actor",
  "/search?q=police&quad=3&quad=4",
  "/search?q=zzz&from=yesterday",
  "/incidents",
  "/incidents?least=1",
  "/actors",
  "/outlets",
  "/sql",
  "/sql?q=SELECT+quad%2C+count%28*%29+FROM+events+GROUP+BY+1+ORDER+BY+1",
  "/sql?q=SELECT+nothing+FROM+nowhere",
  "/read",
  "/live",
  "/about",
  "/dispatch/1",
];

/** Pages that others lead to: where from, and by which link. */
const LED_TO = [
  ["/incidents", "a[href^='/incident/']"],
  ["/", "a[href^='/dyad?']"],
  ["/actors", "a[href^='/actor?']"],
  // Of whom nothing is dated.
  ["/dispatch/1", "a[href^='/actor?']"],
  ["/outlets", "a[href^='/outlet?']"],
];

for (const colorScheme of ["light", "dark"]) {
  test(`every page stands in ${colorScheme}, at phone width too`, async (t) => {
    const { base } = await small();
    const { page, open, done } = await look(base, { colorScheme, axe: true, webgl: true });
    const addresses = [...FIXED.map((a) => [a, 200]), ["/nowhere", 404]];
    for (const [from, link] of LED_TO) {
      await open(from);
      addresses.push([await page.locator(link).first().getAttribute("href"), 200]);
    }
    for (const [address, status] of addresses) {
      await t.test(address, async () => {
        await page.setViewportSize({ width: 1280, height: 900 });
        await open(address, status);
        assert.equal(await page.locator("h1").count(), 1);
        assert.match(await page.title(), /^.+ · Chancery$/);
        assert.deepEqual(await axeFaults(page), []);
        await page.setViewportSize({ width: 390, height: 844 });
        // Pictures are drawn anew a moment after the window has changed.
        const fits = () => document.documentElement.scrollWidth <= innerWidth;
        await page.waitForFunction(fits, null, { timeout: 4000 }).catch(async () => {
          const wide = await page.evaluate(() => document.documentElement.scrollWidth);
          assert.fail(`${wide} pixels wide in 390`);
        });
      });
    }
    await done();
  });
}

test("what goes wrong on a page is heard", async () => {
  const { base } = await small();
  const { page, faults, open } = await look(base);
  await open("/about");
  await page.evaluate(() => {
    document.querySelector("h1").setAttribute("style", "color: red");
    document.body.insertAdjacentHTML("beforeend", `<img src="https://elsewhere.example/x.png">`);
    console.error("a complaint");
  });
  await page.waitForTimeout(200);
  for (const heard of [/policy: style-src/, /policy: img-src/, /a complaint/]) {
    assert.ok(faults.some((f) => heard.test(f)), `${heard} in ${faults.join("\n")}`);
  }
  await page.context().close();
});
