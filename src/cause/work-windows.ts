import type { Work } from '../model/diagnosis.ts';
import type { CauseId } from '../model/cause.ts';
import type { Context, Finding } from './finding.ts';
import { heldUp } from './blocking.ts';
import type { SeenVisit } from './seen-visit.ts';

/** A stretch of time that work is recorded of. */
export interface Window {
  readonly name: string;
  readonly workOf: (seen: SeenVisit) => Work | null;
  readonly phases: Finding['phases'];
  /** What a script of the page's own that takes longer in it is called; before a paint it need not block rendering. */
  readonly ownScript: CauseId;
  /** Below which a function is not told apart from its script: before a paint many scripts run once. */
  readonly isByFile: boolean;
}

const INTERACTION = [
  { part: 'inputDelay', id: 'input-delay', ownScript: 'long-task-before-input' },
  { part: 'processing', id: 'processing-duration', ownScript: 'slow-handler' },
  { part: 'presentation', id: 'presentation-delay', ownScript: 'slow-frame-callback' },
] as const;

/** Where the main thread's work can make a metric worse; none for metrics that do not wait for it. */
export function windowsOf(context: Context): Window[] {
  if (context.metric === 'inp')
    return INTERACTION.map(({ part, id, ownScript }) => ({
      name: id,
      workOf: ({ visit }) => visit.interaction?.[part].work ?? null,
      phases: [['inp', id]],
      ownScript,
      isByFile: false,
    }));
  if (context.metric !== 'lcp' && context.metric !== 'fcp') return [];
  return [
    {
      name: 'loading',
      workOf: (seen) => workBeforePaint(seen, context.metric),
      phases: heldUp(context),
      ownScript: 'render-blocking-script',
      isByFile: true,
    },
  ];
}

/** What runs after the first paint cannot hold it up. */
export function workBeforePaint({ visit }: SeenVisit, metric: Context['metric']): Work | null {
  return metric === 'fcp' ? (visit.firstPaint ?? null) : visit.loading;
}
