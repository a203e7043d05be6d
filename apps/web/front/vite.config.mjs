// What is built, and under which names? The names hold no hashes: the server asks browsers to check each time.
import { readFileSync } from "node:fs";
import { defineConfig } from "vite";
import { licences, packagesOf } from "./licences.mjs";

const files = {
  name: "chancery-files",
  generateBundle(_, bundle) {
    const world = readFileSync("node_modules/world-atlas/countries-110m.json");
    this.emitFile({ type: "asset", fileName: "countries-110m.json", source: world });
    this.emitFile({ type: "asset", fileName: "LICENCES.txt", source: licences(packagesOf(bundle)) });
  },
};

export default defineConfig({
  base: "/assets/",
  plugins: [files],
  build: {
    outDir: "../assets",
    emptyOutDir: true,
    target: "es2022",
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    cssCodeSplit: false,
    assetsInlineLimit: 0,
    modulePreload: false,
    rollupOptions: {
      input: { chancery: "src/chancery.ts", theme: "src/theme-first.ts" },
      preserveEntrySignatures: "allow-extension",
      output: {
        entryFileNames: "[name].js",
        chunkFileNames: "[name].js",
        assetFileNames: (asset) => (asset.names.some((n) => n.endsWith(".css")) ? "chancery.css" : "[name][extname]"),
      },
    },
  },
});
