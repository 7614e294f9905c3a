/** The style of packet.html: a page to read on any screen, and sheets of A4 on paper. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --ground: #fff; --text: #1f2328; --soft: #57606a; --line: #d0d7de; --panel: #f6f8fa;
  --effect: #116329; --association: #0550ae; --open: #7d4e00;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0d1117; --text: #e6edf3; --soft: #9da7b3; --line: #30363d; --panel: #161b22;
    --effect: #7ee787; --association: #79c0ff; --open: #f2cc60;
  }
}
*, *::before, *::after { box-sizing: border-box; }
body {
  margin: 0; background: var(--ground); color: var(--text); font: 16px/1.5 system-ui, sans-serif;
  overflow-wrap: anywhere; hyphens: manual;
}
main { max-width: 50rem; margin: 0 auto; padding: 1.25rem 1rem 3rem; }
h1 { font-size: 1.35rem; line-height: 1.25; margin: 0 0 1rem; }
h2 { font-size: 1.1rem; line-height: 1.3; margin: 0 0 .5rem; }
.appendix > h2 { font-size: 1.35rem; border-top: 2px solid var(--line); padding-top: 1.5rem; margin-top: 2rem; }
h3 { font-size: 1.05rem; line-height: 1.3; margin: 2rem 0 .5rem; }
p { margin: 0 0 .5rem; }
.first > h2 { margin-top: 1.25rem; }
ul { margin: 0 0 .5rem; padding-left: 1.25rem; }
li { margin-bottom: .25rem; }
.headline { border-left: 4px solid var(--line); padding: .1rem 0 .1rem .9rem; margin: 0 0 1.1rem; }
.headline.effect { border-color: var(--effect); }
.headline.association { border-color: var(--association); }
.headline.open { border-color: var(--open); }
.label { font-weight: 600; font-size: .875rem; margin: 0; }
.effect > .label { color: var(--effect); }
.association > .label { color: var(--association); }
.open > .label { color: var(--open); }
.figure { font-size: 1.2rem; font-weight: 600; line-height: 1.3; margin: 0 0 .25rem; }
.headline:first-of-type > .figure { font-size: 1.75rem; line-height: 1.2; }
.source { color: var(--soft); font: .75rem/1 ui-monospace, monospace; font-weight: 400; white-space: nowrap; }
.facts { margin: 0 0 1.25rem; }
.facts > div { display: grid; grid-template-columns: 11rem 1fr; gap: 1rem; margin-bottom: .3rem; }
.facts dt { color: var(--soft); }
.facts dd { margin: 0; }
.signatures { display: grid; gap: 1.25rem; margin-top: .75rem; }
.signature { display: grid; grid-template-columns: 7rem 2fr 2fr 1fr 2fr; gap: .75rem; align-items: end; }
.signature > b { font-weight: 600; }
.signature > span { border-top: 1px solid var(--text); color: var(--soft); font-size: .8rem; margin-top: 1.75rem; }
.scroll { overflow-x: auto; margin: 0 0 .75rem; }
table { border-collapse: collapse; font-size: .9rem; overflow-wrap: normal; }
th, td { text-align: left; vertical-align: top; padding: .3rem .9rem .3rem 0; border-bottom: 1px solid var(--line); }
td { max-width: 22rem; }
th { color: var(--soft); font-weight: 600; }
td, .figure, .facts dd { font-variant-numeric: tabular-nums; }
pre {
  background: var(--panel); border: 1px solid var(--line); font: .78rem/1.45 ui-monospace, monospace;
  overflow-x: auto; padding: .75rem; margin: 0 0 .75rem; white-space: pre; overflow-wrap: normal;
}
svg { display: block; width: 100%; max-width: 26rem; height: auto; margin: .25rem 0 .75rem; }
svg line { stroke: var(--soft); stroke-width: 1.2; }
svg .dashed { stroke-dasharray: 4 3; }
svg rect { fill: var(--panel); stroke: var(--soft); }
svg polygon { fill: var(--soft); }
svg circle { fill: var(--association); }
svg text { fill: var(--text); font-size: 13px; }
.files { color: var(--soft); font-size: .85rem; }
:focus-visible { outline: 2px solid var(--association); outline-offset: 2px; }
@media screen and (max-width: 40rem) {
  .facts > div { grid-template-columns: 1fr; gap: 0; margin-bottom: .5rem; }
  .signature { grid-template-columns: 1fr 1fr; }
  .signature > b { grid-column: 1 / -1; }
  .headline:first-of-type > .figure { font-size: 1.45rem; }
}
@page { size: A4; margin: 16mm; }
@media print {
  :root {
    color-scheme: light;
    --ground: #fff; --text: #000; --soft: #444; --line: #bbb; --panel: #fff;
    --effect: #116329; --association: #0550ae; --open: #7d4e00;
  }
  body { font-size: 10.5pt; }
  main { max-width: none; padding: 0; }
  .first { font-size: 9.5pt; line-height: 1.35; }
  .first > h2 { font-size: 11pt; margin-top: .75rem; }
  .headline { margin-bottom: .6rem; }
  .signatures { gap: .5rem; margin-top: 0; }
  .headline:first-of-type > .figure { font-size: 16pt; }
  .figure { font-size: 12pt; }
  .facts { columns: 2; column-gap: 1.5rem; }
  .facts > div { grid-template-columns: 6.5rem 1fr; gap: .5rem; break-inside: avoid; }
  .appendix { break-before: page; }
  .appendix > h2 { border: 0; padding: 0; margin-top: 0; }
  h3, .headline, tr, svg, .signature { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  h3 { margin-top: 1.25rem; }
  .scroll { overflow: visible; }
  table { font-size: 9pt; }
  pre { font-size: 7.5pt; white-space: pre-wrap; overflow-wrap: anywhere; overflow: visible; }
}
`;
