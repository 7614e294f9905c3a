import { METRICS, PHASES, TTFB_PARTS } from '../../model/metric.ts';
import type { Breakdown } from '../../model/breakdown.ts';
import type { Session, Text } from '../../model/session.ts';
import type { Interaction } from '../../model/route.ts';
import type { Reading, VisitOutcome } from '../../model/sample.ts';

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

/** Every secret value that visits of such a session or script may come to know. */
export function secretsOf(
  session: Session | undefined,
  interactions: readonly Interaction[],
  env: Environment,
): string[] {
  const { setup = [], cookies = [], headers = [], localStorage = [], basicAuth = null } = session ?? {};
  const typed = [...setup, ...interactions].flatMap((step) => (step.action === 'type' ? [step.text] : []));
  const texts = [...typed, ...[...cookies, ...headers, ...localStorage].map(({ value }) => value)];
  const values = texts.filter((text) => typeof text !== 'string').map((text) => valueOf(text, env));
  if (basicAuth !== null) values.push(valueOf(basicAuth.password, env), basicAuthorization(basicAuth, env).slice(6));
  return values.filter((value) => value !== '');
}

/** A secret as it may turn up in URLs, headers and markup: raw, URL-encoded, JSON-escaped, in base64 at any offset. */
function formsOf(secret: string): string[] {
  const encoded = encodeURIComponent(secret);
  const lower = encoded.replaceAll(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase());
  const html = secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
  const plain = [secret, encoded, lower, encoded.replaceAll('%20', '+'), JSON.stringify(secret).slice(1, -1), html];
  return [...new Set([...plain, ...base64Forms(secret)])];
}

/**
 * What base64 makes of a secret that stands 0, 1 or 2 bytes after a boundary of three: the digits that no neighbour has
 * a part in. Short secrets leave too few to tell them from chance.
 */
function base64Forms(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return [0, 1, 2].flatMap((offset) => {
    const padded = Buffer.concat([Buffer.alloc(offset), bytes]);
    const digits = padded.toString('base64').replaceAll('=', '');
    const own = digits.slice(Math.ceil((offset * 8) / 6), Math.floor((padded.length * 8) / 6));
    return own.length < 6 ? [] : [own, own.replaceAll('+', '-').replaceAll('/', '_')];
  });
}

const REDACTED = '***';
/** Ids of breakdown nodes that are ours: no page or secret has a part in them. */
const OWN_IDS: ReadonlySet<string> = new Set([
  ...METRICS,
  ...Object.values(PHASES).flat(),
  ...TTFB_PARTS,
  'ttfb',
  'unreported',
  'other',
]);

/** Keeps secrets out of whatever leaves the lab. */
export class Redactor {
  readonly #forms: readonly string[];

  constructor(secrets: readonly string[]) {
    this.#forms = [...new Set(secrets.flatMap(formsOf))].toSorted((a, b) => b.length - a.length);
  }

  readonly text = (text: string): string => {
    let clean = text;
    for (const form of this.#forms) clean = clean.replaceAll(form, REDACTED);
    return clean;
  };

  /** An outcome with every text that a page had a part in cleaned. */
  outcome(outcome: VisitOutcome): VisitOutcome {
    if (this.#forms.length === 0) return outcome;
    if (outcome.status === 'failed') return { ...outcome, reason: this.text(outcome.reason) };
    const { lcp, inp, cls } = outcome.readings;
    const readings = { lcp: this.#reading(lcp), inp: this.#reading(inp), cls: this.#reading(cls) };
    return { ...outcome, readings, evidence: this.#deep(outcome.evidence) };
  }

  #reading(reading: Reading): Reading {
    return reading.status === 'unmeasured' ? reading : { ...reading, breakdown: this.#breakdown(reading.breakdown) };
  }

  #breakdown(node: Breakdown): Breakdown {
    const id = OWN_IDS.has(node.id) ? node.id : this.text(node.id);
    return { ...node, id, parts: node.parts.map((part) => this.#breakdown(part)) };
  }

  #deep<Value>(value: Value): Value {
    if (typeof value === 'string') return this.text(value) as Value;
    if (Array.isArray(value)) return value.map((item: unknown) => this.#deep(item)) as Value;
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.#deep(item as unknown)])) as Value;
  }
}
