import { readFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, test } from 'vitest';

import { createCollector } from '../../../src/field/collector/fetch-handler.ts';
import type { CollectorOptions } from '../../../src/field/collector/receiver.ts';
import type { StoreOutcome } from '../../../src/field/collector/store.ts';
import { bodyOf, RECORD, recordOf } from './records.ts';

const SHOP = 'https://shop.example';

interface Sent {
  readonly body?: NonNullable<RequestInit['body']>;
  readonly headers?: Record<string, string>;
  readonly method?: string;
  readonly address?: string;
}

/** A collector, and the lines that it has stored. */
function collectorWith(options: Partial<CollectorOptions> = {}, outcome: StoreOutcome = 'stored') {
  const stored: string[] = [];
  const append = async (lines: readonly string[]): Promise<StoreOutcome> => {
    if (outcome === 'stored') stored.push(...lines);
    return outcome;
  };
  const collect = createCollector({ origins: [SHOP], store: { append }, ...options });
  const send = async ({ body = bodyOf(RECORD), headers = {}, method = 'POST', address = '203.0.113.7' }: Sent = {}) => {
    const init = { method, headers, duplex: 'half' as const, ...(/GET|HEAD|OPTIONS/.test(method) ? {} : { body }) };
    const response = await collect(new Request('https://collector.example/any/path', init), { address });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  return { send, stored };
}

const errorOf = ({ text }: { readonly text: string }): string => (JSON.parse(text) as { error: string }).error;

/** A body that never ends, and how much of it was asked for. */
function endless(): { readonly stream: ReadableStream<Uint8Array>; readonly read: () => number } {
  let read = 0;
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      read += 1024;
      controller.enqueue(new Uint8Array(1024).fill(0x20));
    },
  });
  return { stream, read: () => read };
}

describe('a body is stored', () => {
  test('as its one record', async () => {
    const { send, stored } = collectorWith();
    expect(await send()).toMatchObject({ status: 204, text: '' });
    expect(stored.map((line) => JSON.parse(line) as unknown)).toEqual([RECORD]);
  });

  test('as its records, line by line, with either line break', async () => {
    const { send, stored } = collectorWith();
    await send({ body: `${JSON.stringify(recordOf('a'))}\r\n\n${JSON.stringify(recordOf('b'))}\n` });
    expect(stored.map((line) => (JSON.parse(line) as { view: string }).view)).toEqual(['a', 'b']);
  });

  test.each(['text/plain;charset=UTF-8', 'application/json', 'application/x-ndjson', ''])(
    'whatever its type says: %j',
    async (type) => {
      expect((await collectorWith().send({ headers: { 'content-type': type } })).status).toBe(204);
    },
  );

  test('without what JSON can hide: keys that come twice, spaces, prototypes', async () => {
    const { send, stored } = collectorWith();
    const variant = '"variant":{"__proto__":"x","a":"b"}';
    await send({ body: JSON.stringify(RECORD).replace('{', `{ "view":"first" , ${variant},`) });
    expect(stored[0]).toBe(JSON.stringify(JSON.parse(stored[0] ?? '')));
    expect(stored[0]?.match(/"view"/g)).toHaveLength(1);
    expect(stored[0]).toContain('"variant":{"a":"b"}');
  });
});

