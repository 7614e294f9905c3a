import { isOwnId } from '../../model/own-words.ts';
import type { Breakdown } from '../../model/breakdown.ts';
import type { Session, Text } from '../../model/session.ts';
import { textsOf, type Interaction } from '../../model/interaction.ts';
import type { Reading, VisitOutcome } from '../../model/sample.ts';

import { redact, Redactor } from '../../text/redactor.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The value of a text. The configuration has checked that its variable is there. */
export function valueOf(text: Text, env: Environment): string {
  return typeof text === 'string' ? text : (env[text.secret] ?? '');
}

/** The value of the Authorization header (RFC 7617). */
export function basicAuthorization(
  { username, password }: NonNullable<Session['basicAuth']>,
  env: Environment,
): string {
  return `Basic ${Buffer.from(`${username}:${valueOf(password, env)}`).toString('base64')}`;
}

/** Every secret value that visits with these sessions or scripts may see. */
export function secretsOf(
  session: Session | undefined,
  interactions: readonly Interaction[],
  env: Environment,
): string[] {
  const { setup = [], cookies = [], headers = [], localStorage = [], basicAuth = null } = session ?? {};
  const typed = [...setup, ...interactions].flatMap(textsOf);
  const texts = [...typed, ...[...cookies, ...headers, ...localStorage].map(({ value }) => value)];
  const values = texts.filter((text) => typeof text !== 'string').map((text) => valueOf(text, env));
  if (basicAuth !== null) values.push(valueOf(basicAuth.password, env), basicAuthorization(basicAuth, env).slice(6));
  return values.filter((value) => value !== '');
}

/** No shorter text that the probe takes from a page has been cut off by it. */
const SHORTEST_CUT = 60;

/** Keeps a visitor's secrets out of whatever leaves the lab, those that are too short for `redact` too. */
export class VisitRedactor {
  readonly #redactor: Redactor;

  constructor(secrets: readonly string[]) {
    this.#redactor = new Redactor(secrets);
  }

  readonly text = (text: string): string => redact(this.#redactor.text(text));

  /** The results of a visit without secrets. It runs before any text is cut or becomes part of another. */
  measured<Found extends { readonly deployUrl: string }>(found: Found): Found {
    return this.#redactor.isIdle ? found : { ...this.#deep(found, this.#cutText), deployUrl: found.deployUrl };
  }

  readonly #cutText = (text: string): string =>
    text.length < SHORTEST_CUT ? this.text(text) : redact(this.#redactor.cutText(text));

  /** An outcome with every text that a page had a part in cleaned. */
  outcome(outcome: VisitOutcome): VisitOutcome {
    if (this.#redactor.isIdle) return outcome;
    if (outcome.status === 'failed') return { ...outcome, reason: this.text(outcome.reason) };
    const readings = Object.entries(outcome.readings).flatMap(([metric, reading]) =>
      reading === undefined ? [] : [[metric, this.#reading(reading)]],
    );
    return {
      ...outcome,
      readings: Object.fromEntries(readings) as typeof outcome.readings,
      evidence: this.#deep(outcome.evidence, this.text),
    };
  }

  #reading(reading: Reading): Reading {
    return reading.status === 'unmeasured' ? reading : { ...reading, breakdown: this.#breakdown(reading.breakdown) };
  }

  #breakdown(node: Breakdown): Breakdown {
    const id = isOwnId(node.id) ? node.id : this.text(node.id);
    return { ...node, id, parts: node.parts.map((part) => this.#breakdown(part)) };
  }

  #deep<Value>(value: Value, clean: (text: string) => string): Value {
    if (typeof value === 'string') return clean(value) as Value;
    if (Array.isArray(value)) return value.map((item: unknown) => this.#deep(item, clean)) as Value;
    if (value instanceof Map) return new Map(this.#deep([...(value as Map<unknown, unknown>)], clean)) as Value;
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, this.#deep(item as unknown, clean)]),
    ) as Value;
  }
}
