import { beforeAll, describe, expect, it } from 'vitest';

import { compileErrors, type CompileError, type Patch } from './support/compile-errors.ts';

/** One more member of a union, and where the compiler asks for its parts. */
interface ExtensionPoint extends Patch {
  readonly what: string;
  /** What every error about it names first. */
  readonly names: string;
  /** Where the parts are missing, below `src`. */
  readonly asks: readonly string[];
}

/** A member that is added before one that is there. */
function before(text: string, member: string): Pick<Patch, 'text' | 'by'> {
  return { text, by: `${member}\n${text}` };
}

const POINTS: readonly ExtensionPoint[] = [
  {
    what: 'an interaction kind',
    file: 'model/interaction.ts',
    ...before("  | { readonly action: 'hover';", "  | { readonly action: 'x-step'; readonly selector: string }"),
    names: 'x-step',
    asks: ['config/routes/interactions/interactions.ts', 'lab/interactions/perform.ts', 'model/interaction.ts'],
  },
  {
    what: 'a provider of deploys',
    file: 'model/config.ts',
    ...before('  readonly worktree: WorktreePlan;', "  readonly 'x-provider': { readonly image: string };"),
    names: 'x-provider',
    asks: [
      'config/deploys/providers/registry.ts',
      'deploys/providers/registry.ts',
      'doctor/probe/deploys.ts',
      'gate/run/origins.ts',
    ],
  },
  {
    what: 'a metric that is defined, but not measured',
    file: 'model/metrics/index.ts',
    text: 'const DEFINITIONS = {',
    by: "const DEFINITIONS = { 'x-metric': lcp,",
    names: 'x-metric',
    asks: [
      'cause/rules.ts',
      'explain/evidence-clues.ts',
      'lab/quiet/settling.ts',
      'lab/visit/outcome.ts',
      'report/words/predicates.ts',
    ],
  },
  {
    what: 'a reason that a visit gives for a missing metric, but that the metric is not defined to have',
    file: 'readings/cls.ts',
    text: "reason: 'no-cls'",
    by: "reason: 'x-unmeasured'",
    names: 'x-unmeasured',
    asks: ['readings/cls.ts'],
  },
  {
    what: 'a metric without a part of its definition',
    file: 'model/metrics/cls.ts',
    text: "  name: 'CLS',\n",
    by: '',
    names: "'name'",
    asks: ['model/metrics/cls.ts', 'model/metrics/index.ts'],
  },
  {
    what: 'a verdict',
    file: 'model/verdict.ts',
    text: "'waived', 'pass'] as const",
    by: "'waived', 'x-verdict', 'pass'] as const",
    names: 'x-verdict',
    asks: ['field/analyses/slo-row.ts', 'page/data/marks.ts', 'report/words/headline.ts'],
  },
  {
    what: 'a reason for a verdict, or for having none',
    file: 'model/verdict.ts',
    ...before("  'worse',", "  'x-reason',"),
    names: 'x-reason',
    asks: ['report/words/reasons.ts'],
  },
  {
    what: 'a cause of a broken budget',
    file: 'model/clue.ts',
    ...before(
      "  z.strictObject({ kind: z.literal('part')",
      "  z.strictObject({ kind: z.literal('x-cause'), ...aboutShape }),",
    ),
    names: 'x-cause',
    asks: ['report/words/clue-kinds.ts'],
  },
  {
    what: 'a code of a visit that failed',
    file: 'model/failure-code.ts',
    ...before("  | 'timeout'", "  | 'x-failure'"),
    names: 'x-failure',
    asks: ['report/words/remedies.ts'],
  },
  {
    what: 'a model of what GraphQL operations cost',
    file: 'model/graphql.ts',
    ...before("  ibm: ['type-cost'", "  'x-profile': ['cost'],"),
    names: 'x-profile',
    asks: [
      'graphql/check/notes.ts',
      'graphql/command/price-operation.ts',
      'graphql/command/profile-text.ts',
      'graphql/command/run-cost.ts',
    ],
  },
  {
    what: 'an error that does not say what to do',
    file: 'errors/configuration.ts',
    ...before("  'no-head': () => ({", "  'x-error': () => ({ exit: 2, what: '' }),"),
    names: "'todo'",
    asks: ['errors.ts', 'errors/configuration.ts'],
  },
];

/** What an error is about: the first that it names. Further on it may quote types that have the others, too. */
function subjectOf({ message }: CompileError): string | undefined {
  const named = POINTS.map(({ names }) => names).filter((name) => message.includes(name));
  return named.toSorted((one, other) => message.indexOf(one) - message.indexOf(other))[0];
}

/** They say that a part is missing, and do not fail elsewhere because of that. */
const isAsking = ({ message }: CompileError): boolean => /^TS(?:1360|2322|2339|2345|2739|2741)\b/.test(message);

describe('a member without its parts does not compile', () => {
  let errors: readonly CompileError[] = [];
  beforeAll(async () => {
    errors = await compileErrors(POINTS);
  });

  it.each(POINTS)('$what', ({ names, asks }) => {
    const files = errors.filter((error) => subjectOf(error) === names).map(({ file }) => file);
    expect([...new Set(files)].toSorted()).toEqual(asks.toSorted());
  });

  it('and nothing else fails', () => {
    expect(errors.filter((error) => subjectOf(error) === undefined)).toEqual([]);
    expect(errors.filter((error) => !isAsking(error))).toEqual([]);
  });
});
