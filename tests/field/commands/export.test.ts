import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';

import { ended, line, site, views, type Site } from './site.ts';

let here: Site;
afterEach(() => here.remove());

async function exported(beacons: string): Promise<{ exitCode: number; stderr: string; text: string }> {
  here = await site('field: { beacons: "field/**/*.ndjson" }\n');
  await here.write('field/1.ndjson', beacons);
  const file = path.join(here.folder, 'out.jsonl');
  const { exitCode, stderr } = await here.run('field', 'export', '--otlp', file);
  return { exitCode, stderr, text: await readFile(file, 'utf8') };
}

test('every view that ended is exported once, in messages of at most a thousand events', async () => {
  // A query answers 5,000 views.
  const ends = Array.from({ length: 5200 }, (_, view) => ended(view, 1000 + view)).join('');
  const { exitCode, stderr, text } = await exported(ends + ended(3, 1003) + line('start', 9000));
  expect([exitCode, stderr]).toEqual([0, expect.stringMatching(/out\.jsonl: 5200 events of 5200 page views\.\n$/)]);
  const ids = text
    .trimEnd()
    .split('\n')
    .flatMap((message) => {
      const [{ scopeLogs }] = (
        JSON.parse(message) as {
          resourceLogs: [
            { scopeLogs: [{ logRecords: { attributes: { key: string; value: { stringValue: string } }[] }[] }] },
          ];
        }
      ).resourceLogs;
      const { logRecords } = scopeLogs[0];
      expect(logRecords.length).toBeLessThanOrEqual(1000);
      return logRecords.map(
        ({ attributes }) => attributes.find(({ key }) => key === 'browser.web_vital.id')?.value.stringValue,
      );
    });
  expect(new Set(ids).size).toBe(5200);
  expect(ids).toHaveLength(5200);
  expect(ids).toContain('v5199-lcp');
});

test('the layers of a view are parts of its request', async () => {
  const timed = ended(1, 1000, { serverTiming: [{ name: 'db.main', dur: 20 }] });
  expect((await exported(timed)).text).toContain(
    '{"key":"vitals_gate.lcp.ttfb.request.\\"db.main\\"","value":{"doubleValue":20}}',
  );
});

test('the service has the name that it is given; a window without ended views is exit code 3', async () => {
  await exported(views(2, 1000));
  const file = path.join(here.folder, 'out.jsonl');
  await here.run('field', 'export', '--otlp', file, '--service', 'shop');
  expect(await readFile(file, 'utf8')).toContain('{"key":"service.name","value":{"stringValue":"shop"}}');
  const none = await here.run('field', 'export', '--otlp', file, '--until', '2020-01-01');
  expect([none.exitCode, none.stderr]).toEqual([3, expect.stringContaining('0 events of 0 page views.')]);
});

test('a file that cannot be written is an error with its name', async () => {
  here = await site('field: { beacons: "field/**/*.ndjson" }\n');
  await here.write('field/1.ndjson', views(1, 1000));
  const { exitCode, stderr } = await here.run('field', 'export', '--otlp', path.join(here.folder, 'none/out.jsonl'));
  expect([exitCode, stderr]).toEqual([
    3,
    expect.stringMatching(/^error: .*none\/out\.jsonl could not be written: ENOENT/),
  ]);
});
