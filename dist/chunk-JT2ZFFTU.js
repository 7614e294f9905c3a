// src/model/shard.ts
import { z } from "./vendor/zod-Z7J2UVJW.js";
var MOST_SHARDS = 256;
function readShard(text) {
  const [, index, of] = /^([1-9]\d{0,2})\/([1-9]\d{0,2})$/.exec(text.trim()) ?? [];
  const shard = { index: Number(index), of: Number(of) };
  return shard.index <= shard.of && shard.of <= MOST_SHARDS ? shard : null;
}
var name = z.string().max(200);
var number = z.int().min(1).max(MOST_SHARDS);
var shardNumbersSchema = z.array(number).min(1).max(MOST_SHARDS);
var shardSchema = z.strictObject({
  index: number,
  of: number,
  campaigns: z.array(z.strictObject({ route: name, condition: name })).max(1e5)
}).refine(({ index, of }) => index <= of, "the index is larger than the number of shards");

export {
  MOST_SHARDS,
  readShard,
  shardNumbersSchema,
  shardSchema
};
