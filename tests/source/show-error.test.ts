import { expect, test } from 'vitest';

import { loadConfig } from '../../src/config/load.ts';
import { formatError, GateError } from '../../src/errors.ts';
import { errorWithLines } from '../../src/source/show-error.ts';
import { NO_OVERRIDES, withFile } from '../config/files.ts';

/** What a user reads of a bad configuration, named by its absolute path. */
function shownOf(text: string): Promise<string> {
  return withFile(text, async (folder) => {
    const error: unknown = await loadConfig(`${folder}/vitals-gate.yml`, NO_OVERRIDES).catch(
      (thrown: unknown) => thrown,
    );
    if (!(error instanceof GateError)) throw new Error('no error was thrown');
    return errorWithLines(error).replaceAll(`${folder}/`, '');
  });
}

test('each problem of a configuration has its line', async () => {
  const text = 'deploys: { head: { url: http://h.example } }\nroutes:\n  - name: home\n    pth: /\nsetle: 1 s\n';
  const shown = await shownOf(text);
  expect(shown).toMatch(
    /^vitals-gate\.yml:3:\d+: error: .*\n {2}2 │ routes:\n {2}3 │ {3}- name: home\n {4}│ {5}\^\n {2}→ /,
  );
  expect(shown).toContain('\n  3 │   - name: home\n  4 │     pth: /\n    │     ^\n  → Did you mean "path"?');
  expect(shown).toMatch(
    /\nvitals-gate\.yml:5:1: error: Unknown key "setle".*\n {2}4 │ {5}pth: \/\n {2}5 │ setle: 1 s\n {4}│ \^\n {2}→/,
  );
});

test('ten lines are shown at most', async () => {
  const routes = Array.from({ length: 15 }, (_, index) => `  - { name: r${index}, path: /, wrong: 1 }`);
  const shown = await shownOf(['deploys: { head: { url: http://h.example } }', 'routes:', ...routes, ''].join('\n'));
  expect(shown.match(/error: Unknown key/g)).toHaveLength(15);
  expect(shown.match(/│ +\^/g)).toHaveLength(10);
});

test('a file that is not there, or is named as a whole, shows no line', () => {
  const gone = new GateError('config-invalid', { what: 'It.', todo: 'Do.' }, { where: '/no/such.yml:1:1' });
  expect(errorWithLines(gone)).toBe('/no/such.yml:1:1: error: It.\n  → Do.');
  const device = new GateError('config-invalid', { what: 'It.', todo: 'Do.' }, { where: '/dev/zero:1:1' });
  expect(errorWithLines(device)).toBe(formatError(device));
  const whole = new GateError('no-head', {}, { where: `${import.meta.filename}:1:1` });
  expect(errorWithLines(whole)).toBe(formatError(whole));
});
