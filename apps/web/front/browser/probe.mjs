import { look, closeBrowser } from "./window.mjs";
const base = process.argv[2];
const addresses = process.argv.slice(3);
const { page, open } = await look(base, { viewport: { width: 390, height: 844 } });
for (const a of addresses) {
  await open(a).catch((e) => console.log(String(e).slice(0, 200)));
  const wide = await page.evaluate(() => {
    const out = [document.documentElement.scrollWidth];
    for (const e of document.querySelectorAll("main *")) {
      const r = e.getBoundingClientRect();
      if (r.right > innerWidth + 1 && r.width > 0) {
        let p = e.parentElement, clipped = false;
        for (; p && p !== document.body; p = p.parentElement) if (getComputedStyle(p).overflowX !== "visible") clipped = true;
        if (!clipped) out.push(`${e.tagName}.${e.getAttribute("class")} ${Math.round(r.left)}..${Math.round(r.right)}`);
      }
    }
    return out.slice(0, 8);
  });
  console.log(a, JSON.stringify(wide));
}
await closeBrowser();
