// What has just come in? The server makes and escapes the lines; here they are only put on top.

const KEPT = 200;

export function live(root: HTMLElement): void {
  const source = root.dataset.src;
  const list = root.querySelector("ol.live");
  const state = root.querySelector("[data-live-state]");
  if (!source || !list) return;
  const tell = (text: string, connected: boolean) => {
    root.classList.toggle("connected", connected);
    if (state && state.textContent !== text) state.textContent = text;
  };
  tell("Connecting …", false);
  const stream = new EventSource(source);
  stream.addEventListener("open", () => tell("Connected. New incidents appear on top.", true));
  stream.addEventListener("error", () => {
    const over = stream.readyState === EventSource.CLOSED;
    tell(over ? "Connection ended. Reload the page to connect again." : "Connection lost. Trying again …", false);
  });
  stream.addEventListener("state", (message) => {
    const { text } = JSON.parse(message.data) as { text: string };
    tell(text, true);
  });
  stream.addEventListener("incident", (message) => {
    const { html } = JSON.parse(message.data) as { html: string };
    const lines = new DOMParser().parseFromString(html, "text/html").body.querySelectorAll("li");
    list.prepend(...lines);
    while (list.children.length > KEPT) list.lastElementChild?.remove();
  });
  addEventListener("pagehide", () => stream.close());
}
