/** As much of a Lighthouse result as is compared. `details` differ per audit and are read with care. */
export interface Lhr {
  readonly mainDocumentUrl?: string;
  readonly audits: Readonly<Record<string, LhrAudit>>;
}

export interface LhrAudit {
  readonly id: string;
  readonly title: string;
  /** 1 passed, 0.5 failed without metric savings, 0 failed; null if Lighthouse does not judge. */
  readonly score: number | null;
  readonly scoreDisplayMode: string;
  readonly displayValue?: string;
  readonly metricSavings?: Readonly<Partial<Record<string, number>>>;
  readonly guidanceLevel?: number;
  readonly details?: unknown;
}

/** One line of an insight's checklist; `label` is Lighthouse's text for how it turned out. */
export interface Check {
  readonly key: string;
  readonly label: string;
  readonly passed: boolean;
}

/** Lighthouse's own threshold between passing and failing (`Util.PASS_THRESHOLD`). */
const PASS_THRESHOLD = 0.9;

export function failed({ score, scoreDisplayMode }: LhrAudit): boolean {
  return scoreDisplayMode !== 'informative' && score !== null && score < PASS_THRESHOLD;
}

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** Every object inside a value, itself included, parents before children. */
function* objectsIn(value: unknown): Generator<Json> {
  if (!isObject(value)) return;
  if (!Array.isArray(value)) yield value;
  for (const child of Object.values(value)) yield* objectsIn(child);
}

/** The lines of the checklists in an audit's details. */
export function checksOf(audit: LhrAudit): readonly Check[] {
  const checks: Check[] = [];
  for (const { type, items } of objectsIn(audit.details)) {
    if (type !== 'checklist' || !isObject(items)) continue;
    for (const [key, item] of Object.entries(items))
      if (isObject(item)) checks.push({ key, label: String(item['label']), passed: item['value'] === true });
  }
  return checks;
}

/** How long the longest chain of a network dependency tree takes, ms; null if the audit has no such tree. */
export function longestChainMs(audit: LhrAudit): number | null {
  for (const { longestChain } of objectsIn(audit.details))
    if (isObject(longestChain) && typeof longestChain['duration'] === 'number') return longestChain['duration'];
  return null;
}

/** The layout shifts that the audit of their culprits counts, as a score; null if it lists none. */
export function shiftScore(audit: LhrAudit): number | null {
  if (audit.id !== 'cls-culprits-insight') return null;
  const scores = [...objectsIn(audit.details)].map(({ score }) => (typeof score === 'number' ? score : 0));
  return Math.max(0, ...scores) || null;
}

/** The URLs and element selectors in an audit's details, in its order and without duplicates. */
export function itemsOf(audit: LhrAudit): readonly string[] {
  const items = new Set<string>();
  for (const { url, type, selector } of objectsIn(audit.details)) {
    if (typeof url === 'string' && /^https?:/.test(url)) items.add(url);
    if (type === 'node' && typeof selector === 'string' && selector !== '') items.add(selector);
  }
  return [...items];
}
