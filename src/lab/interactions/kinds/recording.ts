import type { Frame, Page } from 'puppeteer';
import type { Step } from '@puppeteer/replay';

import { causeOf } from '../../../errors.ts';
import { recordedEffect, type RecordedStep } from '../../../model/interaction.ts';
import { VisitFailure } from '../../visit/visit-failure.ts';
import { isOnKeyboard, keyDown, keyUp } from '../keyboard.ts';
import { leftThePage } from '../leaving.ts';
import { change } from '../recorded-change.ts';
import type { Stage } from '../stage.ts';
import type { Performer } from './performer.ts';

/** How often to look whether a document was asked for, ms. */
const LOOK_MS = 50;

/** What more a step can have that concerns us. */
type StepFields = RecordedStep & {
  readonly url?: unknown;
  readonly key?: unknown;
  readonly timeout?: number;
  readonly assertedEvents?: readonly { readonly type: string }[];
};

/** Plays a recording of the DevTools Recorder through our page. Throws VisitFailure. */
export const recording: Performer<'recording'> = async (stage, { file, steps }) => {
  const { createRunner, PuppeteerRunnerExtension } = await import('@puppeteer/replay');
  const { page } = stage;
  const player = new PuppeteerRunnerExtension(page.browser(), page, { timeout: page.getDefaultTimeout() });
  const runner = await createRunner(player);
  const run = (step: RecordedStep): Promise<void> => runner.runStep(step as unknown as Step);
  for (const [index, step] of steps.entries()) {
    try {
      await play(stage, step, run);
      // A key that is down comes up again, whatever its going down has led to.
      if (stage.held() !== null && steps.slice(index + 1).some(({ type }) => type !== 'keyUp'))
        throw leftThePage(stage.held() ?? '');
    } catch (error) {
      const code = error instanceof VisitFailure ? error.code : 'interaction-failed';
      const what = `step ${index + 1} (${step.type}) of what ${file} plays: ${causeOf(error)}`;
      throw new VisitFailure(code, what, { cause: error });
    }
  }
};

type Run = (step: RecordedStep) => Promise<void>;

async function play(stage: Stage, step: StepFields, run: Run): Promise<void> {
  if (step.type === 'navigate') return stage.navigate(pathOf(step));
  const { assertedEvents = [], ...rest } = step;
  const leads = stage.holdsDocuments && assertedEvents.some(({ type }) => type === 'navigation');
  const act = (): Promise<void> => perform(stage, leads ? rest : step, run);
  const input = (): Promise<void> => (recordedEffect(step) === 'input' ? stage.input(act) : act());
  await (leads ? leadingOn(stage, step.timeout ?? stage.page.getDefaultTimeout(), input) : input());
}

function perform(stage: Stage, step: StepFields, run: Run): Promise<void> {
  const { type, key } = step;
  if (type === 'change') return change(stage, step, run);
  if (typeof key !== 'string' || isOnKeyboard(key)) return run(step);
  return type === 'keyDown' ? keyDown(stage, key) : keyUp(stage, key);
}

/**
 * Acts, and waits until the page has navigated as the recording says: within the document, or to another document,
 * whose request is held. (Puppeteer's replayer would wait for it to load.)
 */
async function leadingOn(stage: Stage, timeoutMs: number, act: () => Promise<void>): Promise<void> {
  const { page } = stage;
  const arrival = arrivals(page);
  try {
    await act();
    for (const until = performance.now() + timeoutMs; performance.now() < until;)
      if (stage.held() !== null || (await arrival.within(LOOK_MS))) return;
  } finally {
    arrival.end();
  }
  throw new Error(`it leads to another page in the recording, and to none here within ${timeoutMs / 1000} s`);
}

function arrivals(page: Page): { readonly within: (ms: number) => Promise<boolean>; readonly end: () => void } {
  const { promise, resolve } = Promise.withResolvers<true>();
  const onNavigated = (frame: Frame): void => {
    if (frame === page.mainFrame()) resolve(true);
  };
  page.on('framenavigated', onNavigated);
  return {
    within: async (ms) => {
      const { promise: late, resolve: giveUp } = Promise.withResolvers<false>();
      const timer = setTimeout(() => giveUp(false), ms);
      const arrived = await Promise.race([promise, late]);
      clearTimeout(timer);
      return arrived;
    },
    end: () => void page.off('framenavigated', onNavigated),
  };
}

/** The recording's own origin is not the deploy's. */
function pathOf(step: StepFields): string {
  const url = typeof step.url === 'string' ? URL.parse(step.url) : null;
  return url === null ? '/' : url.pathname + url.search;
}
