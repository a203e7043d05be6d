// Does a dispatch stay text, whatever stands in it?
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { FOLDER, serve, store } from "./program.mjs";
import { MALICE, hostileFiles } from "./malice.mjs";
import { look, ready } from "./window.mjs";

/** Pages that show what a store holds, and such as repeat what they are asked. */
function addresses() {
  const stored = ["/", "/search", "/search?view=timeline", "/search?view=map", "/search?view=network&by=actor", "/incidents?least=1", "/actors", "/outlets", "/live", "/about"];
  const sql = "SELECT title, outlet, url, text_of(sentence_span) FROM events JOIN dispatches USING (dispatch)";
  const repeated = MALICE.filter((m) => !/[\0\x07]/.test(m)).slice(0, 24).flatMap((m, i) => {
    const said = encodeURIComponent(m);
    const ways = [`/search?q=${said}`, `/search?actor=${said}&place=${said}&type=${said}`, `/sql?q=${said}`, `/actors?q=${said}`, `/outlet?name=${said}`, `/dyad?a=${said}&b=${said}`, `/dispatch/${said}`];
    return [ways[i % ways.length]];
  });
  return [...stored, `/sql?q=${encodeURIComponent(sql)}`, ...repeated];
}

/** Nothing of the malice is an element, and nothing has left its mark. */
async function unharmed(page, where) {
  const found = await page.evaluate(() => ({
    ran: globalThis.ran ?? "nothing",
    there: location.origin,
    elements: document.querySelectorAll("main :is(script, style, iframe, object, embed, link, meta, base, template, math, video, audio, marquee, noscript, img)").length,
    attributes: [...document.querySelectorAll("*")].flatMap((e) => [...e.attributes]).filter((a) => /^on/.test(a.name) || (/^(href|src|action|data)$/.test(a.name) && /^\s*(javascript|data):/i.test(a.value))).map((a) => `${a.name}=${a.value}`),
    unseen: /[\u202A-\u202E\u2066-\u2069\uFFF9-\uFFFB\u0007]/.test(document.documentElement.innerHTML),
  }));
  const { origin } = new URL(page.url());
  assert.deepEqual(found, { ran: "nothing", there: origin, elements: 0, attributes: [], unseen: false }, where);
}

test("a hostile dispatch is shown as its text, and nothing in it runs or is fetched", async (t) => {
  const folder = join(FOLDER, "malice");
  mkdirSync(folder);
  for (const [name, text] of Object.entries(hostileFiles())) writeFileSync(join(folder, name), text);
  const site = await serve(store("hostile", folder));
  const { page, faults, done } = await look(site.base, { webgl: true });
  const visit = async (address) => {
    const answer = await page.goto(site.base + address);
    assert.ok(answer.status() < 500, `${answer.status()}`);
    await ready(page);
    await unharmed(page, address);
  };
  // A record of a crawler that holds markup is read as a page is: what is markup in it is no text.
  const legible = ["<script>window.ran = 30</script>", `<img src=x onerror="window.ran = 31">`];
  const further = ["<script>window.ran = 1</script>", `onerror="window.ran = 3"`, "javascript:window.ran = 10"];
  for (const [number, words] of [[1, [...legible, ...further]], [2, [...legible, ...further]], [3, legible]]) {
    await t.test(`dispatch ${number} is legible as text`, async () => {
      await visit(`/dispatch/${number}`);
      assert.ok((await page.locator("aside.record section.event").count()) > 0, "there is no event to show");
      const text = await page.locator("div.text").innerText();
      for (const some of words) assert.ok(text.includes(some), `${some} is not in ${text.slice(0, 300)}`);
      if (number === 1) assert.match(await page.locator("section.remarks").innerText(), /marks of direction/);
      for (const link of await page.locator("dl.dispatch-facts a").all()) {
        assert.match(await link.getAttribute("href"), /^(https?:\/\/|\/)/);
      }
      // Each of its marks is pointed at: an event handler would have its chance.
      for (const mark of (await page.locator("div.text .piece").all()).slice(0, 12)) await mark.hover();
      await unharmed(page, "after pointing");
    });
  }
  for (const address of addresses()) await t.test(decodeURIComponent(address).replaceAll("\n", " ").slice(0, 80), () => visit(address));
  await t.test("the pages that its actors, outlets and incidents lead to", async () => {
    const led = new Set();
    for (const from of ["/actors", "/outlets", "/incidents?least=1"]) {
      await page.goto(site.base + from);
      const links = page.locator("main a:is([href^='/actor?'], [href^='/outlet?'], [href^='/incident/'])");
      for (const href of (await links.evaluateAll((all) => all.map((a) => a.getAttribute("href")))).slice(0, 12)) led.add(href);
    }
    assert.ok(led.size > 3);
    for (const address of led) await visit(address);
  });
  await t.test("handed in to be read, it is text as well", async () => {
    await page.goto(`${site.base}/read`);
    await page.locator("#text").fill(hostileFiles()["page.html"]);
    await page.getByRole("button", { name: "Read", exact: true }).click();
    await page.getByText("This text is not in the store.").waitFor();
    await unharmed(page, "/read");
  });
  // That a page is missing or a question wrong, which was asked for here, Chromium says as an error.
  const said = faults.splice(0).filter((fault) => !/status of 4\d\d/.test(fault));
  assert.deepEqual(said, []);
  await done();
  await site.stop();
});
