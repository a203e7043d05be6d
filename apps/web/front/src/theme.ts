// Light or dark, and which colours does a canvas get?

const KEY = "chancery-theme";
const NEXT: Record<string, string> = { auto: "light", light: "dark", dark: "auto" };
const listeners: (() => void)[] = [];

export function stored(): string {
  try {
    const theme = localStorage.getItem(KEY);
    return theme === "light" || theme === "dark" ? theme : "auto";
  } catch {
    return "auto"; // A browser may forbid storage; the page follows the system then.
  }
}

export function wear(theme: string): void {
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

/** Calls back after each change of theme, by button or by system. */
export function onTheme(listener: () => void): void {
  listeners.push(listener);
}

/** The colour behind a token as the browser resolves it: canvases know nothing of custom properties. */
export function colour(token: string): string {
  const probe = document.createElement("span");
  probe.style.color = `var(${token})`;
  document.body.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}

export function themeButton(button: HTMLElement): void {
  const tell = () => {
    const theme = stored();
    button.textContent = { auto: "◐ Auto", light: "○ Light", dark: "● Dark" }[theme] ?? theme;
    button.setAttribute("aria-label", `Colours: ${theme}. Press to change.`);
  };
  button.addEventListener("click", () => {
    const theme = NEXT[stored()] ?? "auto";
    try {
      localStorage.setItem(KEY, theme);
    } catch {
      // Without storage the choice holds for this page only.
    }
    wear(theme);
    tell();
    for (const listener of listeners) listener();
  });
  tell();
  button.hidden = false;
}

export function followSystem(): void {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    for (const listener of listeners) listener();
  });
}