describe('a body is refused with 400 and nothing of it is stored', () => {
  const HOSTILE = '<script>alert(1)</script>';
  const deep = `${JSON.stringify(RECORD).slice(0, -1)},"inp":${'{"parts":['.repeat(3000)}${']}'.repeat(3000)}}`;

  test.each<[string, NonNullable<Sent['body']>, string]>([
    ['empty', '', 'the body has no record'],
    ['not JSON', HOSTILE, 'line 1: the record is not JSON'],
    ['half a record', JSON.stringify(RECORD).slice(0, 50), 'line 1: the record is not JSON'],
    ['a list', bodyOf([RECORD]), 'line 1: the record must be an object, not a list: send one record a line'],
    [
      'a list over several lines',
      JSON.stringify([RECORD], null, 2),
      'line 1: the record must be an object, not a list: send one record a line',
    ],
    ['a bad second line', `${bodyOf(RECORD)}\n{}`, 'line 2: type must be "start" or "final"'],
    ['a missing field', bodyOf({ ...RECORD, sha: undefined }), 'line 1: sha must be a string'],
    ['an unknown field', bodyOf({ ...RECORD, [HOSTILE]: 1 }), 'line 1: the record has a field that is not known'],
    [
      'more flags than are believed, whatever their names',
      bodyOf({ ...RECORD, variant: Object.fromEntries(Array.from({ length: 51 }, (_, at) => [`\n${at}`, HOSTILE])) }),
      'line 1: variant must have at most 50 entries',
    ],
    [
      'a bad name',
      bodyOf({ ...RECORD, variant: { [`${HOSTILE}\n`]: 'b' } }),
      'line 1: variant.… has a name that is not',
    ],
    ['a bad variant', bodyOf({ ...RECORD, variant: { [HOSTILE]: 1 } }), 'line 1: variant.… must be a string'],
    ['a bad time', bodyOf({ ...RECORD, t: HOSTILE }), 'line 1: t must be a date and a time with its zone'],
    ['a bad country', bodyOf({ ...RECORD, country: HOSTILE }), 'line 1: country must be a code of two letters'],
    ['a bad state', bodyOf({ ...RECORD, state: HOSTILE }), 'line 1: state must be "fresh" or "stale" or "failed"'],
    [
      'control characters',
      bodyOf({ ...RECORD, route: `a\u0000${HOSTILE}` }),
      'line 1: route must contain only printable characters',
    ],
    ['a long text', bodyOf({ ...RECORD, view: HOSTILE.repeat(9) }), 'line 1: view must have at most 100 characters'],
    ['an empty text', bodyOf({ ...RECORD, view: '' }), 'line 1: view must have at least 1 character'],
    ['1e308', JSON.stringify(RECORD).replaceAll('40', '1e308'), 'line 1: lcp.value must be at most 3600000'],
    [
      'a forged sum',
      JSON.stringify(RECORD).replace('40', '9'),
      'line 1: lcp.parts is wrong: the parts sum to 40, not to 9',
    ],
    ['10,000 levels', deep, 'line 1: inp.id must be "inp"'],
    ['not UTF-8', new Uint8Array([0x7b, 0xff, 0x7d]), 'the body is not UTF-8'],
  ])('%s', async (_what, body, error) => {
    const { send, stored } = collectorWith();
    const answer = await send({ body });
    expect(answer.status).toBe(400);
    expect(errorOf(answer)).toContain(error);
    expect(answer.text).not.toContain('script');
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(stored).toEqual([]);
  });
});

describe('a body above 64 KiB is refused with 413', () => {
  test('before it is read, where its length is told', async () => {
    const { stream, read } = endless();
    const answer = await collectorWith().send({ body: stream, headers: { 'content-length': '10000000' } });
    expect(answer.status).toBe(413);
    expect(read()).toBeLessThanOrEqual(1024);
  });

  test('at its limit, where its length is not told', async () => {
    const { stream, read } = endless();
    expect((await collectorWith().send({ body: stream })).status).toBe(413);
    expect(read()).toBeLessThan(65_536 + 8 * 1024);
  });

  test('and one of exactly 64 KiB is not', async () => {
    expect((await collectorWith().send({ body: bodyOf(RECORD).padEnd(65_536) })).status).toBe(204);
    expect((await collectorWith().send({ body: bodyOf(RECORD).padEnd(65_537) })).status).toBe(413);
  });
});

describe('an origin', () => {
  test.each([
    [SHOP, 204],
    ['https://shop.example.evil.example', 403],
    ['http://shop.example', 403],
    ['https://shop.example:8443', 403],
    ['null', 403],
  ])('%s is answered with %i', async (origin, status) => {
    const { send } = collectorWith();
    const answer = await send({ headers: { origin } });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('access-control-allow-origin')).toBe(status === 204 ? SHOP : null);
    expect(answer.headers.get('vary')).toBe('origin');
  });

  test('is not needed by what is not a browser', async () => {
    expect((await collectorWith().send()).status).toBe(204);
  });

  test('may be any with *, and is not sent back', async () => {
    const answer = await collectorWith({ origins: ['*'] }).send({ headers: { origin: 'https://any.example' } });
    expect(answer.status).toBe(204);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  });

  test('is allowed in advance by a preflight', async () => {
    const { send } = collectorWith();
    const { status, headers } = await send({ method: 'OPTIONS', headers: { origin: SHOP } });
    expect(status).toBe(204);
    expect(headers.get('access-control-allow-origin')).toBe(SHOP);
    expect(headers.get('access-control-allow-methods')).toBe('POST');
    expect(headers.get('access-control-allow-headers')).toBe('content-type');
    expect((await send({ method: 'OPTIONS', headers: { origin: 'https://evil.example' } })).status).toBe(403);
  });
});

