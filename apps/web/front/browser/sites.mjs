// Which sites do the checks share? Each is made when it is first wanted, and ends with the checks.
import { cpSync } from "node:fs";
import { join } from "node:path";
import { FOLDER, largeStore, ownTexts, serve, store } from "./program.mjs";

const once = (make) => {
  let made;
  return () => (made ??= make());
};

const sites = [];

async function served(folder, ...args) {
  const site = await serve(folder, ...args);
  sites.push(site);
  return { ...site, folder };
}

const smallStore = once(() => store("small", ...ownTexts()));

/** Our own dispatches; nobody changes it. */
export const small = once(() => served(smallStore()));

/** A store of our own dispatches to change. */
export function copyOfSmall(name) {
  const folder = join(FOLDER, name);
  cpSync(smallStore(), folder, { recursive: true });
  return folder;
}

/** A hundred thousand events. */
export const large = once(() => served(largeStore()));

export async function closeSites() {
  for (const site of sites.splice(0)) await site.stop();
}
