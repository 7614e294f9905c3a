import { causeOf } from '../errors.ts';

/** What Lighthouse and Puppeteer say when a browser or page goes away under them. */
const STRAY = /LighthouseError|TargetCloseError|ProtocolError|Session closed|Target closed|detached|Connection closed/;

/**
 * Lighthouse polls the page from its own timers. When the page goes away (a time limit, Ctrl-C, a Chrome that died)
 * those polls reject unhandled, possibly seconds later. That would end the process with a stack trace and exit code 1,
 * "a budget is broken". From here on such errors are ignored; any other still ends the process.
 */
export function ignoreStrayErrors(): void {
  if (process.listeners('unhandledRejection').includes(onStray)) return;
  process.on('unhandledRejection', onStray);
  process.on('uncaughtException', onStray);
}

function onStray(thrown: unknown): void {
  const text =
    thrown instanceof Error ? `${thrown.name} ${thrown.message} ${causeOf(thrown.cause ?? '')}` : String(thrown);
  if (STRAY.test(text)) return;
  process.stderr.write(`internal error: ${thrown instanceof Error ? thrown.message : String(thrown)}\n`);
  process.exit(3);
}
