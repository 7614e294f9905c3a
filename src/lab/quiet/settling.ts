import type { Metric } from '../../model/metric.ts';
import type { LearntSettle } from '../../model/sample.ts';
import { DEFAULT_SETTLE_MS } from '../visit/limits.ts';
import type { Lull } from './lull.ts';
import type { Beside, QuietWatch } from './quiet-watch.ts';
import { longest } from './timeline.ts';
import type { UnsettledPage } from './unsettled-page.ts';

/** Per metric, what may still change it after the visit, or null. */
export type Open = Readonly<Record<Metric, string | null>>;

/** How a visit ends. */
export interface VisitEnd {
  /** With the last page's quiet: no script comes after that, or after which it must be quiet again. */
  readonly endsWithPage: boolean;
  /** What to do in the lull of a quiet; `isEnd`: of the last one of the visit. */
  readonly lull: (isEnd: boolean) => Lull | null;
  /** Does the watching of a page that is learnt from. */
  readonly beside: Beside;
}

/** Lets the page of a visit settle, by the settle window of its route, and keeps what it found. */
export class Settling {
  readonly #quiet: Pick<QuietWatch, 'settled' | 'learn'>;
  readonly #settle: number | 'learn';
  readonly #end: VisitEnd;
  readonly #learnt: LearntSettle[] = [];
  #page: UnsettledPage | null = null;
  #script: UnsettledPage | null = null;
  #wasUnsettled = false;

  /** `settle`: the settle window, ms; `learn`: the page is watched, to find out which it needs. */
  constructor(quiet: Pick<QuietWatch, 'settled' | 'learn'>, settle: number | 'learn', end: VisitEnd) {
    this.#quiet = quiet;
    this.#settle = settle;
    this.#end = end;
  }

  /**
   * The page that is measured from now on has loaded: resolves when it is done, or at the limit. `isLast`: no other page
   * comes after it; only such a one is watched.
   */
  async page(isLast: boolean): Promise<void> {
    this.#script = null;
    this.#page =
      isLast || this.#settle !== 'learn'
        ? await this.#settled(isLast && this.#end.endsWithPage)
        : await this.#quiet.settled(DEFAULT_SETTLE_MS);
    this.#wasUnsettled ||= this.#page !== null;
  }

  /** The route's script has ended: the same quiet again, because what it did may still move the page. */
  async script(): Promise<void> {
    this.#script = await this.#settled(true);
    this.#wasUnsettled ||= this.#script !== null;
  }

  /** `endsLcp`: whether the script did what ends LCP, input or scrolling. */
  open(endsLcp: boolean): Open {
    const after = this.#script;
    return {
      lcp: this.#page?.lcp ?? (endsLcp ? null : (after?.lcp ?? null)),
      inp: null, // each input is followed to its next paint
      cls: this.#page?.cls ?? after?.cls ?? null,
      fcp: null, // no later paint is the first
      bytes: this.#page?.bytes ?? after?.bytes ?? null,
    };
  }

  /** Whether any page of the visit was still busy at the limit, those before the measured one included. */
  get wasUnsettled(): boolean {
    return this.#wasUnsettled;
  }

  /** What a reader must know. */
  notes(): string[] {
    return [...new Set([this.#page?.note, this.#script?.note].filter((note) => note !== undefined))];
  }

  /** The settle window that the page needs; null if it was not to be learnt. */
  get learnt(): LearntSettle | null {
    return this.#learnt.length === 0 ? null : longest(this.#learnt);
  }

  async #settled(isEnd: boolean): Promise<UnsettledPage | null> {
    if (this.#settle !== 'learn') return this.#quiet.settled(this.#settle, this.#end.lull(isEnd));
    const { unsettled, learnt } = await this.#quiet.learn(isEnd, this.#end.beside);
    this.#learnt.push(learnt);
    return unsettled;
  }
}
