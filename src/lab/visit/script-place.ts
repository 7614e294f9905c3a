import type { CDPSession, Protocol } from 'puppeteer';

import type { Place } from '../breakdowns/evidence.ts';

/** The largest script that is looked into, characters. */
const MAX_SCRIPT = 5_000_000;
/** Scripts of one address that are looked into: those of a document. */
const MAX_SCRIPTS = 20;
/** How long a page may take to return its script, ms. The measurement is over by then. */
const WAIT_MS = 2000;

/** A position in a script as the browser reports it: how many characters come before it. */
interface Position {
  readonly sourceUrl: string;
  readonly charPosition: number;
  /** The function's name right before the position; empty if it has none. */
  readonly functionName: string;
}

/**
 * The line and column of a position, from the script's own text; null if unknown, for example an unnamed function in
 * one of several scripts of a document. Call it after the measurement, because a debugged page runs slower.
 */
export async function placeIn(session: CDPSession, position: Position): Promise<Place | null> {
  const { promise: late, resolve } = Promise.withResolvers<null>();
  const timer = setTimeout(() => resolve(null), WAIT_MS);
  try {
    return await Promise.race([lookUp(session, position), late]);
  } catch {
    // A page that is gone, or a script that the browser has let go of.
    return null;
  } finally {
    clearTimeout(timer);
  }
}

async function lookUp(session: CDPSession, { sourceUrl, charPosition, functionName }: Position): Promise<Place | null> {
  if (sourceUrl === '' || charPosition < 0) return null;
  const scripts: Protocol.Debugger.ScriptParsedEvent[] = [];
  const onScript = (script: Protocol.Debugger.ScriptParsedEvent): void => {
    if (script.url === sourceUrl && (script.length ?? 0) > charPosition) scripts.push(script);
  };
  session.on('Debugger.scriptParsed', onScript);
  // Tells of every script that there is before it is answered.
  await session.send('Debugger.enable');
  await session.send('Debugger.setSkipAllPauses', { skip: true });
  session.off('Debugger.scriptParsed', onScript);
  const name = functionName.split('.').at(-1) ?? '';
  const places: Place[] = [];
  for (const script of scripts.filter(({ length = 0 }) => length <= MAX_SCRIPT).slice(0, MAX_SCRIPTS)) {
    const { scriptSource } = await session.send('Debugger.getScriptSource', { scriptId: script.scriptId });
    const isNamed = name !== '' && scriptSource.slice(0, charPosition).endsWith(name);
    if (scripts.length === 1 || isNamed) places.push(placeAt(scriptSource, charPosition, script));
  }
  return places.length === 1 ? (places[0] ?? null) : null;
}

/** Lines and columns from 1, in the file that the text begins in at `startLine` and `startColumn` (from 0). */
export function placeAt(
  text: string,
  position: number,
  { startLine, startColumn }: { readonly startLine: number; readonly startColumn: number },
): Place {
  const before = text.slice(0, position).split(/\r\n|[\n\r\u2028\u2029]/);
  const column = (before.at(-1) ?? '').length + 1;
  return { line: startLine + before.length, column: before.length === 1 ? startColumn + column : column };
}
