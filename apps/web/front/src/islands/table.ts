// How are a hundred thousand rows read? Only those in the window exist; pages come as they are reached.
import { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from "@tanstack/virtual-core";
import { ask, count, el, readout, withParameters } from "../dom";
import { type EventRow, waiting, written } from "./row";

interface Page {
  events: EventRow[];
  next: string | null;
  total?: number;
}

/** In pixels, as in the style sheet. */
const ROW = 57;
/** Rows of a page when far to go: the most that the server gives at once. */
const LONGEST = 500;
/** Browsers end an element's height somewhere beyond sixteen million pixels. */
const MOST = 250_000;

export async function island(root: HTMLElement): Promise<void> {
  const src = root.dataset.src ?? "";
  const table = root.querySelector("table");
  const head = table?.tHead;
  const body = table?.tBodies[0];
  if (!table || !head || !body) return;
  const first = await ask<Page>(src);
  const rows = first.events;
  let next = first.next;
  let total = Math.min(MOST, first.total ?? Number(root.dataset.total ?? rows.length));
  if (rows.length === 0) return;

  const above = el("tr", { class: "spacer", "aria-hidden": "true" }, el("td", { colspan: head.rows[0]?.cells.length ?? 1 }));
  const below = el("tr", { class: "spacer", "aria-hidden": "true" }, el("td", { colspan: head.rows[0]?.cells.length ?? 1 }));
  const frame = el("div", { class: "window", tabindex: 0, role: "region", "aria-label": "Events. Page keys, Home and End move through them." });
  const position = readout();
  const state = el("span", {});
  table.replaceWith(frame);
  frame.append(table);
  frame.after(el("div", { class: "position" }, position, state));
  table.setAttribute("aria-rowcount", String(total + 1));

  const virtual = new Virtualizer<HTMLElement, Element>({
    count: total,
    getScrollElement: () => frame,
    estimateSize: () => ROW,
    overscan: 12,
    paddingStart: 0,
    scrollToFn: elementScroll,
    observeElementRect,
    observeElementOffset,
    onChange: () => draw(),
  });

  const made = new Map<number, HTMLTableRowElement>();
  const draw = () => {
    const items = virtual.getVirtualItems();
    const [start, end] = [items[0], items.at(-1)];
    if (!start || !end) return;
    const wanted = new Set(items.map((i) => i.index));
    for (const [index, row] of made) {
      const stale = row.classList.contains("waiting") && rows[index];
      if (wanted.has(index) && !stale) continue;
      if (row.contains(document.activeElement)) frame.focus({ preventScroll: true });
      row.remove();
      made.delete(index);
    }
    let before: Element = above;
    for (const { index } of items) {
      let row = made.get(index);
      if (!row) {
        const event = rows[index];
        row = event ? written(event) : waiting();
        row.setAttribute("aria-rowindex", String(index + 2));
        made.set(index, row);
      }
      if (before.nextElementSibling !== row) before.after(row);
      before = row;
    }
    setHeight(above, start.start);
    setHeight(below, virtual.getTotalSize() - end.end);
    void reach(end.index + 50);
    tell();
  };

  let announced = 0;
  const tell = () => {
    clearTimeout(announced);
    // Said once scrolling rests: a reader aloud would otherwise never come to an end.
    announced = window.setTimeout(() => {
      const from = Math.floor(frame.scrollTop / ROW) + 1;
      const to = Math.min(total, Math.floor((frame.scrollTop + frame.clientHeight - head.offsetHeight) / ROW));
      position.textContent = `Rows ${count(from)} to ${count(Math.max(from, to))} of ${count(total)}`;
    }, 250);
  };

  let wantedUntil = 0;
  let loading = false;
  /** Cursors only lead forward: a jump to the end loads what lies between. */
  const reach = async (index: number) => {
    wantedUntil = Math.min(total, index);
    if (loading) return;
    loading = true;
    try {
      while (rows.length < wantedUntil && next !== null) {
        const far = wantedUntil - rows.length > 500;
        if (far) state.textContent = `Loading: ${count(rows.length)} of ${count(wantedUntil)}`;
        const page: Page = await ask<Page>(withParameters(src, { cursor: next, ...(far ? { limit: String(LONGEST) } : {}) }));
        rows.push(...page.events);
        next = page.next;
        if (!far) continue;
        await new Promise(requestAnimationFrame);
      }
      state.textContent = "";
      if (next === null && rows.length !== total) {
        total = rows.length;
        table.setAttribute("aria-rowcount", String(total + 1));
        virtual.setOptions({ ...virtual.options, count: total });
      }
    } catch {
      state.textContent = "More rows could not be loaded. Scroll to try again.";
    } finally {
      loading = false;
    }
    if ([...made].some(([i, row]) => row.classList.contains("waiting") && rows[i])) draw();
  };

  frame.addEventListener("keydown", (key) => {
    if (key.target instanceof HTMLInputElement) return;
    const page = frame.clientHeight - head.offsetHeight - ROW;
    const targets: Record<string, number> = { PageDown: frame.scrollTop + page, PageUp: frame.scrollTop - page, Home: 0, End: frame.scrollHeight };
    if (key.target === frame) Object.assign(targets, { ArrowDown: frame.scrollTop + ROW, ArrowUp: frame.scrollTop - ROW });
    const target = targets[key.key];
    if (target === undefined) return;
    key.preventDefault();
    frame.scrollTop = target;
  });

  body.replaceChildren(above, below);
  virtual._didMount();
  virtual._willUpdate();
  draw();
  root.dataset.ready = "true";
}

function setHeight(row: HTMLTableRowElement, height: number): void {
  const cell = row.cells[0];
  if (cell) cell.style.height = `${Math.max(0, height)}px`;
  row.hidden = height <= 0;
}
