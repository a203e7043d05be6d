// What are the four classes called, and how far does a sum of events lean to conflict?
import { el } from "./dom";

export const QUADS = ["verbal cooperation", "material cooperation", "verbal conflict", "material conflict"] as const;

/** From 0 (all cooperation) to 4 (all conflict). */
export function lean(quads: readonly number[]): number {
  const [a = 0, b = 0, c = 0, d = 0] = quads;
  const all = a + b + c + d;
  return all === 0 ? 2 : Math.min(4, Math.floor(((c + d) / all) * 5));
}

export function inWords(quads: readonly number[]): string {
  return QUADS.map((name, i) => [name, quads[i] ?? 0] as const)
    .filter(([, n]) => n > 0)
    .map(([name, n]) => `${name} ${n}`)
    .join(", ");
}

export function leanLegend(): HTMLElement {
  const steps = [0, 1, 2, 3, 4].map((step) => el("i", { class: `lean-${step}` }));
  return el("span", { class: "legend" }, "cooperation", el("span", { class: "swatches", "aria-hidden": "true" }, ...steps), "conflict");
}
