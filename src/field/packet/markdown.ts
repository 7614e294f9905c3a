import { block, code, plain, row } from '../../report/comment/markdown.ts';
import type { Block, Cited, Inline, Packet, Section } from './sheet.ts';
import { placeOf } from './words.ts';

/** The packet as Markdown. Its pictures are the lists and tables beside them. */
export function packetMarkdown({
  title,
  headlines,
  facts,
  uncontrolled,
  signatories,
  files,
  appendix,
}: Packet): string {
  return [
    `# ${escape(title)}`,
    '',
    ...headlines.flatMap(({ label, figure, words }) => [`**${label}:** ${inline(figure)}`, '', inline(words), '']),
    '## What was compared',
    '',
    ...tableOf(
      ['', ''],
      facts.map(([name, value]) => [escape(name), inline(value)]),
    ),
    '## What is not controlled',
    '',
    inline(uncontrolled),
    '',
    '## Signed by',
    '',
    ...tableOf(
      ['', 'name', 'role', 'date', 'signature'],
      signatories.map((who) => [who, '', '', '', '']),
    ),
    '## Appendix',
    '',
    `Places are lines of the files beside this one: ${files.map((file) => code(file)).join(', ')}.`,
    '',
    ...appendix.flatMap(sectionLines),
  ].join('\n');
}

function sectionLines({ title, blocks }: Section): string[] {
  return [`### ${escape(title)}`, '', ...blocks.flatMap(blockLines)];
}

function blockLines(part: Block): string[] {
  if (part.kind === 'picture') return [];
  if (part.kind === 'text') return [inline(part.words), ''];
  if (part.kind === 'list') return [...part.items.map((item) => `- ${inline(item)}`), ''];
  if (part.kind === 'code') return [block(part.text.trim().split('\n'), 'sql'), ''];
  return tableOf(
    part.head,
    part.rows.map((cells) => cells.map((cell) => inline([cell]))),
  );
}

function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [row(head), row(head.map(() => '---')), ...rows.map(row), ''];
}

const inline = (words: readonly Inline[]): string =>
  words.map((each) => (typeof each === 'string' ? escape(each) : cited(each))).join('');

const cited = (of: Cited): string => `${escape(of.text)} (${code(placeOf(of))})`;

/** Spaces and marks around a piece of a sentence stay: they are not text of a file. */
function escape(text: string): string {
  const [, start = '', core = '', end = ''] = /^([\s.,:;]*)([\s\S]*?)(\s*)$/.exec(text) ?? [];
  return start + (core === '' ? '' : plain(core)) + end;
}
