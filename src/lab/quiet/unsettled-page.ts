import { WORDS } from './page-event.ts';

/** A page that was not done at the limit. */
export interface UnsettledPage {
  /** A sentence for a reader. */
  readonly note: string;
  /** Per metric, what may still change it, or null. */
  readonly lcp: string | null;
  readonly cls: string | null;
  readonly bytes: string | null;
}

/** What is known of a page at the limit. */
export interface Unquiet {
  /** The limit within which it painted nothing, ms; null if it painted. */
  readonly unpaintedMs: number | null;
  /** The requests in flight. */
  readonly pending: readonly string[];
  /** The first of those whose answers may paint. */
  readonly mayPaint: string | undefined;
  /** The video whose first frame is awaited. */
  readonly video: string | null;
  /** Whether LCP, or CLS, changed in the settle window. */
  readonly hasNewLcp: boolean;
  readonly hasOpenCls: boolean;
  /** What happened last. */
  readonly last: string;
}

/** What kept a page from being done, in words. */
export function unsettledPage(of: Unquiet): UnsettledPage {
  const [first, ...more] = of.pending;
  const video = of.video === null ? null : `the first frame of ${of.video}`;
  const request =
    first === undefined ? null : `a request for ${first}${more.length === 0 ? '' : ` and ${more.length} more`}`;
  const held = of.mayPaint === undefined ? video : `a request for ${of.mayPaint}`;
  if (of.unpaintedMs !== null)
    return {
      note: `The page painted nothing within ${of.unpaintedMs / 1000} s.`,
      lcp: null,
      cls: null,
      bytes: request,
    };
  const note = `The page never became quiet: ${request ?? video ?? of.last}.`;
  return {
    note,
    lcp: held ?? (of.hasNewLcp ? WORDS.lcp : null),
    cls: held ?? (of.hasOpenCls ? WORDS.shift : null),
    bytes: request ?? held,
  };
}
