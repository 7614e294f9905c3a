import type { Answer } from '../model/answers.ts';
import type { Side } from '../model/deploy.ts';
import type { Identity, MeasuredBecause } from '../model/identity.ts';

/** Why a route is measured after all. */
export type Measured = Extract<Identity, { kind: 'measured' }>;

interface About {
  readonly url?: string | null;
  readonly side?: Side | null;
  readonly what?: string | null;
}

/** As long as a record takes them. */
const LONGEST_URL = 2100;
const LONGEST_WHAT = 300;

export function measured(because: MeasuredBecause, { url = null, side = null, what = null }: About = {}): Measured {
  return {
    kind: 'measured',
    because,
    url: url?.slice(0, LONGEST_URL) ?? null,
    side,
    what: what?.slice(0, LONGEST_WHAT) ?? null,
  };
}

/** The same of a single response. */
export function measuredFor(
  because: MeasuredBecause,
  { shownUrl }: Pick<Answer, 'shownUrl'>,
  about: Omit<About, 'url'> = {},
): Measured {
  return measured(because, { ...about, url: shownUrl });
}
