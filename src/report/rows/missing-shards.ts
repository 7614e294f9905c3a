/** How `record/merge.ts` begins what it tells every reader of shards whose samples are not there. */
const MISSING = /^Shards? \d+(?:, \d+)* of \d+ (?:is|are) missing:/;

/** Whether an alert of a run says that a shard is missing: then whatever was not measured was that shard's. */
export function saysShardIsMissing(alert: string): boolean {
  return MISSING.test(alert);
}
