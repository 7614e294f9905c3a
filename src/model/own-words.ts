import { knownNodes } from './metrics/index.ts';

/** Ids of breakdown nodes that are ours: no page or secret has a part in them. */
const OWN_IDS: ReadonlySet<string> = new Set([
  ...knownNodes().flatMap(({ segments }) => segments),
  'unreported',
  'other',
]);
/** What stands under these keys of records and results is a word of ours, a commit or a name of the configuration. */
const OWN_KEYS: ReadonlySet<string> = new Set(
  (
    'type status code kind unit metric verdict reason side sides enforce stopped by initiator ' +
    'route condition path segments open agreed sha base head version tool'
  ).split(' '),
);

export function isOwnId(id: string): boolean {
  return OWN_IDS.has(id);
}

/** Whether a string in a record or a result is the tool's own, where a secret of the same letters means nothing. */
export function isOwnWord(text: string, key: string): boolean {
  if (key === 'id' || key === 'part') return isOwnId(text);
  return OWN_KEYS.has(key) && !/[\s:?&=]/.test(text);
}
