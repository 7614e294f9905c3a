import { GateError } from '../../errors.ts';
import { MOST_CHANGES, type PolicyOrigin, type PolicySource, type Removal } from '../../model/policy.ts';
import { ownChanges, removalsOf, applyBasePolicy, type ChangedFrom } from './base-over-head.ts';
import type { ConfigInput } from '../schema.ts';
import { parseSource } from '../../source/yaml.ts';
import { validate } from '../validate.ts';
import type { PlacedFile } from '../budgets/waiver-warnings.ts';

/** A configuration as it stands at another commit, for its policy. */
export interface PolicyText {
  /** What it was read at: a commit, or a name. */
  readonly ref: string;
  /** Where its places are: `vitals-gate.yml at 1a2b3c4`. */
  readonly label: string;
  /** The file's text at that commit, or why the policy of the checked-out file is used instead. */
  readonly content: { readonly text: string } | { readonly fallbackReason: string };
  /** Which commit that was; absent if none was read. */
  readonly origin?: PolicyOrigin;
  /** The same file at the fork point and at head, to find what head itself changed; null if it cannot be read. */
  readonly sides?: { readonly fork: string | null; readonly head: string | null };
}

export interface UnderPolicy {
  readonly input: ConfigInput;
  /** Null: the file's own policy was all that was asked for. */
  readonly policySource: PolicySource | null;
  /** Where the policy's keys have their places. */
  readonly policy: PlacedFile;
}

/** Base is not visited, so no secrets are needed. */
const UNVISITED = { baseUrl: null, headUrl: null, visits: false } as const;

/** A configuration with the policy of another commit, as far as there is one. */
export function withPolicy(own: ConfigInput, file: PlacedFile, policy: PolicyText | null): UnderPolicy {
  if (policy === null) return { input: own, policySource: null, policy: file };
  const { ref, label, content, origin, sides } = policy;
  const known = origin === undefined ? {} : { origin };
  const asItIs = (fallbackReason: string): UnderPolicy => ({
    input: own,
    policySource: { ref, ...known, instead: fallbackReason, changes: [] },
    policy: file,
  });
  if ('fallbackReason' in content) return asItIs(content.fallbackReason);
  const source = parseSource(content.text);
  const base = readInput(label, source);
  if (base instanceof GateError) return asItIs(`the configuration is not valid there (${firstLine(base)})`);
  const { input, changes } = applyBasePolicy(own, base);
  const from = { head: textOf(sides?.head) ?? own, fork: textOf(sides?.fork) };
  const removed = placedRemovals(base, source, from);
  return {
    input,
    policySource: {
      ref,
      ...known,
      instead: null,
      ...(sides?.fork === null ? { isForkUnknown: true as const } : {}),
      ...(removed.length === 0 ? {} : { removed }),
      changes: ownChanges(changes, from).slice(0, MOST_CHANGES),
    },
    policy: { file: label, source },
  };
}

function placedRemovals(base: ConfigInput, source: PlacedFile['source'], from: ChangedFrom): Removal[] {
  return removalsOf(base, from)
    .slice(0, MOST_CHANGES)
    .map((removal) => {
      const index = base.routes.findIndex(({ name }) => name === removal.name);
      const path = removal.kind === 'route' ? ['routes', index] : ['graphql'];
      return { ...removal, line: source.position(path, 'key').line };
    });
}

/** Null if there is no text, or it is not a configuration. */
function textOf(text: string | null | undefined): ConfigInput | null {
  if (text == null) return null;
  const read = readInput('', parseSource(text));
  return read instanceof GateError ? null : read;
}

/**
 * The configuration that a text is; or what is wrong with it: a base that this version cannot read must not keep the pull
 * request out that repairs it.
 */
export function readInput(label: string, source: PlacedFile['source']): ConfigInput | GateError {
  try {
    return validate(label, source, {}, UNVISITED);
  } catch (error) {
    if (error instanceof GateError) return error;
    throw error;
  }
}

function firstLine({ where, message }: GateError): string {
  return `${where ?? ''}: ${message.split('\n')[0] ?? ''}`.slice(0, 500).replace(/\.$/, '');
}
