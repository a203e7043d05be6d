// Which words in the text and which card belong together?

const LAYERS = ["events", "claims", "actors"];

export function reading(root: HTMLElement): void {
  // The text may be an island of its own within that of text and record: one suffices.
  if (root.parentElement?.closest("[data-island=reading]")) return;
  const bearers = new Map<string, Element[]>();
  const bear = (id: string, element: Element) => {
    const known = bearers.get(id);
    if (known) known.push(element);
    else bearers.set(id, [element]);
  };
  // Cards may stand beside the article, not within it.
  for (const mark of document.querySelectorAll<HTMLElement>("[data-of]")) for (const id of idsOf(mark)) bear(id, mark);
  for (const [id] of bearers) {
    const card = document.getElementById(id);
    if (card && !card.hasAttribute("data-of")) bear(id, card);
  }

  let lit = new Set<Element>();
  const light = (ids: string[]) => {
    const next = new Set(ids.flatMap((id) => bearers.get(id) ?? []));
    for (const element of lit) if (!next.has(element)) element.classList.remove("lit");
    for (const element of next) element.classList.add("lit");
    lit = next;
  };
  /** The ids of the innermost mark around the target, else of the card around it. */
  const idsAt = (target: EventTarget | null): string[] => {
    for (let at = target instanceof Element ? target : null; at; at = at.parentElement) {
      if (at instanceof HTMLElement && at.dataset.of) return idsOf(at);
      if (at.id && bearers.has(at.id)) return [at.id];
    }
    return [];
  };

  document.addEventListener("pointerover", (e) => light(idsAt(e.target)));
  document.addEventListener("focusin", (e) => light(idsAt(e.target)));
  document.addEventListener("keydown", (e) => {
    if (e.key === "Escape") light([]);
  });
  root.addEventListener("click", (e) => {
    if (!(e.target instanceof Element) || e.target.closest("a, button, input, label, summary, form")) return;
    const mark = e.target.closest<HTMLElement>("[data-of]");
    const card = mark && idsOf(mark).map((id) => document.getElementById(id)).find((c) => c);
    if (!mark || !card || card === mark || !getSelection()?.isCollapsed) return;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    card.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
    light(idsOf(mark));
  });

  for (const box of document.querySelectorAll<HTMLInputElement>("input[data-layer]")) {
    const layer = box.dataset.layer ?? "";
    if (!LAYERS.includes(layer)) continue;
    const article = box.closest("article") ?? root;
    const apply = () => article.classList.toggle(`hide-${layer}`, !box.checked);
    box.addEventListener("change", apply);
    apply();
  }
}

function idsOf(mark: HTMLElement): string[] {
  return (mark.dataset.of ?? "").split(" ").filter(Boolean);
}
