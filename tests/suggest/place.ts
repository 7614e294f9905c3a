import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { formatError, GateError } from '../../src/errors.ts';
import type { SuggestOptions, SuggestPlace } from '../../src/suggest/options.ts';
import { suggestBudgets } from '../../src/suggest/suggest.ts';

export const CONFIG = `# The shop.
deploys: { head: { url: "https://shop.example" } }
routes:
  - name: home
    path: /     # the start page
  - name: cart
    path: /cart
    interactions: [{ click: "#buy" }]
budgets:
  # agreed in spring
  lcp: { max: 2500 ms, max-increase: [ 5 %, 50 ms ], enforce: warn }
`;
export const FIXTURES = path.resolve(import.meta.dirname, 'fixtures');
const NOTHING: SuggestOptions = { config: 'vitals-gate.yml', from: null, crux: null, field: false, write: false };

/** A folder with a configuration, in which the command runs; gone when it is disposed. */
export function placeWith(config: string | null = CONFIG) {
  const folder = mkdtempSync(path.join(tmpdir(), 'suggest-'));
  const file = path.join(folder, 'vitals-gate.yml');
  if (config !== null) writeFileSync(file, config);
  return {
    folder,
    read: () => readFileSync(file, 'utf8'),
    write: (text: string) => writeFileSync(file, text),
    suggest: async (options: Partial<SuggestOptions>, place: Partial<SuggestPlace> = {}) => {
      let told = '';
      await suggestBudgets(
        { ...NOTHING, ...options },
        {
          cwd: folder,
          env: {},
          now: new Date('2026-11-27T00:00:00Z'),
          ask: null,
          readInput: () => Promise.reject(new Error('standard input was read')),
          tell: (text) => void (told += text),
          ...place,
        },
      );
      return told;
    },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The block that a user reads, and the exit code. */
export async function refusal(run: Promise<unknown>): Promise<{ block: string; exitCode: number }> {
  const error: unknown = await run.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof GateError)) throw new Error('not refused', { cause: error });
  return { block: formatError(error), exitCode: error.exitCode };
}
