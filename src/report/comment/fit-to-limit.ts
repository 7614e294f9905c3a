/** GitHub documents 65,536 characters. We count bytes and leave headroom, because parts of GitHub count bytes. */
export const COMMENT_LIMIT_BYTES = 60_000;

/** How much of the report is written out. Whole blocks go, never a piece of a table or a fold. */
export interface DetailLevel {
  /** Lists and tables show at most this many rows. */
  readonly rows: number;
  /** The phases and the evidence of each route with a problem. */
  readonly routes: boolean;
  readonly insights: boolean;
  /** The table of everything that was compared, and what does not block. */
  readonly overview: boolean;
  /** The waivers to paste. */
  readonly waivers: boolean;
  /** What the comment says is missing; empty if it is complete. */
  readonly missing: string;
}

const NOTHING_FOLDED = { routes: false, insights: false, overview: false, waivers: false };

/** From everything to almost nothing: what explains least goes first. */
const STEPS: readonly DetailLevel[] = [
  { rows: 500, routes: true, insights: true, overview: true, waivers: true, missing: '' },
  { rows: 500, routes: true, insights: true, overview: false, waivers: true, missing: 'what does not block' },
  {
    rows: 500,
    routes: true,
    insights: false,
    overview: false,
    waivers: true,
    missing: 'what does not block, and Lighthouse',
  },
  { rows: 500, ...NOTHING_FOLDED, missing: 'all details' },
  { rows: 100, ...NOTHING_FOLDED, missing: 'all details, and all but the first 100 rows' },
  { rows: 20, ...NOTHING_FOLDED, missing: 'all details, and all but the first 20 rows' },
  { rows: 3, ...NOTHING_FOLDED, missing: 'all details, and all but the first 3 rows' },
  { rows: 0, ...NOTHING_FOLDED, missing: 'every row' },
];

/** The fullest text that fits; the shortest one where none does. */
export function renderWithin(limitBytes: number, compose: (detail: DetailLevel) => string): string {
  let text = '';
  for (const detail of STEPS) {
    text = compose(detail);
    if (Buffer.byteLength(text) <= limitBytes) break;
  }
  return text;
}
