import { count } from '../../report/words/format.ts';

/** What is known of a campaign at a look. */
export interface LookFacts {
  /** All visits of it so far. */
  readonly visits: number;
  /** The paths of the budgets that are not decided. */
  readonly open: readonly string[];
  /** What a visit has taken so far, ms; null if none has been timed. */
  readonly visitMs: number | null;
  /** Visits until the next look; null after the last. */
  readonly toNext: number | null;
  /** Visits until the last look. */
  readonly toLast: number;
}

const MOST_PATHS = 5;

/** `12 visits; still open: lcp, cls; next look in about 20 s, 2 min 40 s at most` */
export function lookText({ visits, open, visitMs, toNext, toLast }: LookFacts): string {
  const made = count(visits, 'visit');
  if (open.length === 0) return `${made}; everything is decided`;
  const more = open.length > MOST_PATHS ? ` and ${open.length - MOST_PATHS} more` : '';
  const still = `${made}; still open: ${open.slice(0, MOST_PATHS).join(', ')}${more}`;
  if (toNext === null) return `${still}; that was the last look`;
  if (visitMs === null) return `${still}; next look after ${count(toNext, 'more visit')}`;
  const next = spanText(visitMs * toNext);
  return `${still}; next look in about ${next}${toLast > toNext ? `, ${spanText(visitMs * toLast)} at most` : ''}`;
}

/** `40 s`, `2 min 40 s`: to ten seconds, beyond ten of them. */
function spanText(ms: number): string {
  const seconds = ms < 10_000 ? Math.max(1, Math.round(ms / 1000)) : Math.round(ms / 10_000) * 10;
  if (seconds < 60) return `${seconds} s`;
  const rest = seconds % 60;
  return `${Math.floor(seconds / 60)} min${rest === 0 ? '' : ` ${rest} s`}`;
}
