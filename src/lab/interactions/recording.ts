import type { Step } from '@puppeteer/replay';

import { causeOf } from '../../errors.ts';
import { isRecordedInput } from '../../model/input.ts';
import type { Interaction, RecordedStep } from '../../model/route.ts';
import { VisitFailure } from '../visit-failure.ts';
import type { Stage } from './stage.ts';

/** Plays a recording of the DevTools Recorder through our page. Throws VisitFailure. */
export async function replay(
  stage: Stage,
  { file, steps }: Extract<Interaction, { action: 'recording' }>,
): Promise<void> {
  const { createRunner, PuppeteerRunnerExtension } = await import('@puppeteer/replay');
  const { page } = stage;
  const player = new PuppeteerRunnerExtension(page.browser(), page, { timeout: page.getDefaultTimeout() });
  const runner = await createRunner(player);
  for (const [index, step] of steps.entries()) {
    const play = async (): Promise<void> =>
      step.type === 'navigate' ? stage.navigate(pathOf(step)) : runner.runStep(step as unknown as Step);
    try {
      await (isRecordedInput(step) ? stage.input(play) : play());
    } catch (error) {
      if (error instanceof VisitFailure) throw error;
      const what = `step ${index + 1} (${step.type}) of what ${file} plays: ${causeOf(error)}`;
      throw new VisitFailure('interaction-failed', what, { cause: error });
    }
  }
}

/** The recording's own origin is not the deploy's. */
function pathOf(step: RecordedStep): string {
  const url = 'url' in step && typeof step.url === 'string' ? URL.parse(step.url) : null;
  return url === null ? '/' : url.pathname + url.search;
}
