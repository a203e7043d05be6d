// Who is let in?
import assert from "node:assert/strict";
import { test } from "node:test";
import { ask, run, serve } from "./program.mjs";
import { copyOfSmall, small } from "./sites.mjs";
import { look } from "./window.mjs";

const TOKEN = "a-token-of-our-own-making";

test("under a name that is not ours nothing is answered", async () => {
  const { base } = await small();
  for (const host of ["rebound.example", "rebound.example:80", "127.0.0.1", "127.0.0.1:1"]) {
    const { status, text } = await ask(`${base}/search`, { headers: { host } });
    assert.equal(status, 421, host);
    assert.doesNotMatch(text, /table class="events"/);
  }
});

test("every answer carries the policy", async () => {
  const { base } = await small();
  for (const address of ["/", "/nowhere", "/assets/chancery.js", "/api/v1/events", "/download/csv?quad=1", "/healthz"]) {
    const { headers } = await ask(base + address);
    assert.match(headers["content-security-policy"], /^default-src 'none'; script-src 'self'; style-src 'self'/, address);
    assert.equal(headers["x-content-type-options"], "nosniff", address);
  }
});

test("an open address wants a token", () => {
  const folder = copyOfSmall("open");
  for (const more of [[], ["--token", "short"]]) {
    const { status, said } = run("serve", "--store", folder, "--port", "0", "--address", "0.0.0.0", ...more);
    assert.equal(status, 2, said);
    assert.match(said, /token/i);
  }
});

test("the token opens once, leaves the address, and is remembered", async () => {
  const args = ["--address", "0.0.0.0", "--host", "127.0.0.1", "--token", TOKEN];
  const site = await serve(copyOfSmall("token"), ...args);
  const base = site.base.replace("0.0.0.0", "127.0.0.1");
  for (const address of ["/", "/api/v1/events", "/assets/chancery.js", "/?token=wrong"]) {
    assert.equal((await ask(base + address)).status, 401, address);
  }
  const { page, open, done } = await look(base);
  await open(`/search?q=police&token=${TOKEN}`);
  assert.equal(page.url(), `${base}/search?q=police`);
  await open("/actors");
  await open("/search?view=map");
  await done();
  await site.stop();
});
