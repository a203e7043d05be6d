// Does the page work in a browser? All checks in one process: they share a browser and the stores.
import { after } from "node:test";
import { endAll } from "./program.mjs";
import { closeSites } from "./sites.mjs";
import { closeBrowsers } from "./window.mjs";


after(async () => {
  await closeBrowsers();
  await closeSites();
  endAll();
});
import "./pages.test.mjs";
