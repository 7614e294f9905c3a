import { dirname, resolve } from 'node:path';

import { z } from 'zod';

import type { PriceFile } from '../../model/price.ts';
import type { PlacedFile } from '../budgets/waiver-warnings.ts';

/** A price is of one route, metric and condition. */
const MOST_FILES = 100;

const fileSchema = z.string().min(1).max(4000);

/** `price:` as a user writes it. */
export const priceFilesSchema = z
  .union([fileSchema, z.array(fileSchema).min(1).max(MOST_FILES)])
  .describe(
    'A file of `vitals-gate field price --out`, or a list of them, relative to this file: what slower pages of a route cost.',
  );

/**
 * The files that a configuration names.
 *
 * @param written where the key has its place
 * @param path absolute, of the configuration that the files are relative to
 */
export function resolvePriceFiles(
  price: z.infer<typeof priceFilesSchema> | undefined,
  { file, source }: PlacedFile,
  path: string,
): PriceFile[] {
  if (price === undefined) return [];
  const place = (...index: number[]): PriceFile['at'] => ({ file, ...source.position(['price', ...index]) });
  const named = (name: string, at: PriceFile['at']): PriceFile => ({ name, path: resolve(dirname(path), name), at });
  return typeof price === 'string' ? [named(price, place())] : price.map((name, index) => named(name, place(index)));
}
