import type { Beacon } from '../model/beacon.ts';
import { leaf } from '../model/breakdown.ts';
import type { InpFacts, LcpFacts, LoadTimes, NavigationFacts } from '../readings/facts.ts';
import { inpPhases } from '../readings/inp.ts';
import { lcpReading } from '../readings/lcp.ts';
import { isTooLong } from './body.ts';
import { jsonOf, recordedTimings, recordedTree } from './record.ts';

type Head = Omit<Beacon, 'type' | 'session' | 'state' | 'lcp' | 'inp' | 'cls' | 'serverTiming'>;

/** One page view, and what is known of it so far. */
export interface View {
  readonly head: Head;
  /** When it began, ms since the document's start; null for a load, whose times count from there by themselves. */
  readonly softStart: number | null;
  lcp: LcpFacts | null;
  /** How the resource of its LCP was loaded; null if it has none, or nothing is known of it. */
  lcpLoad: LoadTimes | null;
  inp: InpFacts | null;
  /** Whether there was an interaction; its facts are missing if it was too fast to be timed. */
  hasInput: boolean;
  cls: number | null;
  /** Empty until its start was sent: before that, nothing may be stored. */
  session: string;
  /** The last final that was sent. */
  sent: string;
}

/** Where a record would be too long, it has so many parts at every node: the largest. */
const FEW_PARTS = 8;

export function startLine({ head, session }: View, state: Beacon['state']): string {
  return jsonOf({ ...head, session, type: 'start', state });
}

/**
 * The phases of the metrics. Scripts and elements by name stay on the page: they are the lab's to find, and their names
 * may say something of the visitor.
 *
 * @param navigation what the browser says of the load; null for a view that is not a load, or if it says nothing
 */
export function finalLine(view: View, state: Beacon['state'], navigation: NavigationFacts | null): string {
  const { head, session, lcp, inp, cls, softStart } = view;
  const network = { redirectMs: 0, load: view.lcpLoad };
  const input = { inp, interactionsSeen: view.hasInput ? 1 : 0, untimedMs: 0 };
  const readings = {
    lcp: lcpReading({ lcp, navigation, softStart }, network),
    inp: inpPhases(input, () => []),
  };
  const line = (mostParts?: number): string =>
    jsonOf({
      ...head,
      session,
      type: 'final',
      state,
      lcp: recordedTree(readings.lcp, mostParts),
      inp: recordedTree(readings.inp),
      cls: cls === null ? null : recordedTree({ status: 'measured', breakdown: leaf('cls', cls) }),
      serverTiming: navigation === null ? undefined : recordedTimings(navigation, mostParts),
    });
  const whole = line();
  return isTooLong(whole) ? line(FEW_PARTS) : whole;
}
