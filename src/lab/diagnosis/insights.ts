import type { TraceInsight } from '../../model/diagnosis.ts';

type Engine = typeof import('lighthouse/core/lib/trace-engine.js');
type Events = Parameters<InstanceType<Engine['TraceProcessor']>['parse']>[0];

/** An insight as far as it is looked at: each is a type of its own. */
interface Insight {
  readonly state: TraceInsight['state'];
  readonly metricSavings?: { readonly FCP?: number | null; readonly LCP?: number | null; readonly INP?: number | null };
  readonly wastedBytes?: number;
}

/**
 * What the trace engine of Chrome's Performance panel, which Lighthouse brings along, says of a page. Empty where it cannot
 * read the trace: it is a second opinion.
 *
 * @param lines a trace, an event each
 * @param navigation Chrome's id of the page's navigation
 */
export async function insightsIn(lines: readonly string[], navigation: string): Promise<TraceInsight[]> {
  // It is large, and few visits are diagnostic.
  const { TraceProcessor, TraceHandlers, Helpers } = await import('lighthouse/core/lib/trace-engine.js');
  const events = lines.flatMap(eventOf) as unknown as Events;
  try {
    Helpers.SyntheticEvents.SyntheticEventsManager.createAndActivate(events);
    const processor = new TraceProcessor(TraceHandlers);
    // The network is the shaper's: what the trace saw of it is what a mend would meet.
    await processor.parse(events, { lanternSettings: { throttlingMethod: 'provided' } });
    const sets = [...(processor.insights?.values() ?? [])];
    const own = sets.find((set) => set.navigation?.args.data?.navigationId === navigation);
    return Object.entries(own?.model ?? {}).map(([id, insight]) => insightOf(id, insight as Insight));
  } catch {
    return [];
  }
}

/** None for the lines around the events: the beginning of the list, and what Chrome says of itself after it. */
function eventOf(line: string): unknown[] {
  try {
    const event: unknown = JSON.parse(line.replace(/,\s*$/, ''));
    return typeof event === 'object' && event !== null && 'ph' in event ? [event] : [];
  } catch {
    return [];
  }
}

function insightOf(id: string, { state, metricSavings = {}, wastedBytes }: Insight): TraceInsight {
  const { FCP, LCP, INP } = metricSavings;
  return {
    id,
    state,
    savedMs: { fcp: amount(FCP), lcp: amount(LCP), inp: amount(INP) },
    wastedBytes: amount(wastedBytes),
  };
}

function amount(value: number | null | undefined): number | null {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null;
}
