// Who deals with whom? A drawing that is the same each time; the table of pairs stays below it.
import type { Settings } from "sigma/settings";
import Sigma from "sigma";
import { count, el, events, readout, takeStage, withParameters, ask } from "../dom";
import { inWords, leanLegend } from "../quads";
import { colour, onTheme } from "../theme";
import { type Drawing, type Network, drawingOf, laidOut, stretch } from "./layout";

export async function island(root: HTMLElement): Promise<void> {
  if (!document.createElement("canvas").getContext("webgl2")) return;
  const network = await ask<Network>(root.dataset.src ?? "");
  if (network.nodes.length === 0) return;
  const graph = laidOut(network);
  const { href, by } = root.dataset;
  const names = new Map(network.nodes.map((n) => [n.key, n.name]));
  const keys = new Map(network.nodes.map((n) => [n.name.toLowerCase(), n.key]));
  const nodeAddress = (key: string) => {
    if (!href) return undefined;
    return withParameters(href, by === "country" ? { country: key } : { actor: names.get(key) ?? key });
  };
  const pairAddress = (a: string, b: string) => {
    if (by === "country") return withParameters("/dyad", { a, b });
    if (!href) return undefined;
    const url = new URL(href, location.href);
    for (const key of [a, b]) url.searchParams.append("actor", names.get(key) ?? key);
    return url.pathname + url.search;
  };

  const told = readout(`${network.nodes.length} actors, ${graph.size} pairs`);
  const list = el("datalist", { id: "network-nodes" }, ...network.nodes.map((n) => el("option", { value: n.name })));
  const find = el("input", { type: "search", list: list.id, placeholder: "Find in the drawing", "aria-label": "Find in the drawing" });
  const frame = el("div", { class: "network-frame", role: "img", "aria-label": `Network of ${network.nodes.length} actors. The table below says the same.` });
  const bar = el("div", { class: "stage-bar" }, find, list, el("span", { class: "spring" }), leanLegend());
  const hint = el("p", { class: "hint" }, "Size: number of events. Point at an actor to see with whom; press on an actor or a line for the events.");

  // Drawn before the stage is taken: without a working WebGL the table must stay as it was.
  const stage = el("div", { class: "stage" }, bar, frame, told, hint);
  root.prepend(stage);
  stretch(graph, frame.clientWidth / Math.max(1, frame.clientHeight));
  let drawing: Drawing = drawingOf(colour);
  let centre: string | undefined;
  let sigma: Sigma;
  try {
    sigma = new Sigma(graph, frame, settings(() => drawing, () => centre, graph));
  } catch (error) {
    stage.remove();
    throw error;
  }
  stage.remove();
  takeStage(root, stage);

  const light = (key: string | undefined) => {
    centre = key;
    sigma.refresh({ skipIndexation: true });
  };
  const tell = (key: string) => {
    const node = network.nodes.find((n) => n.key === key);
    const pairs = network.edges.filter((e) => e.source === key || e.target === key).toSorted((a, b) => b.events - a.events);
    if (!node) return;
    const lines = pairs.slice(0, 12).map((e) => {
      const way = `${names.get(e.source) ?? e.source} to ${names.get(e.target) ?? e.target}`;
      return el("li", {}, el("a", { href: pairAddress(e.source, e.target) }, way), ` ${count(e.events)}`);
    });
    told.replaceChildren(
      el("p", {}, el("a", { href: nodeAddress(key) }, node.name), `: ${events(node.events)}; ${inWords(node.quads)}`),
      el("ul", {}, ...lines),
    );
  };

  const point = (on: boolean) => frame.classList.toggle("pointing", on);
  sigma.on("enterNode", ({ node }) => { light(node); tell(node); point(true); });
  sigma.on("leaveNode", () => { light(undefined); point(false); });
  sigma.on("enterEdge", ({ edge }) => {
    point(true);
    told.textContent = String(graph.getEdgeAttribute(edge, "told"));
  });
  sigma.on("leaveEdge", () => point(false));
  sigma.on("clickNode", ({ node }) => { const to = nodeAddress(node); if (to) location.assign(to); });
  sigma.on("clickEdge", ({ edge }) => {
    const to = pairAddress(graph.source(edge), graph.target(edge));
    if (to) location.assign(to);
  });
  // A bare wheel scrolls the page.
  sigma.getMouseCaptor().on("wheel", (e) => {
    if (!e.original.ctrlKey && !e.original.metaKey) e.preventSigmaDefault();
  });
  find.addEventListener("input", () => {
    const key = keys.get(find.value.trim().toLowerCase());
    if (!key) return light(undefined);
    light(key);
    tell(key);
    const at = sigma.getNodeDisplayData(key);
    if (at) sigma.getCamera().setState({ x: at.x, y: at.y, ratio: 0.6 });
  });
  onTheme(() => {
    drawing = drawingOf(colour);
    sigma.setSetting("labelColor", { color: drawing.ink });
    sigma.refresh();
  });
}

function settings(drawing: () => Drawing, centre: () => string | undefined, graph: ReturnType<typeof laidOut>): Partial<Settings> {
  return {
    enableEdgeEvents: true,
    zIndex: true,
    minCameraRatio: 0.15,
    maxCameraRatio: 1.6,
    labelFont: "system-ui, sans-serif",
    labelSize: 12,
    labelColor: { color: drawing().ink },
    labelDensity: 0.8,
    labelRenderedSizeThreshold: 5,
    minEdgeThickness: 1,
    nodeReducer: (key, data) => {
      const [at, shades] = [centre(), drawing()];
      const near = !at || at === key || graph.areNeighbors(at, key);
      const fill = near ? (shades.leans[data.lean as number] ?? shades.ink) : shades.line;
      return { ...data, color: fill, label: near ? data.label : null, zIndex: near ? 1 : 0, forceLabel: at !== undefined && near };
    },
    edgeReducer: (edge, data) => {
      const [at, shades] = [centre(), drawing()];
      const near = !at || graph.hasExtremity(edge, at);
      return { ...data, color: near ? (shades.thin[data.lean as number] ?? shades.line) : shades.line, hidden: !near, zIndex: near ? 1 : 0 };
    },
    // A rim in the ground's colour keeps names legible over lines.
    defaultDrawNodeLabel: (canvas, data, about) => {
      if (!data.label) return;
      const [shades, x, y] = [drawing(), data.x + data.size + 3, data.y + about.labelSize / 3];
      canvas.font = `${about.labelSize}px ${about.labelFont}`;
      canvas.lineJoin = "round";
      canvas.lineWidth = 3;
      canvas.strokeStyle = shades.card;
      canvas.strokeText(data.label, x, y);
      canvas.fillStyle = shades.ink;
      canvas.fillText(data.label, x, y);
    },
    // The library's own draws on white, which is wrong in the dark.
    defaultDrawNodeHover: (canvas, data, about) => {
      const shades = drawing();
      canvas.font = `600 ${about.labelSize}px ${about.labelFont}`;
      const text = data.label ?? "";
      const width = canvas.measureText(text).width;
      canvas.fillStyle = shades.card;
      canvas.strokeStyle = shades.ink;
      canvas.beginPath();
      canvas.roundRect(data.x + data.size + 1, data.y - 10, width + 10, 20, 4);
      canvas.fill();
      canvas.beginPath();
      canvas.arc(data.x, data.y, data.size + 1.5, 0, Math.PI * 2);
      canvas.stroke();
      canvas.fillStyle = shades.ink;
      canvas.fillText(text, data.x + data.size + 6, data.y + about.labelSize / 3);
    },
  };
}
