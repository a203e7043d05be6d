// Does the console answer, and does it refuse in words whatever is no question?
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { ask, FOLDER } from "./program.mjs";
import { small } from "./sites.mjs";
import { look } from "./window.mjs";

const target = join(FOLDER, "written");
const secret = join(FOLDER, "secret.csv");

/** What is no question about the store. */
const REFUSED = [
  "CREATE TABLE mine AS SELECT * FROM events",
  "CREATE VIEW mine AS SELECT 1",
  `CREATE EXTERNAL TABLE mine STORED AS CSV LOCATION '${secret}'`,
  "DROP TABLE events",
  "INSERT INTO events SELECT * FROM events",
  "UPDATE events SET quad = 1",
  "DELETE FROM events",
  `COPY events TO '${target}.csv'`,
  `COPY (SELECT 1) TO '${target}' STORED AS PARQUET`,
  `SELECT 1; COPY events TO '${target}.json'`,
  `EXPLAIN ANALYZE COPY events TO '${target}.csv'`,
  `SELECT * FROM read_csv('${secret}')`,
  `SELECT * FROM read_parquet('${secret}')`,
  `SELECT * FROM '${secret}'`,
  `SELECT * FROM "${secret}"`,
  `SELECT * FROM "file://${secret}"`,
  "SET datafusion.execution.batch_size = 1",
  "SELECT",
];

/** All files of a store with what is in them. What readers and writers hold while they are at it is left out. */
function contents(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((f) => f.isFile() && !f.name.endsWith(".lock"));
  return files.map((f) => join(f.parentPath ?? f.path, f.name)).sort().map((p) => [p, createHash("sha256").update(readFileSync(p)).digest("hex")]);
}

test("a question is answered, by keyboard, with the schema at hand", async () => {
  const { base } = await small();
  const { page, open, done } = await look(base);
  await open("/sql");
  await page.locator("aside.schema summary").first().click();
  await page.locator("textarea").fill("SELECT status, count(*) AS n FROM events GROUP BY 1 ORDER BY 2 DESC");
  await page.keyboard.press("Control+Enter");
  await page.waitForURL("**/sql?q=SELECT*");
  assert.deepEqual(await page.locator("main table.plain thead th").allInnerTexts(), ["status", "n"]);
  const counts = await page.locator("main table.plain td.num").allInnerTexts();
  const { text } = await ask(`${base}/api/v1/events?limit=1`);
  assert.equal(counts.reduce((sum, n) => sum + Number(n), 0), JSON.parse(text).total);
  await done();
});

test("whatever would change or reach something else is refused in words", async (t) => {
  const { base, folder } = await small();
  writeFileSync(secret, "kept,secret\n1,2\n");
  const before = contents(folder);
  const { page, done } = await look(base);
  for (const question of REFUSED) {
    await t.test(question.replaceAll(FOLDER, ""), async () => {
      const encoded = encodeURIComponent(question);
      await page.goto(`${base}/sql?q=${encoded}`);
      const said = await page.locator("main [role=alert]").innerText();
      assert.ok(said.trim().length > 10, said);
      assert.equal(await page.locator("main .scroll table").count(), 0, "there is an answer");
      for (const address of [`/api/v1/sql?q=${encoded}`, `/download/csv?sql=${encoded}`]) {
        const { status, text } = await ask(base + address);
        assert.equal(status, 400, `${address}: ${text}`);
      }
      const written = readdirSync(FOLDER).filter((name) => name.startsWith("written"));
      assert.deepEqual(written, []);
    });
  }
  assert.deepEqual(contents(folder), before, "the store has changed");
  assert.ok(!existsSync(target));
  await done();
});
