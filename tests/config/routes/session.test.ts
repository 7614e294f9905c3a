import { describe, expect, test } from 'vitest';

import { loadConfig } from '../../../src/config/load.ts';
import { blockOf, HEAD, load, NO_OVERRIDES, ROUTE, withFile } from '../files.ts';

const ENV = { PASSWORD: 'open sesame', BYPASS: 'let me in', EMPTY: '', SHORT: 'abc', BROKEN: 'secret\n' };

function loadIn(content: string) {
  return withFile(content, (folder) => loadConfig('vitals-gate.yml', NO_OVERRIDES, folder, ENV));
}

/** The error block of `lines` below a valid head and route, its first line being line 3. */
function errorOf(...lines: string[]): Promise<string> {
  return blockOf(() => loadIn([HEAD, ROUTE, ...lines, ''].join('\n')));
}

test('a file without any of it has strangers as visitors', async () => {
  const { routes } = await load(`${HEAD}\n${ROUTE}\nsetup: []\nheaders: {}\n`);
  expect(routes[0]?.session).toBeUndefined();
});

test('every key is read, and secrets stay names', async () => {
  const { routes } = await loadIn(`${HEAD}
${ROUTE}
setup:
  - navigate: /login
  - type: { selector: "#password", secret: PASSWORD }
  - click: text/Log in
cookies:
  - { name: consent, value: yes }
  - { name: token, secret: PASSWORD, domain: .shop.example, path: /app }
headers: { X-Preview: on, X-Token: { secret: BYPASS } }
local-storage: { seen: "1", secret: plain, token: { secret: PASSWORD } }
basic-auth: { username: qa, password-secret: PASSWORD }
bypass: { header: x-vercel-protection-bypass, secret: BYPASS }
`);
  expect(routes[0]?.session).toEqual({
    setup: [
      { action: 'navigate', kind: 'hard', path: '/login' },
      { action: 'type', selector: '#password', text: { secret: 'PASSWORD' } },
      { action: 'click', selector: 'text/Log in' },
    ],
    cookies: [
      { name: 'consent', value: 'yes', domain: null, path: '/' },
      { name: 'token', value: { secret: 'PASSWORD' }, domain: '.shop.example', path: '/app' },
    ],
    headers: [
      { name: 'X-Preview', value: 'on' },
      { name: 'X-Token', value: { secret: 'BYPASS' } },
      { name: 'x-vercel-protection-bypass', value: { secret: 'BYPASS' } },
    ],
    localStorage: [
      { key: 'seen', value: '1' },
      { key: 'secret', value: 'plain' },
      { key: 'token', value: { secret: 'PASSWORD' } },
    ],
    basicAuth: { username: 'qa', password: { secret: 'PASSWORD' } },
  });
  expect(JSON.stringify(routes)).not.toContain('sesame');
});

test("a route's key takes the place of the file's, and null removes it", async () => {
  const { routes } = await load(
    [
      HEAD,
      'headers: { A: a }',
      'cookies: [{ name: c, value: d }]',
      'routes:',
      '  - { name: own, path: /, headers: { B: b } }',
      '  - { name: none, path: /, headers: null, cookies: null }',
    ].join('\n'),
  );
  expect(routes[0]?.session).toMatchObject({ headers: [{ name: 'B', value: 'b' }], cookies: [{ name: 'c' }] });
  expect(routes[1]?.session).toBeUndefined();
});

describe('secrets', () => {
  test.each([
    [
      'a variable that is not set',
      'bypass: { header: x, secret: MISSING }',
      `3:30: error: The environment variable MISSING is not set.\n  → Set it, in a workflow with env: { MISSING: \${{ secrets.MISSING }} } on the step. (Runs for forks have no secrets.)`,
    ],
    ['an empty one', 'headers: { A: { secret: EMPTY } }', '3:25: error: The environment variable EMPTY is empty.'],
    [
      'one too short to be told from other text',
      'basic-auth: { username: a, password-secret: SHORT }',
      '3:45: error: The secret SHORT has fewer than 4 characters.',
    ],
    [
      'one with a line break',
      'cookies: [{ name: a, secret: BROKEN }]',
      '3:30: error: The secret BROKEN holds a line break',
    ],
    [
      'one in the script of a route',
      'setup: [{ navigate: / }, { type: { secret: MISSING } }]',
      '3:44: error: The environment variable MISSING is not set.',
    ],
  ])('%s is an error at its place', async (_what, line, message) => {
    expect(await errorOf(line)).toContain(`vitals-gate.yml:${message}`);
  });

  test('the secret itself in place of its name is not repeated', async () => {
    const block = await errorOf('bypass: { header: x, secret: "hunter2-!" }');
    expect(block).toBe(
      'vitals-gate.yml:3:30: error: This is not the name of an environment variable.\n  → Write the name (letters, digits, _), never the secret itself.',
    );
  });
});

describe('bad values', () => {
  test.each([
    [
      'set-up that begins anywhere',
      'setup: [{ click: a }]',
      '3:9: error: `setup` does not begin with a page to navigate to.\n  → Begin with a path, for example { navigate: /login }.',
    ],
    [
      'set-up that clicks before there is a page',
      'setup: [{ navigate: { soft: a } }]',
      '3:9: error: `setup` does not begin with a page to navigate to.\n  → Begin with a path, for example { navigate: /login }.',
    ],
    [
      'no header name',
      'headers: { "a b": c }',
      '3:12: error: "a b" is not the name of a header.\n  → Write for example X-Preview.',
    ],
    [
      "a header of the browser's",
      'headers: { Cookie: c }',
      `3:12: error: The header "Cookie" is set by the browser.\n  → Declare cookies under \`cookies\`.`,
    ],
    [
      'a cookie with two values',
      'cookies: [{ name: a, value: b, secret: PASSWORD }]',
      '3:11: error: A cookie has exactly one of the keys value, secret; this one has value and secret.\n  → Remove one.',
    ],
    ['a cookie without a name', 'cookies: [{ value: b }]', '3:11: error: This cookie has no name.\n  → Add `name`.'],
    [
      'basic auth with a password',
      'basic-auth: { username: a, password: b }',
      'Unknown key "password" in basic-auth.\n  → Known here: username, password-secret.',
    ],
  ])('%s', async (_what, line, message) => {
    expect(await errorOf(line)).toContain(message);
  });
});
