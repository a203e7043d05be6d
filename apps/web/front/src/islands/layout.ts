// Where does each actor stand? Start on a circle, a fixed number of steps, no chance: the same network, the same drawing.
import Graph from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";
import { events } from "../dom";
import { inWords, lean } from "../quads";

export interface Network {
  nodes: { key: string; name: string; country: string | null; events: number; quads: number[] }[];
  edges: { source: string; target: string; events: number; quads: number[]; intensity_mean: number | null }[];
}

export interface Drawing {
  ink: string;
  card: string;
  line: string;
  leans: string[];
  thin: string[];
}

const STEPS = 400;
/** The golden angle spreads points evenly, however many there are. */
const TURN = Math.PI * (3 - Math.sqrt(5));

export function laidOut(network: Network): Graph {
  const graph = new Graph({ type: "undirected" });
  const nodes = network.nodes.toSorted((a, b) => b.events - a.events || (a.key < b.key ? -1 : 1));
  const most = Math.max(1, ...nodes.map((n) => n.events));
  for (const [i, node] of nodes.entries()) {
    graph.mergeNode(node.key, {
      label: node.name,
      x: Math.sqrt(i + 1) * Math.cos(i * TURN),
      y: Math.sqrt(i + 1) * Math.sin(i * TURN),
      size: 3 + 15 * Math.sqrt(node.events / most),
      lean: lean(node.quads),
    });
  }
  // Both directions make one line: two would lie upon each other.
  const pairs = new Map<string, { a: string; b: string; events: number; quads: number[] }>();
  for (const edge of network.edges) {
    if (edge.source === edge.target || !graph.hasNode(edge.source) || !graph.hasNode(edge.target)) continue;
    const [a, b] = edge.source < edge.target ? [edge.source, edge.target] : [edge.target, edge.source];
    const pair = pairs.get(`${a}\u0000${b}`) ?? { a, b, events: 0, quads: [0, 0, 0, 0] };
    pair.events += edge.events;
    pair.quads = pair.quads.map((n, q) => n + (edge.quads[q] ?? 0));
    pairs.set(`${a}\u0000${b}`, pair);
  }
  const widest = Math.max(1, ...[...pairs.values()].map((p) => p.events));
  for (const pair of pairs.values()) {
    const name = (key: string) => String(graph.getNodeAttribute(key, "label"));
    graph.addEdge(pair.a, pair.b, {
      size: 0.8 + 5 * Math.sqrt(pair.events / widest),
      weight: Math.sqrt(pair.events),
      lean: lean(pair.quads),
      told: `${name(pair.a)} and ${name(pair.b)}: ${events(pair.events)}; ${inWords(pair.quads)}`,
    });
  }
  const rules = { ...forceAtlas2.inferSettings(graph), gravity: 0.12, strongGravityMode: true, scalingRatio: 10, linLogMode: false, slowDown: 3 };
  forceAtlas2.assign(graph, { iterations: STEPS, settings: rules });
  return graph;
}

/** The layout is round; a wide frame gets a wide drawing. */
export function stretch(graph: Graph, shape: number): void {
  const factor = Math.min(1.7, Math.max(0.7, shape));
  graph.updateEachNodeAttributes((_, node) => ({ ...node, x: Number(node.x) * factor }));
}

export function drawingOf(colour: (token: string) => string): Drawing {
  const leans = [0, 1, 2, 3, 4].map((step) => colour(`--lean-${step}`));
  const card = colour("--card");
  return { ink: colour("--ink"), card, line: colour("--line"), leans, thin: leans.map((shade) => mixed(shade, card)) };
}

/** Paler, yet opaque: half-transparent lines come out of WebGL in other colours on white than on black. */
function mixed(shade: string, ground: string): string {
  const [a, b] = [shade.match(/\d+/g) ?? [], ground.match(/\d+/g) ?? []];
  const parts = [0, 1, 2].map((i) => Math.round(Number(a[i] ?? 0) * 0.65 + Number(b[i] ?? 0) * 0.35));
  return `rgb(${parts.join(", ")})`;
}
