import { readFile } from 'node:fs/promises';

import { causeOf } from '../../errors.ts';
import { usedPriceSchema, type PriceFile, type UsedPrice } from '../../model/price.ts';
import { quote, type Diagnostic } from '../../source/diagnostic.ts';
import { isMap } from '../../source/is-map.ts';
import { FILE_START, placeIn, type Position } from '../../source/positions.ts';
import { parseSource } from '../../source/yaml.ts';
import { schemaFindings } from '../messages/findings.ts';

/** A price, or what is wrong with its file. */
export type ReadPrice = UsedPrice | readonly Diagnostic[];

/** A price with its queries is a few kB. */
const MOST_CHARACTERS = 1_000_000;
const TODO = 'Write the file with `vitals-gate field price --out`, and do not edit it.';

export function isPrice(read: ReadPrice): read is UsedPrice {
  return !Array.isArray(read);
}

/** Reads a price file from disk. Never throws. */
export async function readPriceFile({ name, path }: Pick<PriceFile, 'name' | 'path'>): Promise<ReadPrice> {
  try {
    return priceIn(name, await readFile(path, 'utf8'));
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    const cause = isMissing ? 'it does not exist' : causeOf(error);
    const todo = 'Write it with `vitals-gate field price --out`, or download it before this step.';
    return [{ what: `The price file ${quote(name)} cannot be read: ${cause}.`, todo }];
  }
}

/** The price in the text of a file; each complaint begins with its place in it. */
export function priceIn(name: string, text: string): ReadPrice {
  const complaint = (what: string, at = FILE_START): Diagnostic => ({
    what: `${placeIn(name, at)}: ${what}`,
    todo: TODO,
  });
  if (text.length > MOST_CHARACTERS) return [complaint(`the file has more than ${MOST_CHARACTERS} characters.`)];
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    // The message quotes the text around the mistake, with its line breaks.
    const cause = (error instanceof Error ? error.message : String(error)).replaceAll('\n', ' ');
    return [complaint(`this is not JSON: ${cause}.`, positionIn(cause))];
  }
  if (!isMap(value)) return [complaint('this is not an object.')];
  const { data } = usedPriceSchema.safeParse(value);
  if (data !== undefined) return { file: name, ...data };
  const { position } = parseSource(text);
  return schemaFindings(usedPriceSchema, value).map(({ what, path }) => complaint(what, position(path)));
}

/** Where V8 says that JSON ends to be JSON; the YAML parser would take long for a file of brackets. */
function positionIn(cause: string): Position {
  const [, line, column] = /\(line (\d{1,9}) column (\d{1,9})\)/.exec(cause) ?? [];
  return line === undefined || column === undefined ? FILE_START : { line: Number(line), column: Number(column) };
}

/** The second of two files that are about the same is a complaint: only one of them could be shown. */
export function repeatedIn(
  prices: readonly UsedPrice[],
): { readonly price: UsedPrice; readonly complaint: Diagnostic }[] {
  const first = new Map<string, string>();
  return prices.flatMap((price) => {
    const { file, route, condition, metric } = price;
    const about = JSON.stringify([route, condition, metric]);
    const other = first.get(about);
    if (other === undefined) first.set(about, file);
    if (other === undefined) return [];
    const of = `${metric} of ${quote(route)}${condition === null ? '' : ` on ${quote(condition)}`}`;
    const what = `${quote(other)} and ${quote(file)} both price ${of}.`;
    return [{ price, complaint: { what, todo: 'Keep one of them.' } }];
  });
}
