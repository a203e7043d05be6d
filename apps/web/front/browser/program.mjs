// How is the real program run? It makes stores, and it serves them.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../../../..", import.meta.url));

/** Where everything that the checks write lies; it goes when they end. */
export const FOLDER = mkdtempSync(join(tmpdir(), "chancery-browser-"));
process.on("exit", () => rmSync(FOLDER, { recursive: true, force: true }));

const built = (name, variable, advice) => {
  const path = process.env[variable] ?? join(ROOT, "target/release", name);
  assert.ok(existsSync(path), `${path} is not there. ${advice}, or name it with ${variable}.`);
  return path;
};

export const chancery = () =>
  built("chancery", "CHANCERY", "Build it with `cargo build --release -p chancery`");

/** Runs the program to its end, in the repository: where a dispatch came from is told from there. */
export function run(...args) {
  const done = spawnSync(chancery(), args, { encoding: "utf8", cwd: ROOT, timeout: 60_000 });
  return { status: done.status, said: done.stdout + done.stderr };
}

/** A store of texts and folders, read as `chancery ingest` reads them. */
export function store(name, ...inputs) {
  const folder = join(FOLDER, name);
  const { status, said } = run("ingest", "--no-progress", "--store", folder, ...inputs);
  assert.equal(status, 0, said);
  return folder;
}

/** The dispatches of the repository: all our own inventions. */
export function ownTexts() {
  const texts = (folder) => readdirSync(join(ROOT, folder)).filter((name) => name.endsWith(".txt")).sort();
  return ["examples", "corpus/incidents/tune", "corpus/prose"].flatMap((f) => texts(f).map((name) => `${f}/${name}`));
}

/** A store of 100,000 events, filled without reading. */
export function largeStore() {
  const fill = built("examples/fill", "FILL", "Build it with `cargo build --release -p chancery -p chancery-records --example fill`");
  const folder = join(FOLDER, "large");
  const done = spawnSync(fill, [folder, "12500", "8", "250"], { encoding: "utf8" });
  assert.equal(done.status, 0, done.stderr);
  return folder;
}

/** Asks without a browser, with whatever headers; a redirect is not followed. */
export function ask(address, { method = "GET", headers = {}, body = "" } = {}) {
  return new Promise((done, failed) => {
    const asked = request(address, { method, headers }, (answer) => {
      const parts = [];
      answer.on("data", (part) => parts.push(part));
      answer.on("end", () => {
        const bytes = Buffer.concat(parts);
        done({ status: answer.statusCode, headers: answer.headers, bytes, text: bytes.toString("utf8") });
      });
      answer.on("error", failed);
    });
    asked.on("error", failed);
    asked.end(body);
  });
}

const running = new Set();

/** Ends what a check that failed has left behind. */
export function endAll() {
  for (const child of running) child.kill("SIGKILL");
}
process.on("exit", endAll);

/** Serves a store at any free port. Gives the address without a stroke at its end, and how long it took to answer. */
export async function serve(folder, ...args) {
  const began = performance.now();
  const child = spawn(chancery(), ["serve", "--store", folder, "--port", "0", ...args], { cwd: FOLDER });
  running.add(child);
  let said = "";
  child.stderr.on("data", (part) => { said += part; });
  const ended = new Promise((done) => child.on("exit", (code) => done(code)));
  const printed = new Promise((done) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      const found = /http:\/\/\S+/.exec(line);
      if (found) done(found[0].replace(/\/$/, ""));
    });
  });
  const base = await Promise.race([printed, ended.then((code) => assert.fail(`serve ended with ${code}: ${said}`))]);
  const token = args[args.indexOf("--token") + 1];
  const headers = args.includes("--token") ? { authorization: `Bearer ${token}` } : {};
  const { status } = await ask(`${base}/healthz`, { headers });
  const milliseconds = performance.now() - began;
  assert.equal(status, 200);
  const stop = async () => {
    child.kill("SIGINT");
    const code = await ended;
    running.delete(child);
    assert.equal(code, 0, `serve ended with ${code}: ${said}`);
  };
  return { base, milliseconds, stop };
}
