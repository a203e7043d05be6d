// How do forms help those who type?
import { ask, el } from "./dom";

/** Ctrl+Enter sends; a column's name goes where the cursor stands. Tab is left alone. */
export function consoleForm(root: HTMLElement): void {
  const text = root.querySelector<HTMLTextAreaElement>("textarea[name=q]");
  if (!(root instanceof HTMLFormElement) || !text) return;
  text.addEventListener("keydown", (key) => {
    if (key.key !== "Enter" || !(key.ctrlKey || key.metaKey)) return;
    key.preventDefault();
    root.requestSubmit();
  });
  const insert = (event: Event) => {
    const name = event.target instanceof Element && event.target.closest<HTMLElement>("[data-insert]")?.dataset.insert;
    if (!name) return;
    // A table's name stands in the summary of its columns, which stay as they are.
    event.preventDefault();
    text.setRangeText(name, text.selectionStart, text.selectionEnd, "end");
    text.focus();
  };
  document.addEventListener("click", insert);
  for (const column of document.querySelectorAll<HTMLElement>("[data-insert]:not(button)")) {
    // Within a summary the summary itself has the focus.
    if (column.closest("summary")) continue;
    column.tabIndex = 0;
    column.setAttribute("role", "button");
    column.addEventListener("keydown", (key) => {
      if (key.key === "Enter" || key.key === " ") insert(key);
    });
  }
}

export function autosubmit(root: HTMLElement): void {
  root.addEventListener("change", () => {
    const form = root instanceof HTMLFormElement ? root : root.closest("form");
    form?.requestSubmit();
  });
}

/** A select outside a form holds addresses; one within a form sends it. */
export function jump(root: HTMLElement): void {
  if (!(root instanceof HTMLSelectElement) || root.form) return autosubmit(root);
  root.addEventListener("change", () => {
    const address = new URL(root.value, location.href);
    if (root.value && address.origin === location.origin) location.assign(address);
  });
}

interface Actors {
  actors: { name: string; country: string | null; events: number }[];
}

let lists = 0;

/** Names from the store below the field, asked for when typing rests. */
export function suggest(root: HTMLElement): void {
  const source = root.dataset.src;
  if (!(root instanceof HTMLInputElement) || !source) return;
  lists += 1;
  const list = el("datalist", { id: `suggestions-${lists}` });
  root.after(list);
  root.setAttribute("list", list.id);
  root.autocomplete = "off";
  let timer = 0;
  let running: AbortController | undefined;
  root.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(async () => {
      running?.abort();
      if (root.value.trim().length < 2) return list.replaceChildren();
      running = new AbortController();
      try {
        const { actors } = await ask<Actors>(source + encodeURIComponent(root.value.trim()), running.signal);
        const options = actors.map((a) => {
          const label = [a.country, `${a.events} events`].filter(Boolean).join(" · ");
          return el("option", { value: a.name, label: `${a.name} (${label})` });
        });
        list.replaceChildren(...options);
      } catch {
        // A question overtaken or unanswered leaves the suggestions as they were.
      }
    }, 150);
  });
}
