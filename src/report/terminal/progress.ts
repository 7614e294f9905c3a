import cliProgress, { type MultiBar, type Options, type SingleBar } from 'cli-progress';

import type { Progress } from '../../model/progress.ts';
import { inText, prose } from '../words/phrase.ts';
import { redact } from '../../text/redactor.ts';

/** Progress that may hold the terminal; `stop` gives it back, and may be called again. */
export interface TerminalProgress extends Progress {
  readonly stop: () => void;
}

/** Bars that are overwritten as visits are made, or plain lines for logs. */
export function terminalProgress(stream: NodeJS.WritableStream, interactive: boolean): TerminalProgress {
  return cleaned(interactive ? barProgress(stream) : lineProgress(stream));
}

function clean(text: string): string {
  return inText([prose(redact(text))]);
}

/** Pages and configurations have their words in what is said: none may steer the terminal. */
function cleaned(progress: TerminalProgress): TerminalProgress {
  return {
    stop: progress.stop,
    line: (text) => progress.line(clean(text)),
    begin: (campaign, visits) => progress.begin(clean(campaign), visits),
    advance: (campaign) => progress.advance(clean(campaign)),
    look: (campaign, text) => progress.look(clean(campaign), clean(text)),
    end: (campaign, note) => progress.end(clean(campaign), clean(note)),
  };
}

const BAR_OPTIONS: Options = {
  format: '{campaign}  {bar}  {value}/{total} visits to the next look',
  barCompleteChar: '█',
  barIncompleteChar: '░',
  barsize: 24,
  hideCursor: true,
  clearOnComplete: true,
};

/** A bar per running campaign, at the bottom, until its next look; what is said in between stays above it. */
function barProgress(stream: NodeJS.WritableStream): TerminalProgress {
  const bars = new Map<string, SingleBar>();
  let multi: MultiBar | undefined;
  const line = (text: string): void => {
    if (multi === undefined) stream.write(`${text}\n`);
    else multi.log(`${text}\n`);
  };
  const stop = (): void => {
    multi?.update(); // writes the lines that wait above the bars
    multi?.stop();
    multi = undefined;
    bars.clear();
  };
  return {
    line,
    stop,
    begin: (campaign, visits) => {
      multi ??= new cliProgress.MultiBar({ ...BAR_OPTIONS, stream });
      const bar = bars.get(campaign) ?? multi.create(visits, 0, { campaign });
      bars.set(campaign, bar);
      bar.setTotal(visits);
      bar.update(0);
    },
    advance: (campaign) => {
      const bar = bars.get(campaign);
      // A block that is replaced has visits of its own: the bar waits for them.
      if (bar !== undefined && bar.getProgress() < 1) bar.increment();
    },
    look: (campaign, text) => line(`${campaign}: ${text}`),
    end: (campaign, note) => {
      const bar = bars.get(campaign);
      if (bar !== undefined && bars.size > 1) multi?.remove(bar);
      else if (bar !== undefined) stop();
      bars.delete(campaign);
      line(`${campaign}: ${note}`);
    },
  };
}

/** A line at each look, and one at the end. */
function lineProgress(stream: NodeJS.WritableStream): TerminalProgress {
  const line = (text: string): void => void stream.write(`${text}\n`);
  return {
    line,
    stop: () => {},
    begin: () => undefined,
    advance: () => undefined,
    look: (campaign, text) => line(`${campaign}: ${text}`),
    end: (campaign, note) => line(`${campaign}: ${note}`),
  };
}
