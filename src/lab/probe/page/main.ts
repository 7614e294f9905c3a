import { caughtUp, wasRestored } from './guard.ts';

import { watchEvents } from '../../../readings/page/events.ts';
import { watchLongFrames } from '../../../readings/page/long-frames.ts';
import type { InteractionContext } from '../../../readings/page/read.ts';
import { selectorOf } from '../../../readings/page/selector.ts';
import { clsFacts } from '../../../readings/page/shifts.ts';
import type { Facts } from '../facts.ts';
import { frames, reported, trackInteractions } from './interactions.ts';
import { pointOf } from './point-of.ts';
import { fcpFacts, inpFacts, lcpFacts, navigationFacts } from './read.ts';
import { bodySizes, keepResources } from './resources.ts';
import { watchSoftNavigations } from './soft-navigation.ts';
import { pendingVideo, watchVideos } from './videos.ts';
import { RESOURCE_BUFFER, watchFirstPaint, watchLoad } from './vitals.ts';

/** The only message that the probe sends unasked: the page is still working. */
declare const vitalsGateActivity: ((what: string) => void) | undefined;

function active(what: string): void {
  if (typeof vitalsGateActivity === 'function') vitalsGateActivity(what);
}

const onChange = (metric: 'lcp' | 'cls'): void => active(metric);

/** Events and long frames kept: more than the interactions of any script have. */
const MAX_EVENTS = 5000;
const MAX_FRAMES = 1000;

const NAVIGATION_STEP = -1;

function start(): void {
  performance.setResourceTimingBufferSize(RESOURCE_BUFFER);
  keepResources(RESOURCE_BUFFER);
  const longFrames = watchLongFrames(MAX_FRAMES);
  const interactions = trackInteractions(longFrames);
  const context: InteractionContext = {
    processedBetween: watchEvents(MAX_EVENTS),
    scriptsBetween: longFrames.scriptsBetween,
  };
  const load = watchLoad(onChange, interactions.isLate);
  const soft = watchSoftNavigations(onChange, interactions.isLate);
  watchFirstPaint(() => active('paint'));
  watchVideos(() => active('video'));
  new PerformanceObserver((list) => {
    if ((list.getEntries() as LayoutShift[]).some(({ hadRecentInput }) => !hadRecentInput)) active('shift');
  }).observe({ type: 'layout-shift', buffered: true });
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) {
      const beganMsAgo = performance.now() - startTime;
      active(`long task ${beganMsAgo.toFixed(1)} ${Math.max(0, beganMsAgo - duration).toFixed(1)}`);
    }
  }).observe({ type: 'longtask', buffered: true });

  const collect = (): Facts => {
    const navigation = soft.current();
    const { fcp, lcp, inp, cls } = navigation?.vitals ?? load;
    return {
      navigation: navigationFacts(),
      softStart: navigation?.startTime ?? null,
      restored: wasRestored(),
      fcp: fcp && fcpFacts(fcp, navigation?.startTime ?? 0),
      lcp: lcp && lcpFacts(lcp),
      inp: inp && inpFacts(inp, context, interactions.stepAt),
      cls: cls && clsFacts(cls),
      interactionsSeen: interactions.seenSince(navigation?.settledAt ?? 0),
      untimedMs: interactions.untimedSince(navigation?.settledAt ?? 0),
      interactionMs: interactions.totalMs(),
      loadMs: load.lcp?.value ?? 0,
    };
  };

  Object.assign(globalThis, {
    vitalsGate: {
      // web-vitals reports its first CLS a task after the first paint, which a busy page puts off.
      async collect() {
        await caughtUp();
        return collect();
      },
      beginStep: interactions.beginStep,
      afterPaint: interactions.afterPaint,
      painted: () => frames(1),
      reported,
      softSupported: soft.supported,
      beginSoft() {
        // Not a step whose time to the next paint counts: the soft navigation's LCP has it.
        interactions.beginStep(NAVIGATION_STEP);
        soft.begin();
      },
      softArrived: soft.arrived,
      settleSoft: soft.settle,
      pendingVideo,
      pointOf,
      bodySizes,
      selectorOf,
    },
  });
}

// Metrics belong to the top frame; the script also runs in every frame below it.
if (globalThis.top === globalThis.self) start();
