// When did it happen? Bars by week or month, stacked by class; a range dragged or keyed leads to its events.
import uPlot from "uplot";
import { ask, count, el, events, readout, takeStage, withParameters } from "../dom";
import { QUADS } from "../quads";
import { colour, onTheme } from "../theme";
import { endOfBin, instant, iso, type Period } from "./calendar";

interface Series {
  period: Period;
  points: { start: string; quads: number[] }[];
  undated?: number;
}

export async function island(root: HTMLElement): Promise<void> {
  const series = await ask<Series>(root.dataset.src ?? "");
  if (series.points.length === 0) {
    const why = series.undated ? `${events(series.undated)} without a date: there is no time to show.` : "No event fits.";
    root.append(el("p", { class: "hint" }, why));
    root.dataset.ready = "true";
    return;
  }
  const brush = root.dataset.brush;
  const starts = series.points.map((p) => instant(p.start));
  const ends = series.points.map((p) => endOfBin(p.start, series.period));
  const shown = QUADS.map(() => true);

  const told = readout();
  const bar = el("div", { class: "stage-bar", role: "group", "aria-label": "Classes shown" });
  const plotted = el("div", {
    class: "plot",
    tabindex: 0,
    role: "application",
    "aria-label": "Timeline. Arrow keys move from bar to bar, Shift with arrows selects, Enter shows the events.",
  });
  const without = series.undated ? ` ${events(series.undated)} without a date not shown.` : "";
  const hint = el("p", { class: "hint" }, `Drag over the bars to see a range of dates.${without}`);
  takeStage(root, el("div", { class: "stage" }, bar, plotted, told, hint));

  /** Sums from the first class upward, the highest first: later series are drawn over earlier ones. */
  const stacked = (): uPlot.AlignedData => {
    const sums = series.points.map(() => 0);
    const layers = QUADS.map((_, quad) => {
      return series.points.map((p, i) => (sums[i] = (sums[i] ?? 0) + (shown[quad] ? (p.quads[quad] ?? 0) : 0)));
    });
    return [starts, ...layers.reverse()];
  };
  const nameOf = (i: number) => {
    const from = series.points[i]?.start ?? "";
    const to = iso(ends[i] ?? 0);
    return from === to ? from : `${from} to ${to}`;
  };
  const describe = (from: number, to: number) => {
    const sums = QUADS.map((_, q) => series.points.slice(from, to + 1).reduce((n, p) => n + (p.quads[q] ?? 0), 0));
    const parts = QUADS.flatMap((name, q) => (shown[q] && sums[q] ? [`${name} ${count(sums[q])}`] : []));
    const span = from === to ? nameOf(from) : `${series.points[from]?.start} to ${iso(ends[to] ?? 0)}`;
    told.textContent = `${span}: ${parts.join(", ") || "no events"}`;
  };
  const go = (from: number, to: number) => {
    if (!brush) return;
    location.assign(withParameters(brush, { from: series.points[from]?.start ?? "", to: iso(ends[to] ?? 0) }));
  };

  const draw = (): uPlot => {
    const axis = { stroke: colour("--muted"), font: "12px system-ui, sans-serif", grid: { stroke: colour("--line"), width: 1 } };
    return new uPlot(
      {
        width: Math.max(200, plotted.clientWidth),
        height: Math.max(120, plotted.clientHeight),
        tzDate: (at) => uPlot.tzDate(new Date(at * 1000), "Etc/UTC"),
        legend: { show: false },
        cursor: { y: false, points: { show: false }, drag: { x: true, y: false, setScale: false } },
        scales: { x: { range: () => [starts[0] ?? 0, (ends.at(-1) ?? 0) + 86_400] } },
        axes: [
          { ...axis, space: 84, grid: { show: false }, ticks: { stroke: colour("--line") }, values: (_, at) => at.map(iso) },
          { ...axis, size: 44, ticks: { show: false }, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 50_000] },
        ],
        series: [
          {},
          ...QUADS.map((_, i) => ({
            fill: colour(`--quad-${4 - i}`),
            width: 0,
            points: { show: false },
            paths: uPlot.paths.bars?.({ size: [0.9, 60], align: 1 }),
          })),
        ] as uPlot.Series[],
        hooks: {
          setCursor: [(u) => { if (!keyed && typeof u.cursor.idx === "number") describe(binAt(u, u.cursor.left ?? 0), binAt(u, u.cursor.left ?? 0)); }],
          setSelect: [(u) => { if (!keyed && u.select.width > 2) go(binAt(u, u.select.left), binAt(u, u.select.left + u.select.width)); }],
        },
      },
      stacked(),
      plotted,
    );
  };
  const binAt = (u: uPlot, left: number) => {
    const at = u.posToVal(left, "x");
    const next = starts.findIndex((s) => s > at);
    return Math.max(0, (next === -1 ? starts.length : next) - 1);
  };

  describe(0, starts.length - 1);
  let keyed = false;
  let anchor = 0;
  let head = -1;
  let plot = draw();

  const select = () => {
    const [from, to] = [Math.min(anchor, head), Math.max(anchor, head)];
    const left = plot.valToPos(starts[from] ?? 0, "x");
    const right = plot.valToPos((ends[to] ?? 0) + 86_400, "x");
    keyed = true;
    plot.setSelect({ left, width: Math.max(2, right - left), top: 0, height: plot.over.clientHeight }, false);
    keyed = false;
    describe(from, to);
  };
  plotted.addEventListener("keydown", (key) => {
    const last = starts.length - 1;
    const moves: Record<string, number> = { ArrowLeft: head - 1, ArrowRight: head + 1, Home: 0, End: last };
    const target = moves[key.key];
    if (target !== undefined) {
      head = Math.min(last, Math.max(0, target));
      if (!key.shiftKey) anchor = head;
      select();
    } else if (key.key === "Enter" && head >= 0) go(Math.min(anchor, head), Math.max(anchor, head));
    else if (key.key === "Escape") {
      plot.setSelect({ left: 0, width: 0, top: 0, height: 0 }, false);
      head = -1;
      describe(0, starts.length - 1);
    } else return;
    key.preventDefault();
  });

  for (const [quad, name] of QUADS.entries()) {
    const button = el("button", { type: "button", class: `quad-${quad + 1}`, "aria-pressed": "true" }, name);
    button.addEventListener("click", () => {
      shown[quad] = !shown[quad];
      button.setAttribute("aria-pressed", String(shown[quad]));
      plot.setData(stacked());
    });
    bar.append(button);
  }
  onTheme(() => {
    plot.destroy();
    plot = draw();
  });
  new ResizeObserver(() => plot.setSize({ width: Math.max(200, plotted.clientWidth), height: Math.max(120, plotted.clientHeight) })).observe(plotted);
}
