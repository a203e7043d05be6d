// Is a text that is handed in read at once, and not kept?
import assert from "node:assert/strict";
import { test } from "node:test";
import { ask } from "./program.mjs";
import { small } from "./sites.mjs";
import { look } from "./window.mjs";

const TEXT = `Lesotho and Malta sign treaty on fog horns

MASERU, May 6, 2026 (Harbour Wire) - Foreign Minister Thabo Lekhanya of Lesotho met Maltese Foreign Minister Carla Zerafa in Maseru on Wednesday and signed a treaty on fog horns.

Zerafa praised Lesotho. "No ship was ever lost in these mountains," she said.
`;

const HTML = `<!doctype html><html lang="en"><head><title>Malta condemns theft of fog horn</title>
<meta property="og:site_name" content="Gozo Post"></head><body><nav>Home News Weather</nav><article>
<h1>Malta condemns theft of fog horn</h1><p>VALLETTA, May 9, 2026 (Gozo Post) - Malta on Saturday condemned the theft
of a fog horn and accused smugglers from Tunisia of taking it, the Foreign Ministry said.</p><p>Tunisia rejected the
accusation and offered to send divers.</p></article></body></html>`;

const dispatches = async (base) => /Dispatches<\/dt> *<dd>(\d+)/.exec((await ask(`${base}/about`)).text)?.[1];

test("a pasted text and a web page are read, and not kept", async () => {
  const { base } = await small();
  const before = await dispatches(base);
  assert.ok(Number(before) > 0);
  const { page, open, done } = await look(base);
  await open("/read");
  await page.locator("#text").fill(TEXT);
  await page.getByRole("button", { name: "Read", exact: true }).click();
  await page.getByText("This text is not in the store.").waitFor();
  assert.match(await page.locator("h1").innerText(), /Lesotho and Malta sign treaty/);
  assert.ok((await page.locator("aside.record section.event").count()) >= 2);
  assert.equal(await page.locator("details.correct").count(), 0, "what is not kept cannot be corrected");
  await page.locator("aside.record section.event h3").first().hover();
  assert.ok(await page.locator("div.text .lit").count());

  await page.getByRole("link", { name: "Read another" }).click();
  await page.locator("#file").setInputFiles({ name: "horn.html", mimeType: "text/html", buffer: Buffer.from(HTML) });
  await page.getByRole("button", { name: "Read", exact: true }).click();
  await page.getByText("This text is not in the store.").waitFor();
  assert.match(await page.locator("dl.dispatch-facts").innerText(), /Gozo Post/);
  assert.doesNotMatch(await page.locator("div.text").innerText(), /Weather/);
  assert.ok((await page.locator("aside.record section.event").count()) >= 2);

  await open("/read");
  await page.getByRole("button", { name: "Read", exact: true }).click();
  await page.getByText("There is no text in it.").waitFor();
  assert.equal(await dispatches(base), before);
  await done();
});
