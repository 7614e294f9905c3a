import { CAUSE_IDS } from './cause.ts';
import { knownNodes } from './metrics/index.ts';

/** Ids of breakdown nodes that the gate defines, so that they never contain text of a page or a secret. */
const OWN_IDS: ReadonlySet<string> = new Set([
  ...knownNodes().flatMap(({ segments }) => segments),
  'unreported',
  'other',
]);
/**
 * The values of these keys in records and results are the gate's own words, commits or names from the configuration.
 */
const OWN_KEYS: ReadonlySet<string> = new Set(
  (
    'type status code kind role doc unit metric verdict reason side sides enforce stopped by initiator ' +
    'route condition path segments open agreed sha version tool'
  ).split(' '),
);

/** Of a fact these are words of the page, elsewhere commits. */
const SIDES: ReadonlySet<string> = new Set(['base', 'head']);
const COMMIT = /^[0-9a-f]{7,64}$/;

const CAUSES: ReadonlySet<string> = new Set(CAUSE_IDS);

export function isOwnId(id: string): boolean {
  return OWN_IDS.has(id);
}

/**
 * Whether a string in a record or a result is the tool's own. Then it is not redacted, even if a secret has the same
 * letters.
 */
export function isOwnWord(text: string, key: string): boolean {
  if (key === 'id' && CAUSES.has(text)) return true;
  if (key === 'id' || key === 'part') return isOwnId(text);
  if (SIDES.has(key)) return COMMIT.test(text);
  return OWN_KEYS.has(key) && !/[\s:?&=]/.test(text);
}
