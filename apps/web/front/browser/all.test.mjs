// Does the page work in a browser? All checks in one process: they share a browser and the stores.
import { after } from "node:test";
import { endAll } from "./program.mjs";
import { closeSites } from "./sites.mjs";
import { closeBrowsers } from "./window.mjs";

import "./pages.test.mjs";
import "./without-scripts.test.mjs";
import "./keyboard.test.mjs";
import "./reading.test.mjs";
import "./filters.test.mjs";
import "./sql.test.mjs";
import "./read.test.mjs";
import "./live.test.mjs";
import "./hostile.test.mjs";
import "./guard.test.mjs";
import "./large.test.mjs";
import "./shots.test.mjs";

after(async () => {
  await closeBrowsers();
  await closeSites();
  endAll();
});
