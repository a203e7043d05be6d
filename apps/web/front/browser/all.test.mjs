// Does the page work in a browser? All checks in one process: they share a browser and the stores.
import { after } from "node:test";
import { closeSites } from "./sites.mjs";
import { closeBrowser } from "./window.mjs";

import "./pages.test.mjs";
import "./without-scripts.test.mjs";
import "./keyboard.test.mjs";

after(async () => {
  await closeBrowser();
  await closeSites();
});
