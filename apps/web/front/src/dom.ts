// How are elements made and questions asked of the server?

export type Attributes = Record<string, string | number | boolean | null | undefined>;
export type Child = Node | string | null | undefined;

const SVG = "http://www.w3.org/2000/svg";

function dress<E extends Element>(element: E, attributes: Attributes, children: Child[]): E {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    element.setAttribute(name, value === true ? "" : String(value));
  }
  // Text from the store only ever becomes a text node.
  element.append(...children.filter((c): c is Node | string => c !== null && c !== undefined));
  return element;
}

export function el<K extends keyof HTMLElementTagNameMap>(name: K, attributes: Attributes = {}, ...children: Child[]) {
  return dress(document.createElement(name), attributes, children);
}

export function svg<K extends keyof SVGElementTagNameMap>(name: K, attributes: Attributes = {}, ...children: Child[]) {
  return dress(document.createElementNS(SVG, name), attributes, children);
}

export async function ask<T>(address: string, signal?: AbortSignal): Promise<T> {
  const answer = await fetch(address, { headers: { accept: "application/json" }, signal: signal ?? null });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return (await answer.json()) as T;
}

/** The address with these parameters set; what it had before otherwise stays. */
export function withParameters(address: string, parameters: Record<string, string>): string {
  const url = new URL(address, location.href);
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.pathname + url.search + url.hash;
}

export function count(n: number): string {
  return n.toLocaleString("en-GB");
}

export function events(n: number): string {
  return n === 1 ? "1 event" : `${count(n)} events`;
}

/** Puts a stage on top of the island; what the server had drawn stays below, folded away. */
export function takeStage(root: HTMLElement, stage: HTMLElement): void {
  const rest = [...root.childNodes].filter((n) => !(n instanceof HTMLElement && n.tagName === "FIGCAPTION"));
  const fallback = el("details", { class: "fallback" }, el("summary", {}, "The same as a table"), ...rest);
  root.append(stage, fallback);
  root.dataset.ready = "true";
}

export function readout(text = ""): HTMLElement {
  return el("div", { class: "readout", "aria-live": "polite" }, text);
}
