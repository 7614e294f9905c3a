import { createHash } from 'node:crypto';

import type { CDPSession, Protocol } from 'puppeteer';

import type { DiagnosticVisit } from '../../model/diagnosis.ts';
import { lookedAt, type Cleaner } from './cleaner.ts';
import { isOfPage } from './places.ts';

const MOST_SCRIPTS = 500;
/** The longest text that is kept, and all that are, characters. */
const LONGEST_TEXT = 8_000_000;
const MOST_TEXT = 32_000_000;
/** A source map may be in the script itself; the text has it then. */
const LONGEST_MAP_URL = 4000;

/** What is kept of the event of a script: the whole one has the source map where that is in its URL. */
type Parsed = Pick<
  Protocol.Debugger.ScriptParsedEvent,
  'scriptId' | 'url' | 'startLine' | 'startColumn' | 'length' | 'hash' | 'sourceMapURL'
>;
type Script = DiagnosticVisit['scripts'][number];

/** What scripts are read with. */
interface Reading {
  readonly origin: string;
  readonly clean: Cleaner;
  /** Takes secrets out of a text. */
  readonly redact: (text: string) => string;
  /** How long a script took to compile, by its id or its URL, ms. */
  readonly compileMs: (key: string) => number;
  /** Of the main document: its HTML, in which the places of inline scripts are. */
  readonly documentId: string | null;
}

/** The scripts that ran in the document that a page shows. */
export class Scripts {
  readonly #session: CDPSession;
  #parsed: Parsed[] = [];

  constructor(session: CDPSession, mainFrame: string) {
    this.#session = session;
    session.on('Debugger.scriptParsed', (script) => {
      const { isDefault = true } = (script.executionContextAuxData ?? {}) as { isDefault?: boolean };
      if (isDefault && isOfPage(script.url) && this.#parsed.length < 2 * MOST_SCRIPTS)
        this.#parsed.push(keptOf(script));
    });
    session.on('Page.frameNavigated', ({ frame }) => {
      if (frame.id === mainFrame) this.#parsed = [];
    });
  }

  /** Null where it is not of the document that the page shows. */
  urlOf(scriptId: string): string | null {
    return this.#parsed.find((script) => script.scriptId === scriptId)?.url ?? null;
  }

  /** Every script once, by its URL and text; the inline ones of a document are that document. */
  async read(reading: Reading): Promise<{ scripts: Script[]; texts: Map<string, string> }> {
    const texts = new Map<string, string>();
    const scripts = new Map<string, Script>();
    let room = MOST_TEXT;
    for (const { first, compileMs } of this.#files(reading)) {
      if (scripts.size >= MOST_SCRIPTS) break;
      const served = room > 0 && (first.length ?? 0) <= LONGEST_TEXT ? await this.#textOf(first, reading) : null;
      const text = served === null || served.length > Math.min(room, LONGEST_TEXT) ? null : reading.redact(served);
      // Chrome’s own hash of a script is a SHA-256 as well.
      const hash = text === null ? hashOf(first) : createHash('sha256').update(text).digest('hex');
      if (text !== null && !texts.has(hash)) {
        texts.set(hash, text);
        room -= text.length;
      }
      const url = reading.clean.url(first.url);
      const key = `${hash} ${url}`;
      if (scripts.has(key)) continue;
      scripts.set(key, {
        url,
        isSameOrigin: URL.parse(first.url)?.origin === reading.origin,
        sourceMap: sourceMapOf(first, reading.clean),
        bytes: served === null ? (first.length ?? 0) : Buffer.byteLength(served),
        hash,
        compileMs,
      });
    }
    return { scripts: [...scripts.values()], texts };
  }

  /** Scripts that are files of their own, and one for all that are in the same document. */
  #files({ compileMs }: Reading): { first: Parsed; compileMs: number }[] {
    const files = new Map<string, { first: Parsed; compileMs: number }>();
    for (const script of this.#parsed) {
      const key = isInline(script) ? script.url : script.scriptId;
      const known = files.get(key);
      const ms = (known?.compileMs ?? 0) + compileMs(script.scriptId);
      files.set(key, { first: known?.first ?? script, compileMs: ms });
    }
    return [...files.values()];
  }

  /** Null where the browser has not kept it. */
  async #textOf(script: Parsed, { documentId }: Reading): Promise<string | null> {
    try {
      if (!isInline(script)) {
        const { scriptSource } = await this.#session.send('Debugger.getScriptSource', { scriptId: script.scriptId });
        return scriptSource;
      }
      if (documentId === null) return null;
      const { body } = await this.#session.send('Network.getResponseBody', { requestId: documentId });
      return body;
    } catch {
      return null;
    }
  }
}

function keptOf(script: Protocol.Debugger.ScriptParsedEvent): Parsed {
  const { scriptId, url, startLine, startColumn, length = 0, hash, sourceMapURL = '' } = script;
  const map = sourceMapURL.startsWith('data:') ? 'data:' : lookedAt(sourceMapURL);
  return { scriptId, url: lookedAt(url), startLine, startColumn, length, hash: lookedAt(hash), sourceMapURL: map };
}

/** Whether it is a part of a document: its lines are those of the document. */
function isInline({ startLine, startColumn }: Parsed): boolean {
  return startLine > 0 || startColumn > 0;
}

function hashOf({ hash, url }: Parsed): string {
  return /^[\da-f]{64}$/.test(hash) ? hash : createHash('sha256').update(url).digest('hex');
}

function sourceMapOf({ sourceMapURL = '' }: Parsed, clean: Cleaner): string | null {
  if (sourceMapURL === '') return null;
  return sourceMapURL.startsWith('data:') ? 'data:' : clean.url(sourceMapURL).slice(0, LONGEST_MAP_URL);
}
