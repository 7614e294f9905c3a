import { z } from 'zod';

/** One of several jobs that share the campaigns of a run: the `index`th (from 1) of `of`. */
export interface Shard {
  readonly index: number;
  readonly of: number;
}

/** GitHub allows at most 256 jobs per matrix. */
export const MOST_SHARDS = 256;

/** `2/4`: the second of four. Null if the text is not a shard. */
export function readShard(text: string): Shard | null {
  const [, index, of] = /^([1-9]\d{0,2})\/([1-9]\d{0,2})$/.exec(text.trim()) ?? [];
  const shard = { index: Number(index), of: Number(of) };
  return shard.index <= shard.of && shard.of <= MOST_SHARDS ? shard : null;
}

const name = z.string().max(200);

const number = z.int().min(1).max(MOST_SHARDS);

/** Shards by their number, from 1. */
export const shardNumbersSchema = z.array(number).min(1).max(MOST_SHARDS);

/** A shard with the campaigns that are its own. */
export const shardSchema = z
  .strictObject({
    index: number,
    of: number,
    campaigns: z.array(z.strictObject({ route: name, condition: name })).max(100_000),
  })
  .refine(({ index, of }) => index <= of, 'the index is larger than the number of shards');
export type RecordedShard = z.infer<typeof shardSchema>;
