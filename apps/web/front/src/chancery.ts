// Which islands are on this page? Each loads its own script; when that fails, what the server drew stays.
import "./css/index.css";
import { autosubmit, consoleForm, jump, suggest } from "./forms";
import { live } from "./live";
import { reading } from "./reading";
import { followSystem, themeButton } from "./theme";

type Island = (root: HTMLElement) => void | Promise<void>;

const lazily = (load: () => Promise<{ island: Island }>): Island => async (root) => (await load()).island(root);

const ISLANDS: Record<string, Island> = {
  console: consoleForm,
  jump,
  live,
  map: lazily(() => import("./islands/map")),
  network: lazily(() => import("./islands/network")),
  reading,
  suggest,
  table: lazily(() => import("./islands/table")),
  theme: themeButton,
  timeline: lazily(() => import("./islands/timeline")),
};

async function start(root: HTMLElement): Promise<void> {
  const island = ISLANDS[root.dataset.island ?? ""];
  if (!island) return;
  try {
    await island(root);
  } catch (error) {
    root.dataset.failed = String(error);
  }
}

document.documentElement.classList.add("js");
followSystem();
for (const root of document.querySelectorAll<HTMLElement>("[data-island]")) void start(root);
for (const form of document.querySelectorAll<HTMLElement>("[data-autosubmit]")) autosubmit(form);