test.each(['GET', 'PUT', 'DELETE'])('%s is answered with 405 and what is allowed', async (method) => {
  const { status, headers } = await collectorWith().send({ method });
  expect([status, headers.get('allow')]).toEqual([405, 'POST, OPTIONS']);
});

test('a compressed body is answered with 415', async () => {
  expect((await collectorWith().send({ headers: { 'content-encoding': 'gzip' } })).status).toBe(415);
});

test('an address that sends too much is answered with 429 and when to try again; another one is not', async () => {
  const { send } = collectorWith({ limits: { requestsPerSecond: 1 } });
  for (let sent = 0; sent < 5; sent += 1) expect((await send()).status).toBe(204);
  const answer = await send();
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '1']);
  expect(errorOf(answer)).toBe(
    'too many requests from this address: the limit is 1 per second on average; ' +
      'change it with --rate-limit, or with limits.requestsPerSecond where the collector is mounted',
  );
  expect((await send({ address: '203.0.113.8' })).status).toBe(204);
});

test('a page of another origin does not use up the requests of its visitor', async () => {
  const { send } = collectorWith({ limits: { requestsPerSecond: 1 } });
  for (let sent = 0; sent < 9; sent += 1) await send({ headers: { origin: 'https://evil.example' } });
  expect((await send()).status).toBe(204);
});

test.each<[StoreOutcome, number, string | null]>([
  ['full', 507, '30'],
  ['busy', 503, '1'],
  ['failed', 500, null],
])('a store that is %s is answered with %i', async (outcome, status, retryAfter) => {
  const answer = await collectorWith({}, outcome).send();
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([status, retryAfter]);
  expect(errorOf(answer)).toMatch(/record/);
});

const countryOf = async (countryHeader: string | null, headers: Record<string, string>): Promise<unknown> => {
  const { send, stored } = collectorWith({ countryHeader });
  expect((await send({ headers })).status).toBe(204);
  return (JSON.parse(stored[0] ?? '') as { country?: string }).country;
};

describe('the country', () => {
  test('of a record stays where no header is trusted', async () => {
    expect(await countryOf(null, { 'cf-ipcountry': 'DE' })).toBe('BR');
  });

  test.each([
    ['DE', 'DE'],
    ['de', 'DE'],
    ['', undefined],
    ['<b>', undefined],
  ])('of the header %j replaces it by %s', async (header, country) => {
    expect(await countryOf('cf-ipcountry', { 'cf-ipcountry': header })).toBe(country);
  });

  test('that the proxy does not know is not what the record claims', async () => {
    expect(await countryOf('cf-ipcountry', {})).toBeUndefined();
  });
});

test('what it answers is told to who mounts it', async () => {
  const answers: [number, number][] = [];
  const { send } = collectorWith({ onAnswer: (...answer) => answers.push(answer) });
  await send({ body: bodyOf(recordOf('a'), recordOf('b')) });
  await send({ body: '{}' });
  expect(answers).toEqual([
    [204, 2],
    [400, 0],
  ]);
});

test('no module behind the handler imports Node', () => {
  const folder = path.resolve(import.meta.dirname, '../../../src/field/collector');
  const seen = new Set<string>();
  const packages = new Set<string>();
  const visit = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const [, from = ''] of readFileSync(file, 'utf8').matchAll(/^import\s(?!type\s)[^;]*?from '([^']+)'/gm)) {
      if (from.startsWith('.')) visit(path.resolve(path.dirname(file), from));
      else packages.add(from);
    }
  };
  visit(path.join(folder, 'fetch-handler.ts'));
  expect([...packages]).toEqual(['zod']);
  expect(seen.size).toBeGreaterThan(5);
});
