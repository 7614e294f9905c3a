import { parse } from 'yaml';
import { z } from 'zod';

const actionSchema = z.object({
  inputs: z.record(z.string(), z.object({ description: z.string() })),
  outputs: z.record(z.string(), z.object({ description: z.string() })),
});

type Described = Readonly<Record<string, { readonly description: string }>>;

function table(heading: string, described: Described): string {
  const rows = Object.entries(described).map(([name, { description }]) => `| \`${name}\` | ${description} |`);
  return [`| ${heading} | meaning |`, '|---|---|', ...rows].join('\n');
}

/** The inputs and outputs of the action, as two tables. */
export function inputsAndOutputs(action: string): string {
  const { inputs, outputs } = actionSchema.parse(parse(action));
  return `${table('input', inputs)}\n\n${table('output', outputs)}`;
}

/** How often each rule is wrong under typical noise: the table of docs/error-rates.md without its counts of pairs. */
export function errorRates(page: string): string {
  const [, part = ''] = page.split('### Beside other rules: typical\n');
  const lines = part.split('\n### ')[0]?.split('\n') ?? [];
  const rows = lines.filter((line) => line.startsWith('| ')).map((line) => line.split(' | '));
  if (rows.length < 3) throw new Error('docs/error-rates.md has no table of other rules under typical noise');
  return rows
    .map(
      ([rule = '', unchanged = '', , found10 = '', , found20 = '']) =>
        `${[rule, unchanged, found10, found20].join(' | ')} |`,
    )
    .join('\n');
}

/** The text with what stands between the markers of `name` replaced. */
export function fill(text: string, name: string, content: string): string {
  const [begin, end] = [`<!-- ${name}: npm run docs:readme -->\n\n`, `\n\n<!-- end of ${name} -->`];
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`README.md does not have the markers of ${name}`);
  return text.slice(0, from + begin.length) + content + text.slice(to);
}

/** The README with its generated tables. */
export function withTables(readme: string, read: (file: string) => string): string {
  const filled = fill(readme, 'inputs and outputs', inputsAndOutputs(read('action.yml')));
  return fill(filled, 'error rates', errorRates(read('docs/error-rates.md')));
}
