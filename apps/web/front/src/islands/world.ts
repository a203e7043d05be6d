// What shape has the world? Countries in the Equal Earth projection, which keeps areas true.
import { geoArea, geoCentroid, geoEqualEarth, geoGraticule10, geoPath } from "d3-geo";
import type { Feature, FeatureCollection, Geometry, MultiPolygon, Polygon } from "geojson";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import { lettersOf, smallStates } from "../countries";
import { ask } from "../dom";

export const WIDTH = 960;
export const HEIGHT = 440;

type Point = [number, number];
type Shape = Feature<Geometry, { name: string }>;

export interface World {
  countries: { letters: string | undefined; name: string; path: string }[];
  graticule: string;
  project: (at: Point) => Point | null;
  nameOf: (letters: string) => string;
  arc: (source: string, target: string, width: number) => { line: string; head: string } | undefined;
}

export async function world(address: string): Promise<World> {
  const topology = await ask<Topology<{ countries: GeometryCollection<{ name: string }> }>>(address);
  const all = feature(topology, topology.objects.countries) as FeatureCollection<Geometry, { name: string }>;
  const shapes = all.features.filter((f) => f.properties.name !== "Antarctica");
  const projection = geoEqualEarth().rotate([-11, 0]);
  projection.fitExtent([[4, 4], [WIDTH - 4, HEIGHT - 4]], { type: "FeatureCollection", features: shapes });
  const path = geoPath(projection).digits(1);

  const names = new Map<string, string>();
  const centres = smallStates();
  const countries = shapes.map((shape) => {
    const letters = lettersOf(shape.id === undefined ? undefined : String(shape.id), shape.properties.name);
    if (letters) {
      names.set(letters, shape.properties.name);
      centres.set(letters, geoCentroid(mainland(shape)));
    }
    return { letters, name: shape.properties.name, path: path(shape) ?? "" };
  });

  /** The direction shows by side: an arc bends to the right of its way. One round the back of the world leaves on one side. */
  const arc = (source: string, target: string, width: number) => {
    const [from, to] = [centres.get(source), centres.get(target)];
    const [a, b] = [from && projection(from), to && projection(to)];
    if (!a || !b) return undefined;
    const round = Math.abs(b[0] - a[0]) > WIDTH * 0.6 ? Math.sign(a[0] - b[0]) * WIDTH : 0;
    const parts = [bent(a, [b[0] + round, b[1]], width)];
    if (round !== 0) parts.push(bent([a[0] - round, a[1]], b, width));
    return { line: parts.map((p) => p.line).join(""), head: parts.map((p) => p.head).join("") };
  };

  return {
    countries,
    graticule: path(geoGraticule10()) ?? "",
    project: (at) => projection(at),
    nameOf: (letters) => names.get(letters) ?? letters,
    arc,
  };
}

/** The largest part of a country: overseas parts would draw its centre into the sea. */
function mainland(shape: Shape): Polygon | Geometry {
  if (shape.geometry.type !== "MultiPolygon") return shape.geometry;
  const parts = (shape.geometry as MultiPolygon).coordinates.map((coordinates): Polygon => ({ type: "Polygon", coordinates }));
  return parts.toSorted((a, b) => geoArea(b) - geoArea(a))[0] ?? shape.geometry;
}

/** A curve and the head at its end; the curve ends within the head, so that thick lines keep a tip. */
function bent(a: Point, b: Point, width: number): { line: string; head: string } {
  const middle: Point = [(a[0] + b[0]) / 2 - (b[1] - a[1]) * 0.16, (a[1] + b[1]) / 2 + (b[0] - a[0]) * 0.16];
  const way: Point = [b[0] - middle[0], b[1] - middle[1]];
  const length = Math.hypot(...way) || 1;
  const reach = Math.min(length, width * 2.4 + 2.5);
  const [x, y] = [(way[0] / length) * reach, (way[1] / length) * reach];
  const end: Point = [b[0] - x * 0.9, b[1] - y * 0.9];
  const left: Point = [b[0] - x - y * 0.5, b[1] - y + x * 0.5];
  const right: Point = [b[0] - x + y * 0.5, b[1] - y - x * 0.5];
  return { line: `M${pair(a)}Q${pair(middle)} ${pair(end)}`, head: `M${pair(b)}L${pair(left)}L${pair(right)}Z` };
}

function pair(point: Point): string {
  return `${point[0].toFixed(2)},${point[1].toFixed(2)}`;
}
