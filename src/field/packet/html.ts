import { escaped, html, markupOf, type Html } from '../../page/document/html.ts';
import { contentPolicy } from '../../page/document/policy.ts';
import { GENERATOR } from '../../report/files/page-file.ts';
import { pictureHtml } from './picture.ts';
import type { Block, Cited, Headline, Inline, Label, Packet, Section, Table } from './sheet.ts';
import { STYLE } from './style.ts';
import { placeOf, seenLines } from './words.ts';

/** The packet as one HTML file, which loads nothing and runs nothing. */
export function packetHtml(packet: Packet): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentPolicy(null, STYLE)}">
<meta name="generator" content="${GENERATOR}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${escaped(packet.title)}</title>
<style>${STYLE}</style>
</head>
<body>
${markupOf(html`<main>${firstHtml(packet)}${appendixHtml(packet)}</main>`)}
</body>
</html>
`;
}

function firstHtml({ title, headlines, facts, uncontrolled, signatories }: Packet): Html {
  return html`<section class="first">
    <h1>${title}</h1>
    ${headlines.map(headlineHtml)}
    <h2>What was compared</h2>
    <dl class="facts">
      ${facts.map(
        ([name, value]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${wordsHtml(value)}</dd>
          </div> `,
      )}
    </dl>
    <h2>What is not controlled</h2>
    <p>${wordsHtml(uncontrolled)}</p>
    <h2>Signed by</h2>
    <div class="signatures">${signatories.map(signatureHtml)}</div>
  </section> `;
}

const CLASSES: Readonly<Record<Label, string>> = {
  Effect: 'effect',
  Association: 'association',
  'Not established': 'open',
};

function headlineHtml({ label, figure, words }: Headline): Html {
  return html`<div class="headline ${CLASSES[label]}">
    <p class="label">${label}</p>
    <p class="figure">${wordsHtml(figure)}</p>
    <p>${wordsHtml(words)}</p>
  </div> `;
}

function signatureHtml(who: string): Html {
  const fields = ['name', 'role', 'date', 'signature'];
  return html`<div class="signature"><b>${who}</b>${fields.map((field) => html`<span>${field}</span>`)}</div> `;
}

function appendixHtml({ appendix, files }: Packet): Html {
  return html`<section class="appendix">
    <h2>Appendix</h2>
    <p class="files">A place such as ${files[0] ?? ''}:12 is a line of a file beside this one: ${files.join(', ')}.</p>
    ${appendix.map(sectionHtml)}
  </section>`;
}

function sectionHtml({ title, blocks }: Section): Html {
  return html`<h3>${title}</h3>
    ${blocks.map((block) => blockHtml(block, title))}`;
}

function blockHtml(block: Block, title: string): Html {
  if (block.kind === 'text') return html`<p>${wordsHtml(block.words)}</p> `;
  if (block.kind === 'list')
    return html`<ul>
      ${block.items.map((item) => html`<li>${wordsHtml(item)}</li> `)}
    </ul> `;
  if (block.kind === 'table') return tableHtml(block, title);
  if (block.kind === 'picture') return pictureHtml(block.picture, block.label);
  return html`<pre tabindex="0">${seenLines(block.text).join('\n')}</pre> `;
}

/** A wide table scrolls by itself, also by the keyboard. */
function tableHtml({ head, rows }: Table, title: string): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${title}">
    <table>
      <thead>
        <tr>
          ${head.map((name) => html`<th scope="col">${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.map((cell) => html`<td>${wordsHtml([cell])}</td>`)}
            </tr> `,
        )}
      </tbody>
    </table>
  </div> `;
}

function wordsHtml(words: readonly Inline[]): Html {
  return html`${words.map((each) => (typeof each === 'string' ? each : citedHtml(each)))}`;
}

function citedHtml(cited: Cited): Html {
  const { text, values } = cited;
  const told = values.length === 0 ? text : html`<data value="${values.join(' ')}">${text}</data>`;
  return html`${told} <span class="source">${placeOf(cited)}</span>`;
}
