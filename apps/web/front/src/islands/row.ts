// What does one event look like in the long table? The same as the server's own row.
import { type Child, el } from "../dom";
import { QUADS } from "../quads";

interface Party {
  name: string;
  country: string | null;
}

export interface EventRow {
  name: string;
  dispatch: number;
  event: number;
  day: string | null;
  type: string;
  type_name: string;
  mode: string | null;
  quad: number;
  status: string;
  actors: Party[];
  recipients: Party[];
  claimed_by: string | null;
  stance: string | null;
  outlet: string | null;
  title: string | null;
  place: string | null;
  confidence: number | null;
  quote: string | null;
  /** Both in characters of the dispatch. */
  trigger?: [number, number];
  sentence?: [number, number] | null;
  corrected?: boolean;
  /** The chain of who says so in words, if the server sends it. */
  voice?: string | null;
  incident: number | null;
}

const COLUMNS = 4;

export function written(event: EventRow): HTMLTableRowElement {
  const href = `/dispatch/${event.dispatch}?event=${event.event}#e${event.event}`;
  const mode = event.mode ? el("span", { class: "mode" }, ` · ${event.mode.replaceAll("_", " ")}`) : null;
  const status = event.status === "actual" ? null : el("span", { class: `badge status-${event.status}` }, event.status);
  const whom = event.recipients.length === 0 ? [] : [arrow(), el("span", { class: "sr" }, " towards "), ...parties(event.recipients)];
  const who = event.actors.length === 0 ? [el("span", { class: "muted" }, "someone unnamed")] : parties(event.actors);
  return el(
    "tr",
    {},
    el("td", { class: "day" }, event.day ?? "undated"),
    el(
      "td",
      { class: "type" },
      line(el("a", { href }, event.type_name), mode, " ", status, event.corrected ? el("span", { class: "badge" }, "corrected") : null),
      line(el("span", { class: `quad-${event.quad}` }, QUADS[event.quad - 1] ?? "")),
    ),
    el("td", { class: "parties" }, line(...who, ...whom), event.place ? line(el("span", { class: "muted" }, `in ${event.place}`)) : null),
    el("td", { class: "words" }, line(el("span", { class: "voice" }, voice(event))), event.quote ? said(event.quote, event) : null),
  );
}

export function waiting(): HTMLTableRowElement {
  return el("tr", { class: "waiting" }, el("td", { colspan: COLUMNS }, "…"));
}

function voice(event: EventRow): string {
  if (event.voice) return event.voice;
  const outlet = event.outlet ?? "The outlet";
  if (!event.claimed_by) return `${outlet} reports`;
  const stance = event.stance && event.stance !== "assert" ? ` (${event.stance})` : "";
  return `${outlet} reports, after ${event.claimed_by}${stance}`;
}

function said(quote: string, { trigger, sentence }: EventRow): HTMLElement {
  const letters = [...quote];
  const [from, to] = trigger && sentence ? [trigger[0] - sentence[0], trigger[1] - sentence[0]] : [0, 0];
  const part = (a: number, b?: number) => letters.slice(a, b).join("");
  const within = 0 <= from && from < to && to <= letters.length;
  const shown = within ? line(part(0, from), el("mark", {}, part(from, to)), part(to)) : line(quote);
  shown.className = "said";
  shown.title = quote;
  return shown;
}

function line(...children: Child[]): HTMLElement {
  return el("div", {}, ...children);
}

function arrow(): HTMLElement {
  return el("span", { class: "arrow", "aria-hidden": "true" }, " → ");
}

/** A designation that is no name stands in quotation marks: it is the dispatch's word. As the server has it. */
function called(name: string): string {
  return /^\P{L}*\p{Ll}/u.test(name) ? `“${name}”` : name;
}

function parties(all: readonly Party[]): (Node | string)[] {
  return all.flatMap((party, i) => {
    const address = `/actor?name=${encodeURIComponent(party.name)}${party.country ? `&country=${encodeURIComponent(party.country)}` : ""}`;
    const name = el("a", { href: address }, called(party.name));
    const country = party.country ? [" ", el("span", { class: "country" }, party.country)] : [];
    return [i === 0 ? "" : ", ", name, ...country];
  });
}
