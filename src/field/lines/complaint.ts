import type { z } from 'zod';

import { finalSchema } from '../../model/beacon.ts';

type Issue = z.core.$ZodIssue;

/** Names that the schema gives. Others come from the sender, and are never sent back. */
const OWN_NAMES: ReadonlySet<PropertyKey> = new Set([
  ...Object.keys(finalSchema.shape),
  'id',
  'value',
  'parts',
  'name',
  'dur',
]);

/** How a name that the sender chose is shown. */
export type ShowName = (name: string) => string;

const hidden: ShowName = () => '…';

/**
 * What the schema refuses, in one sentence made of our own words and of numbers: nothing of the sender's text is in it
 * unless `show` says so.
 */
export function complaintOf({ issues: [first] }: z.core.$ZodError, show: ShowName = hidden): string {
  if (first === undefined) return 'the record is not valid';
  return `${placeOf(first.path, show)} ${wordsOf(first, show)}`;
}

/** `lcp.parts[2].value` */
function placeOf(path: readonly PropertyKey[], show: ShowName): string {
  const [first, ...rest] = path.map((segment) => {
    if (typeof segment === 'number') return `[${segment}]`;
    return OWN_NAMES.has(segment) ? String(segment) : show(String(segment));
  });
  if (first === undefined) return 'the record';
  return rest.reduce((place, segment) => place + (segment.startsWith('[') ? segment : `.${segment}`), first);
}

function wordsOf(issue: Issue, show: ShowName): string {
  switch (issue.code) {
    case 'unrecognized_keys': {
      const [name = ''] = issue.keys;
      return `has a field that is not known${show === hidden ? '' : `: ${show(name)}`}`;
    }
    case 'invalid_type':
      return issue.expected === 'never' ? 'is deeper than any metric' : `must be ${typeName(issue.expected)}`;
    case 'too_small':
      return `must ${limitOf('at least', issue.minimum, issue.origin)}`;
    case 'too_big':
      return `must ${limitOf('at most', issue.maximum, issue.origin)}`;
    case 'invalid_value':
      return `must be ${issue.values.map((value) => JSON.stringify(value)).join(' or ')}`;
    case 'invalid_union':
      return 'must be "start" or "final"';
    case 'invalid_key':
      return 'has a name that is not allowed: 1 to 100 printable characters';
    case 'invalid_format':
      return issue.format === 'regex' ? issue.message : 'must be a date and a time with its zone';
    case 'custom':
      return `is wrong: ${issue.message}`;
    case 'not_multiple_of':
    case 'invalid_element':
    default:
      return 'is not valid';
  }
}

const typeName = (expected: string): string => (/^[aeiou]/.test(expected) ? `an ${expected}` : `a ${expected}`);

function limitOf(bound: string, limit: number | bigint, origin: string): string {
  if (origin === 'string') return `have ${bound} ${limit} ${limit === 1 ? 'character' : 'characters'}`;
  return origin === 'array' || origin === 'object' ? `have ${bound} ${limit} entries` : `be ${bound} ${limit}`;
}
