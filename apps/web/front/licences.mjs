// Whose work is in the bundle, and on which terms?
import { readFileSync, readdirSync } from "node:fs";

const MAP = `The shapes of countries (countries-110m.json) are made by world-atlas from Natural Earth, which is in the public
domain (naturalearthdata.com). How borders are drawn there is no statement of Chancery's.
`;

/** The packages that a bundle's modules, and the style sheet and the map beside them, come from. */
export function packagesOf(bundle) {
  const found = new Set(["uplot", "world-atlas"]);
  for (const chunk of Object.values(bundle)) {
    for (const id of Object.keys(chunk.modules ?? {})) {
      const name = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(id)?.[1];
      if (name) found.add(name);
    }
  }
  return [...found].sort();
}

function licence(name) {
  const folder = `node_modules/${name}`;
  const about = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
  const file = readdirSync(folder).sort().find((f) => /^licen[cs]e/i.test(f));
  const author = about.author?.name ?? about.author ?? "its authors";
  const text = file ? readFileSync(`${folder}/${file}`, "utf8") : `By ${author}. The package holds no further text of its licence.`;
  return `${name} ${about.version} (${about.license})\n\n${text.trim().replaceAll("\r\n", "\n")}\n`;
}

export function licences(packages) {
  const rule = `\n${"-".repeat(80)}\n\n`;
  return ["Chancery's scripts contain the works below, each under its own licence.\n", MAP, ...packages.map(licence)].join(rule);
}
