import { z } from 'zod';

import { METRICS, unitOf } from '../../model/metric.ts';
import { isMap } from '../../source/is-map.ts';
import { quote, type Diagnostic } from '../../source/diagnostic.ts';
import { quantitySchema, scoreSchema } from '../budgets/limit-schema.ts';
import { DEPLOY_URL_PATTERN, deployUrlComplaint } from '../deploys/url.ts';
import { SHARED_KINDS } from '../deploys/providers/registry.ts';
import { valueAt, type PathDiagnostic } from '../messages/findings.ts';
import { checked } from '../schema-parts.ts';
import { PERCENTAGE } from '../units/time-and-percent.ts';

/** What git takes for a name that is not an option and not a range. */
const REVISION = /^[A-Za-z0-9_](?:[A-Za-z0-9_/@+-]|\.(?!\.|lock(?:\/|$)|$)){0,199}$/;
const REVISION_PATTERN = '^[A-Za-z0-9_][A-Za-z0-9_/@+.-]{0,199}$';

const named = (what: string, example: string) =>
  checked(z.string().meta({ pattern: REVISION_PATTERN }), (text): Diagnostic | null =>
    REVISION.test(text)
      ? null
      : { what: `${quote(text)} is not the name of ${what}.`, todo: `Write for example ${example}.` },
  );

const creepShape = Object.fromEntries(
  METRICS.map((metric) => {
    const limit =
      unitOf(metric) === 'score'
        ? scoreSchema('A score, for example 0.02.')
        : quantitySchema(PERCENTAGE, 'A percentage.');
    return [metric, limit.optional()];
  }),
);

/** `history:` as a user writes it. */
export const historySchema = z
  .strictObject({
    anchor: named('a commit', 'a tag or a SHA: anchor: v1.4.0').describe(
      'The commit that every push to the default branch is compared with: a tag, a SHA or a branch.',
    ),
    'anchor-url': checked(z.string(), deployUrlComplaint)
      .meta({ pattern: DEPLOY_URL_PATTERN.source })
      .optional()
      .describe(
        'Where the build of the anchor is served, where both deploys are addresses; {sha} and {short-sha} are its commit.',
      ),
    branch: named('a branch', 'branch: vitals-gate-history')
      .optional()
      .describe(
        'The branch that the workflow keeps the history on; default vitals-gate-history. It holds nothing else.',
      ),
    folder: z.string().min(1).max(4000).optional().describe('A folder in place of the branch, relative to this file.'),
    creep: z
      .strictObject({
        ...creepShape,
        enforce: z
          .enum(['warn', 'block'])
          .default('warn')
          .describe('warn (default): it is only reported. block: the run on the default branch fails.'),
      })
      .optional()
      .describe('How much worse than the anchor each metric may have become, in small steps together.'),
  })
  .describe('How the default branch changes over time: measured on every push, against one fixed build.');

export type HistoryInput = z.infer<typeof historySchema>;

/** What no schema sees: two places of the file together. */
export function historyFindings(file: unknown): PathDiagnostic[] {
  if (!isMap(valueAt(file, ['history']))) return [];
  return [...placeFindings(file), ...anchorFindings(file)];
}

function placeFindings(file: unknown): PathDiagnostic[] {
  const isBoth = ['branch', 'folder'].every((key) => valueAt(file, ['history', key]) !== undefined);
  if (!isBoth) return [];
  const what = '`history` has a branch and a folder.';
  return [{ what, todo: 'Remove one: entries are kept in one place.', path: ['history', 'folder'], part: 'key' }];
}

/** A base at one address serves what it serves, not the anchor. */
function anchorFindings(file: unknown): PathDiagnostic[] {
  const deploys = valueAt(file, ['deploys']);
  const isServed = SHARED_KINDS.some((kind) => valueAt(deploys, [kind]) !== undefined);
  const url = valueAt(deploys, ['base', 'url']);
  const isOfCommit = typeof url === 'string' && /\{(?:short-)?sha\}/.test(url);
  const isFolder = valueAt(deploys, ['base', 'static']) !== undefined;
  if (isServed || isOfCommit || isFolder || valueAt(file, ['history', 'anchor-url']) !== undefined) return [];
  const what = 'It is not said where the build of the anchor is served.';
  const todo =
    'Add for example anchor-url: https://anchor.example.com, or use a provider that builds or finds any commit.';
  return [{ what, todo, path: ['history'], part: 'key' }];
}
