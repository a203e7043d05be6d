// How near is the map? Buttons, Ctrl and wheel, and dragging, all within limits.
import { el } from "../dom";
import { HEIGHT, WIDTH } from "./world";

const NEAREST = 12;

export function zoomable(picture: SVGSVGElement, inner: SVGGElement, frame: HTMLElement, scaled: (scale: number) => void): HTMLElement {
  let scale = 1;
  let [x, y] = [0, 0];
  const apply = () => {
    x = Math.min(0, Math.max(WIDTH * (1 - scale), x));
    y = Math.min(0, Math.max(HEIGHT * (1 - scale), y));
    inner.setAttribute("transform", `translate(${x.toFixed(2)} ${y.toFixed(2)}) scale(${scale.toFixed(4)})`);
    frame.classList.toggle("zoomed", scale > 1);
  };
  const zoom = (factor: number, at: [number, number] = [WIDTH / 2, HEIGHT / 2]) => {
    const next = Math.min(NEAREST, Math.max(1, scale * factor));
    x = at[0] - ((at[0] - x) * next) / scale;
    y = at[1] - ((at[1] - y) * next) / scale;
    scale = next;
    apply();
    scaled(scale);
  };
  /** Screen pixels to the picture's own. */
  const unit = () => WIDTH / (picture.clientWidth || WIDTH);

  // A bare wheel scrolls the page: a map that swallowed it would be a trap.
  picture.addEventListener("wheel", (wheel) => {
    if (!wheel.ctrlKey && !wheel.metaKey) return;
    wheel.preventDefault();
    const box = picture.getBoundingClientRect();
    zoom(Math.exp(-wheel.deltaY / 300), [(wheel.clientX - box.left) * unit(), (wheel.clientY - box.top) * unit()]);
  }, { passive: false });

  let moved = 0;
  let held: number | undefined;
  picture.addEventListener("pointerdown", (e) => {
    held = scale > 1 ? e.pointerId : undefined;
    moved = 0;
  });
  picture.addEventListener("pointermove", (e) => {
    if (held !== e.pointerId || e.buttons === 0) return;
    moved += Math.hypot(e.movementX, e.movementY);
    x += e.movementX * unit();
    y += e.movementY * unit();
    apply();
  });
  // What ended a drag is no click on a country; a link dragged would fly off with the pointer.
  picture.addEventListener("click", (e) => { if (moved > 6) e.preventDefault(); }, { capture: true });
  picture.addEventListener("dragstart", (e) => e.preventDefault());

  const button = (sign: string, label: string, press: () => void) => {
    const made = el("button", { type: "button", "aria-label": label }, sign);
    made.addEventListener("click", press);
    return made;
  };
  return el(
    "div",
    { class: "zoom" },
    button("+", "Zoom in", () => zoom(1.6)),
    button("−", "Zoom out", () => zoom(1 / 1.6)),
    button("⌂", "Whole world", () => zoom(0)),
  );
}
