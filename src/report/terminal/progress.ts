import type { LookStanding, Progress } from '../../model/progress.ts';
import { inText, prose } from '../words/phrase.ts';
import { redact } from '../../text/redactor.ts';
import { liveProgress } from './live-progress.ts';
import type { Terminal } from './live-region.ts';

/** Progress that may hold the terminal; `stop` gives it back, and may be called again. */
export interface TerminalProgress extends Progress {
  readonly stop: () => void;
}

/** Lines that are overwritten as visits are made, or plain lines for logs. */
export function terminalProgress(stream: Terminal, interactive: boolean): TerminalProgress {
  return cleaned(interactive ? liveProgress(stream) : lineProgress(stream));
}

function clean(text: string): string {
  return inText([prose(redact(text))]);
}

/** Pages and configurations have their words in what is said: none may steer the terminal. */
function cleaned(progress: TerminalProgress): TerminalProgress {
  return {
    stop: progress.stop,
    line: (text) => progress.line(clean(text)),
    begin: (campaign, visits, blocks) => progress.begin(clean(campaign), visits, blocks),
    advance: (campaign) => progress.advance(clean(campaign)),
    look: (campaign, text, standing) => progress.look(clean(campaign), clean(text), cleanStanding(standing)),
    end: (campaign, note) => progress.end(clean(campaign), clean(note)),
  };
}

/** Budgets may name scripts and elements of a page. */
function cleanStanding(standing: LookStanding): LookStanding {
  const { open, suspected, estimate } = standing;
  const paths = { open: open.map(clean), suspected: suspected.map(clean) };
  return { ...standing, ...paths, estimate: estimate === null ? null : clean(estimate) };
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
