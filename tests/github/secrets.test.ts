import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { say } from '../../src/cli/io.ts';
import { annotationsOf } from '../../src/github/annotations.ts';
import { appendSummary } from '../../src/github/job-summary.ts';
import { logBlock, logLine } from '../../src/github/log.ts';
import { stamped } from '../../src/github/marker.ts';
import { LogFile } from '../../src/record/log.ts';
import { COMMENT_MARKER } from '../../src/report/comment/comment.ts';
import { renderPage } from '../../src/page/document/document.ts';
import { writeReport } from '../../src/report/files/files.ts';
import { terminalProgress } from '../../src/report/terminal/progress.ts';
import { keepSecret } from '../../src/text/redactor.ts';
import * as scenarios from '../report/scenarios.ts';
import { recordsOf } from '../support/recorded.ts';
import { FORMS } from '../support/secret-forms.ts';

let folder: string;
let printed: string[];
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vitals-gate-secrets-'));
  printed = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    printed.push(String(chunk));
    return true;
  });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

const read = (name: string): Promise<string> => readFile(path.join(folder, name), 'utf8');
const logged = (log: (text: string) => void) => (text: string) => {
  printed = [];
  log(text);
  return printed.join('');
};

/** What comes out of each way in which a text leaves the process. */
const CHANNELS: Readonly<Record<string, (text: string) => string | Promise<string>>> = {
  'a line of the log': logged(logLine),
  'a block of the log': logged(logBlock),
  'standard output and error of the command line': logged((text) => say(process.stdout, text)),
  'the progress of the command line': logged((text) => terminalProgress(process.stdout, false).line(text)),
  'an annotation': (text) => JSON.stringify(annotationsOf(scenarios.pass, [text]).warnings),
  'the job summary': async (text) => {
    const file = path.join(folder, 'summary.md');
    await writeFile(file, '');
    await appendSummary(text, { GITHUB_STEP_SUMMARY: file });
    return read('summary.md');
  },
  'the comment': (text) =>
    stamped(`${COMMENT_MARKER}\n${text}`, { key: null, run: { id: 1, attempt: 1 }, state: 'f'.repeat(16) }),
  'the samples': async (text) => {
    const [run] = recordsOf({ routes: [{ name: 'home' }] });
    const log = new LogFile(folder, { ...run, notices: [text], reproduce: text });
    log.append({ type: 'notice', text });
    return read('samples.ndjson');
  },
  'the files of a report': async (text) => {
    const report = { ...scenarios.pass, notices: [text] };
    await writeReport(report, renderPage({ report, samples: [], diagnoses: [] }), folder);
    return (await read('comment.md')) + (await read('junit.xml')) + (await read('result.json'));
  },
};

/** Letters in it, so that what is done to texts for their readers leaves enough of it to be seen. */
const secret = fc
  .string({ unit: fc.constantFrom(...Array.from(`abcXYZ019&<"'/+=%~ä `)), minLength: 10, maxLength: 24 })
  .filter((text) => text.trim() === text && !text.includes('  ') && /[a-z]{3}/i.test(text));

describe('a secret that the process knows does not leave it in', () => {
  it.each(Object.entries(CHANNELS))('%s, in whatever form', async (_, send) => {
    await fc.assert(
      fc.asyncProperty(secret, fc.constantFrom(...Object.values(FORMS)), async (hidden, write) => {
        keepSecret(hidden);
        const written = write(hidden);
        const sent = await send(`before ${written} after`);
        // The backslashes of an escape before its first character are not a part of it.
        expect(sent).toMatch(/before (?:[\\`]|%5C)*\*\*\*[\\`]* after/);
        expect(sent).not.toContain(written);
      }),
      { numRuns: 8 },
    );
  });

  it.each(Object.entries(CHANNELS))('%s, which says what it is told where there is none', async (_, send) => {
    expect(await send('nothing to hide: 100 % of it, https://shop.example/a')).toContain('nothing to hide');
  });
});
