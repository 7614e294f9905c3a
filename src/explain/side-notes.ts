import { stableUrlPath } from '../text/stable-path.ts';
import { nodeAt } from '../model/breakdown.ts';
import type { Campaign } from '../model/campaign.ts';
import type { Side } from '../model/deploy.ts';
import type { Evidence } from '../model/sample.ts';

const MAX_TEXT = 200;

/** What most visits of a side agree on; null if they do not, or it is not known. */
type Typical = string | null;

/**
 * What the two sides do not have in common although they should, where most visits of each side agree on it: a
 * comparison of two elements, two caches or two regions is not one of two builds.
 */
export function sideNotes(campaign: Campaign): string[] {
  if (!campaign.hasBase) return [];
  const base = evidenceOf(campaign, 'base');
  const head = evidenceOf(campaign, 'head');
  const differing = (read: (evidence: Evidence) => string | null): readonly [Typical, Typical] | null => {
    const pair = [typical(base, read), typical(head, read)] as const;
    return pair[0] === pair[1] ? null : pair;
  };
  const names = new Set([...commonHeaders(base), ...commonHeaders(head)]);
  return [...lcpNotes(differing), ...splitNotes(campaign), ...serverNotes(names, differing)];
}

/** A side whose frames were too short to be split has 0 ms in every script: those differences are not what changed. */
function splitNotes(campaign: Campaign): string[] {
  const [base, head] = [isSplit(campaign, 'base'), isSplit(campaign, 'head')];
  if (base === null || head === null || base === head) return [];
  const side = base ? 'head' : 'base';
  return [
    `The frames of the interaction took less than 50 ms on ${side}, which Chrome does not split into scripts: there each script counts as 0 ms, and its time is under other.`,
  ];
}

/** Whether most of a side's interactions that took any processing name the scripts of it; null if none did. */
function isSplit({ blocks }: Campaign, wanted: Side): boolean | null {
  const processed = blocks
    .flatMap(({ visits }) => visits.filter(({ side }) => side === wanted))
    .flatMap(({ outcome: { readings } }) => (readings.inp.status === 'measured' ? [readings.inp.breakdown] : []))
    .map((inp) => nodeAt(inp, ['inp', 'processing-duration']))
    .filter((node) => node !== undefined && node.value > 0);
  const named = processed.filter((node) => node !== undefined && node.parts.length > 0);
  return processed.length === 0 ? null : named.length * 2 > processed.length;
}

type DifferenceReader = (read: (evidence: Evidence) => string | null) => readonly [Typical, Typical] | null;

function lcpNotes(differing: DifferenceReader): string[] {
  const element = differing(({ lcpElement }) => lcpElement);
  if (element !== null && element[0] !== null && element[1] !== null)
    return [`The LCP element differs: ${both(element)}; its phases are not those of one thing.`];
  const notes: string[] = [];
  const url = differing(({ lcpUrl }) => (lcpUrl === null ? null : stableUrlPath(lcpUrl)));
  if (url !== null) notes.push(`The LCP element has another image: ${both(url)}.`);
  const initiator = differing(({ lcpRequest }) => lcpRequest?.initiator ?? null);
  if (initiator !== null && initiator[0] !== null && initiator[1] !== null) {
    const asked = differing(({ lcpRequest }) => (lcpRequest === null ? null : requester(lcpRequest)));
    notes.push(`The LCP image is requested by ${both(asked ?? initiator)}.`);
  }
  return notes;
}

function serverNotes(names: Iterable<string>, differing: DifferenceReader): string[] {
  const notes: string[] = [];
  const protocol = differing((evidence) => evidence.protocol);
  if (protocol !== null) notes.push(`The page is served over another protocol: ${both(protocol)}.`);
  for (const name of names) {
    const values = differing(({ headers }) => headers.find((header) => header.name === name)?.value ?? null);
    if (values !== null)
      notes.push(`The page is served from another cache or region: its header ${name} is ${both(values)}.`);
  }
  return notes;
}

/** The headers that most visits of a side have, because only these have a typical value. */
function commonHeaders(all: readonly Evidence[]): string[] {
  const counts = new Map<string, number>();
  for (const { headers } of all)
    for (const name of new Set(headers.map((header) => header.name))) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].flatMap(([name, count]) => (count * 2 > all.length ? [name] : []));
}

function evidenceOf({ blocks }: Campaign, wanted: Side): Evidence[] {
  return blocks.flatMap(({ visits }) =>
    visits.filter(({ side }) => side === wanted).map(({ outcome }) => outcome.evidence),
  );
}

/** The value of more than half of the visits, missing ones included. */
function typical(all: readonly Evidence[], read: (evidence: Evidence) => string | null): Typical {
  const counts = new Map<Typical, number>();
  for (const evidence of all) {
    const value = read(evidence);
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const [most] = [...counts].toSorted(([, a], [, b]) => b - a);
  return most !== undefined && most[1] * 2 > all.length ? most[0] : null;
}

/** `script /assets/app-*.js:12`. */
function requester({ initiator, url, line }: NonNullable<Evidence['lcpRequest']>): string {
  if (initiator === 'parser') return 'the HTML';
  const place =
    url === null ? '' : ` ${stableUrlPath(url)}${line === null || initiator !== 'script' ? '' : `:${line}`}`;
  return initiator + place;
}

function both([base, head]: readonly [Typical, Typical]): string {
  return `${said(base)} on base, ${said(head)} on head`;
}

function said(value: Typical): string {
  return value === null ? 'none' : value.slice(0, MAX_TEXT);
}
