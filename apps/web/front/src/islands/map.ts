// Where did it happen, and from which state to which? Circles by number of events, arcs between countries.
import { ask, el, events, readout, svg, takeStage, withParameters } from "../dom";
import { inWords, lean, leanLegend } from "../quads";
import { HEIGHT, WIDTH, type World, world } from "./world";
import { zoomable } from "./zoom";

interface Place {
  name: string;
  country: string | null;
  lat: number;
  lon: number;
  events: number;
  quads: number[];
}

interface Flow {
  source: string;
  target: string;
  events: number;
  quads: number[];
}

export async function island(root: HTMLElement): Promise<void> {
  const { src, flows: flowsAt, href } = root.dataset;
  const [map, { places }, { flows }] = await Promise.all([
    world("/assets/countries-110m.json"),
    ask<{ places: Place[] }>(src ?? ""),
    flowsAt ? ask<{ flows: Flow[] }>(flowsAt) : { flows: [] },
  ]);

  const all = places.reduce((n, p) => n + p.events, 0);
  const told = readout(`${places.length === 1 ? "1 place" : `${places.length} places`} with ${events(all)}`);
  const say = (text: string) => { told.textContent = text; };
  const most = Math.max(1, ...places.map((p) => p.events));
  // On a narrow screen the picture shrinks, its circles less.
  const enlarged = Math.min(1.8, Math.max(1, WIDTH / (root.clientWidth || WIDTH)));
  const circles = svg("g", { role: "group", "aria-label": "Places, the largest first" });
  const ordered = places.toSorted((a, b) => b.events - a.events || (a.name < b.name ? -1 : 1));
  const sized: [SVGCircleElement, number][] = [];
  for (const place of ordered) {
    const at = map.project([place.lon, place.lat]);
    if (!at) continue;
    const radius = enlarged * (2.5 + 17 * Math.sqrt(place.events / most));
    const circle = svg("circle", { class: `place lean-${lean(place.quads)}`, cx: at[0], cy: at[1], r: radius });
    sized.push([circle, radius]);
    const where = place.country ? `${place.name} (${place.country})` : place.name;
    circles.append(link(href && withParameters(href, { place: place.name }), `${where}: ${events(place.events)}; ${inWords(place.quads)}`, say, circle));
  }
  const { group: arcs, drawn, draw } = flowArcs(map, flows, href, say);

  const land = svg("g", { "aria-hidden": "true" });
  for (const country of map.countries) {
    const shape = svg("path", { class: "land", d: country.path });
    const address = href && country.letters ? withParameters(href, { country: country.letters }) : undefined;
    land.append(link(address, country.name, say, shape));
  }
  const inner = svg("g", {}, svg("path", { class: "graticule", d: map.graticule, "aria-hidden": "true" }), land, arcs, circles);
  const picture = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "group", "aria-label": "Map of events" }, inner);
  const frame = el("div", { class: "map-frame" }, picture);
  frame.append(zoomable(picture, inner, frame, (scale) => {
    for (const [circle, radius] of sized) circle.setAttribute("r", String(radius / scale ** 0.8));
    draw(scale);
  }));

  const bar = el("div", { class: "stage-bar" });
  for (const [name, group, there] of [["Events", circles, sized.length], ["Flows", arcs, drawn]] as const) {
    if (there === 0) continue;
    const on = group === circles || sized.length === 0;
    group.toggleAttribute("hidden", !on);
    const button = el("button", { type: "button", "aria-pressed": String(on) }, name);
    button.addEventListener("click", () => {
      const hidden = group.toggleAttribute("hidden");
      button.setAttribute("aria-pressed", String(!hidden));
    });
    bar.append(button);
  }
  bar.append(el("span", { class: "spring" }), leanLegend());
  const hint = el("p", { class: "hint" }, "Tab to the map, then arrow keys go from the largest to the smallest. Ctrl and wheel, or the buttons, zoom.");
  roving(circles);
  roving(arcs);
  takeStage(root, el("div", { class: "stage" }, bar, frame, told, hint));
}

function link(address: string | undefined, text: string, say: (text: string) => void, ...shapes: SVGElement[]): SVGAElement {
  const anchor = svg("a", { href: address, tabindex: -1, "aria-label": text }, ...shapes);
  anchor.addEventListener("pointerenter", () => say(text));
  anchor.addEventListener("focus", () => say(text));
  return anchor;
}

/** Arcs between states, the largest first; they are drawn anew for each scale, to be no thicker when near. */
function flowArcs(map: World, flows: Flow[], href: string | undefined, say: (text: string) => void) {
  const group = svg("g", { role: "group", "aria-label": "Flows, the largest first" });
  const most = Math.max(1, ...flows.map((f) => f.events));
  const redraw: ((scale: number) => void)[] = [];
  for (const flow of flows.toSorted((a, b) => b.events - a.events || (a.source + a.target < b.source + b.target ? -1 : 1))) {
    if (flow.source === flow.target || !map.arc(flow.source, flow.target, 1)) continue;
    const tone = `lean-${lean(flow.quads)}`;
    const [line, head] = [svg("path", { class: `flow ${tone}` }), svg("path", { class: `tip ${tone}` })];
    redraw.push((scale) => {
      const width = (0.7 + 4 * Math.sqrt(flow.events / most)) / scale ** 0.8;
      const arc = map.arc(flow.source, flow.target, width);
      line.setAttribute("d", arc?.line ?? "");
      line.setAttribute("stroke-width", width.toFixed(3));
      head.setAttribute("d", arc?.head ?? "");
    });
    const text = `${map.nameOf(flow.source)} to ${map.nameOf(flow.target)}: ${events(flow.events)}; ${inWords(flow.quads)}`;
    group.append(link(href && withParameters(href, { source: flow.source, target: flow.target }), text, say, line, head));
  }
  const draw = (scale: number) => { for (const each of redraw) each(scale); };
  draw(1);
  return { group, drawn: redraw.length, draw };
}

/** One stop for Tab; arrows, Home and End go on from there. */
function roving(group: SVGGElement): void {
  const anchors = [...group.querySelectorAll("a")];
  anchors[0]?.setAttribute("tabindex", "0");
  group.addEventListener("keydown", (key) => {
    const at = anchors.findIndex((a) => a === document.activeElement);
    const last = anchors.length - 1;
    const moves: Record<string, number> = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: last };
    const target = moves[key.key];
    if (at === -1 || target === undefined) return;
    key.preventDefault();
    const next = anchors[Math.min(last, Math.max(0, target))];
    anchors[at]?.setAttribute("tabindex", "-1");
    next?.setAttribute("tabindex", "0");
    next?.focus({ preventScroll: true });
  });
}
