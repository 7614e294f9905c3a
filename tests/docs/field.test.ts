import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { site, views, type Site } from '../field/commands/site.ts';

const DOC = readFileSync(path.resolve(import.meta.dirname, '../../docs/field.md'), 'utf8');

/** The site of the page: 300 views of one commit, and 100 of the next, which is slower. */
const CONFIG = `
field: { beacons: "field/**/*.ndjson", deploys: field/deploys.ndjson }
routes: [{ name: product, path: /p }]
budgets: { lcp: { max: 1200 ms }, inp: { max: 200 ms, enforce: warn } }
`;
const DEPLOYS = '{"sha":"3f2a9c1e5d","t":"2026-11-01T09:30:00Z"}\n{"sha":"b81c04d7aa","t":"2026-11-01T15:00:00Z"}\n';

let here: Site;
beforeAll(async () => {
  here = await site(CONFIG);
  await here.write(
    'field/1.ndjson',
    views(300, 900, { sha: '3f2a9c1e5d' }) + views(100, 1150, { sha: 'b81c04d7aa' }, 300),
  );
  await here.write('field/deploys.ndjson', DEPLOYS);
});
afterAll(() => here.remove());

test.each(['check', 'slo', 'deploys'])('the page shows what field %s prints', async (command) => {
  const { stdout } = await here.run('field', command);
  expect(DOC).toContain(`\`\`\`text\n${stdout.trimEnd()}\n\`\`\``);
});
