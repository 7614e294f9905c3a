import { closeContext, type TabPlace } from '../browser/tab.ts';
import { openMeasuringTab, type MeasuringTab } from './measuring-tab.ts';

interface PreparedTab {
  readonly place: TabPlace;
  /** Null if it could not be opened: the visit then opens its own, and says why if that fails too. */
  readonly opening: Promise<MeasuringTab | null>;
}

/**
 * Tabs that are opened during the visit before theirs, at most one per lane. Each is a context of its own that has loaded
 * nothing.
 */
export class PreparedTabs {
  readonly #tabs = new Map<number, PreparedTab>();
  readonly #open: (place: TabPlace) => Promise<MeasuringTab>;

  constructor(open = openMeasuringTab) {
    this.#open = open;
  }

  /** Opens a tab in the background, unless the lane has one. */
  prepare(lane: number, place: TabPlace): void {
    if (this.#tabs.has(lane)) return;
    this.#tabs.set(lane, { place, opening: this.#open(place).catch(() => null) });
  }

  /** Resolves when no tab of the lane is being opened. */
  async opened(lane: number): Promise<void> {
    await this.#tabs.get(lane)?.opening;
  }

  /** The lane's tab; null without one that is intact and where it is needed. */
  async take(lane: number, place: TabPlace): Promise<MeasuringTab | null> {
    const prepared = this.#tabs.get(lane);
    if (prepared === undefined) return null;
    if (isSame(prepared.place, place)) {
      this.#tabs.delete(lane);
      const tab = await prepared.opening;
      if (tab === null || isIntact(tab)) return tab;
      await closeContext(tab.context);
      return null;
    }
    await this.discard(lane);
    return null;
  }

  /** Closes the lane's tab. */
  async discard(lane: number): Promise<void> {
    const prepared = this.#tabs.get(lane);
    this.#tabs.delete(lane);
    const tab = (await prepared?.opening) ?? null;
    if (tab !== null) await closeContext(tab.context);
  }
}

function isSame(one: TabPlace, other: TabPlace): boolean {
  return (
    one.browser === other.browser &&
    one.shaper === other.shaper &&
    one.condition === other.condition &&
    one.limits === other.limits
  );
}

function isIntact({ page, crash }: MeasuringTab): boolean {
  return !page.isClosed() && !crash.hasHappened;
}
