// What would somebody write who wants to be run, not read? Dispatches full of markup, each with the mark that it
// would leave where it ran: `window.ran`.

const ELSEWHERE = "https://elsewhere.example";

/** Each would run, fetch, redirect or restyle where a page took it for its own. */
export const MALICE = [
  `<script>window.ran = 1</script>`,
  `<script src="${ELSEWHERE}/a.js"></script>`,
  `<ScRiPt\n>window.ran = 2</sCrIpT >`,
  `<img src=x onerror="window.ran = 3">`,
  `<img src="${ELSEWHERE}/b.png" style="position:fixed;inset:0">`,
  `<svg onload="window.ran = 4"><animate attributeName=href values="javascript:window.ran = 5" /><set onbegin="window.ran = 6" /></svg>`,
  `<svg><style><img src="</style><img src=x onerror=window.ran=7>"></svg>`,
  `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=window.ran=8&gt;">`,
  `<math href="javascript:window.ran=9">CLICK</math>`,
  `<a href="javascript:window.ran = 10">a link</a>`,
  `<a href="&#106;avascript:window.ran = 11" autofocus onfocus="window.ran = 12">another</a>`,
  `<meta http-equiv="refresh" content="0;url=${ELSEWHERE}/">`,
  `<meta http-equiv="Content-Security-Policy" content="default-src *">`,
  `<base href="${ELSEWHERE}/">`,
  `<link rel="stylesheet" href="${ELSEWHERE}/c.css"><link rel="prefetch" href="${ELSEWHERE}/d">`,
  `<style>@import "${ELSEWHERE}/e.css"; * { background: url(${ELSEWHERE}/f) } main { display: none }</style>`,
  `<iframe srcdoc="<script>parent.ran = 13</script>"></iframe><iframe src="${ELSEWHERE}/g"></iframe>`,
  `<object data="${ELSEWHERE}/h"></object><embed src="${ELSEWHERE}/i">`,
  `<form action="${ELSEWHERE}/j"><input name=q autofocus onfocus="window.ran = 14"><button>Search</button></form>`,
  `<template><script>window.ran = 15</script></template><template shadowrootmode="open"><slot></slot></template>`,
  `<details open ontoggle="window.ran = 16"><summary>more</summary></details>`,
  `<video src="${ELSEWHERE}/k" onerror="window.ran = 17" autoplay></video><audio src="${ELSEWHERE}/l"></audio>`,
  `<body onload="window.ran = 18"><marquee onstart="window.ran = 19">`,
  `"><script>window.ran = 20</script><"`,
  `' onmouseover='window.ran = 21' x='`,
  `</title></textarea></style></script></main><script>window.ran = 22</script>`,
  `<!--><script>window.ran = 23</script-->`,
  `<![CDATA[><script>window.ran = 24</script>]]>`,
  `{{constructor.constructor("window.ran = 25")()}} \${window.ran = 26} <%= window.ran = 27 %>`,
  `<div id="main" name="ready" class="chip" data-island="map" data-src="${ELSEWHERE}/m" data-of="e1">`,
  `<noscript><p title="</noscript><img src=x onerror=window.ran=28>">`,
  `&lt;script&gt;window.ran = 29&lt;/script&gt;`,
  `\u202Etpircs\u202C \u2066isolated\u2069 \u200Fright\u200E \uFEFFmark\u200B \u0007bell \uFFF9noted\uFFFB`,
];

const HEADLINE = `<script>window.ran = 30</script> Kenya condemns <img src=x onerror="window.ran = 31"> Chad`;
const OUTLET = `<b onclick="window.ran = 32">Harbour</b> <svg onload="window.ran = 33"> Wire`;
const NAME = `Odd "><img src=x onerror=window.ran=34> Ngabo`;

/** Sentences that give events, claims and actors, with the malice in the midst of them. */
function story() {
  const between = MALICE.map((m) => `Kenya's foreign minister, Amina ${m} Wekesa, condemned Chad on Tuesday, saying that "${m}" had attacked Mombasa.`);
  return `NAIROBI, March 4, 2026 (Harbour Wire) - Kenya condemned Chad on Wednesday. ${between.join("\n\n")}`;
}

/** The same as a text, as a web page, and as a record of a crawler. */
export function hostileFiles() {
  const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
  const paragraphs = story().split("\n\n");
  const html = `<!doctype html><html lang="en"><head><title>${escaped(HEADLINE)}</title>
<meta property="og:site_name" content="${escaped(OUTLET)}"><meta name="author" content="${escaped(NAME)}">
<link rel="canonical" href="javascript:window.ran = 35"><meta property="og:url" content="javascript:window.ran = 36">
<meta property="article:published_time" content="2026-03-04T10:00:00Z&quot;&gt;&lt;script&gt;window.ran = 37&lt;/script&gt;"></head>
<body><article><h1>${escaped(HEADLINE)}</h1>${paragraphs.map((p) => `<p>${escaped(p)}</p>`).join("\n")}
${MALICE.map((m) => `<p>Kenya praised Chad on Tuesday. ${m}</p>`).join("\n")}</article></body></html>`;
  const record = {
    title: HEADLINE,
    text: story().replace("Kenya condemned", "Kenya’s government condemned"),
    url: "javascript:window.ran = 38",
    outlet: OUTLET,
    author: NAME,
    date: "2026-03-05",
    id: `"><script>window.ran = 39</script>`,
  };
  return {
    "<img src=x onerror=window.ran=40>.txt": `${HEADLINE}\n\n${story()}\n`,
    "page.html": html,
    "records.jsonl": `${JSON.stringify(record)}\n`,
  };
}
