import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { at, LocatedRepository } from './located.ts';

let located: LocatedRepository;
beforeEach(() => {
  located = new LocatedRepository();
});
afterEach(() => located.remove());

const SERVER = 'import { createServer } from "node:http";\n\nconst waitMs = 0;\ncreateServer().listen(80);\n';
const SLOW = SERVER.replace('waitMs = 0', 'waitMs = 400');
const PAGE = { '/page.js': 'show();\n' };

async function serverPlaces(
  head: Readonly<Record<string, string>>,
  served: Parameters<LocatedRepository['places']>[1] = {},
  id: 'server-slower' | 'slow-handler' = 'server-slower',
) {
  const base = Object.fromEntries(Object.keys(head).map((file) => [file, SERVER]));
  const commits = located.change({ ...base, 'page.js': PAGE['/page.js'] }, head);
  const places = await located.places([at('/page.js', 1)], { ...served, pages: { ...PAGE, ...served.pages } }, { id });
  return { places, ...commits };
}

describe('where the server got slower and the page has no line of it', () => {
  test('the one file of a server that head changed is the first place, at its first changed line', async () => {
    const { places, head } = await serverPlaces({ 'app.ts': SLOW, 'README.md': SLOW, 'tests/server.ts': SLOW });
    expect(places).toEqual([
      { file: 'app.ts', line: 3, column: null, url: null, inChange: true, commit: head, role: 'server', excerpt: '' },
      expect.objectContaining({ file: 'page.js', role: 'initiator', inChange: false }),
    ]);
  });

  test.each(['src/server.js', 'nginx.conf', 'my deploy/nginx-shop.conf', 'Caddyfile'])(
    'its name may say so: %s',
    async (file) => {
      const { places } = await serverPlaces({ [file]: 'wait(400)\n' });
      expect(places[0]).toMatchObject({ file, line: 1, role: 'server' });
    },
  );

  test.each<[string, Readonly<Record<string, string>>, Parameters<typeof serverPlaces>[1]]>([
    ['two files of servers', { 'app.ts': SLOW, 'api/other.ts': SLOW }, {}],
    ['a file that the page is served', { 'server-side.js': SLOW }, { requests: ['/assets/server-side.js?v=2'] }],
    ['such a file with a space in its name', { 'my server.js': SLOW }, { requests: ['/my%20server.js'] }],
    ['a file that is not code', { 'server.md': SLOW }, {}],
    ['a test', { 'server.test.ts': SLOW }, {}],
    ['the configuration of this gate', { 'api/vitals-gate.yml': 'routes: []\n' }, {}],
    ['a file of no server', { 'src/cart.ts': 'export const more = 400;\n' }, {}],
    ['a file of no server in a folder that may be one of it', { 'api/rates.py': 'wait(400)\n' }, {}],
  ])('no place is claimed where head changed %s', async (_, head, served) => {
    const { places } = await serverPlaces(head, served);
    expect(places).toEqual([expect.objectContaining({ file: 'page.js', role: 'initiator' })]);
  });

  test('a file that a source map of the page names is not the server', async () => {
    const script = 'x();\n';
    const map = { version: 3, sources: ['/src/app.ts'], sourcesContent: [SLOW], names: [], mappings: 'AAAA' };
    const link = `data:application/json;base64,${Buffer.from(JSON.stringify(map)).toString('base64')}`;
    const { places } = await serverPlaces(
      { 'src/app.ts': SLOW },
      { pages: { '/app.js': script }, sourceMaps: { '/app.js': link } },
    );
    expect(places).toEqual([expect.objectContaining({ file: 'page.js', role: 'initiator' })]);
  });

  test('the changed line that speaks of the cause is told', async () => {
    const [before, after] = ['const a = 1;\nconst maxAge = 60;\n', 'const a = 2;\nconst maxAge = 0;\n'];
    located.change({ 'app.ts': SERVER + before }, { 'app.ts': SERVER + after });
    expect(await located.places([], {}, { id: 'cache-lost' })).toMatchObject([{ file: 'app.ts', line: 6 }]);
    expect(await located.places([], {}, { id: 'server-slower' })).toMatchObject([{ file: 'app.ts', line: 5 }]);
  });

  test.each([
    ['a layer by its name', 'server-layer-slower', 'db', 'const a = 2;\nlayer("db");\n', 6],
    ['a header that is gone', 'cache-lost', null, 'const a = 2;\nlayer();\n', 7],
  ] as const)('so is %s', async (_, id, name, lines, line) => {
    const before = `${SERVER}const a = 1;\nlayer();\nset("cache-control");\n// end\n`;
    located.change({ 'app.ts': before }, { 'app.ts': `${SERVER}${lines}// end\n` });
    const subject = { url: null, selector: null, name };
    expect(await located.places([], {}, { id, subject })).toMatchObject([
      { file: 'app.ts', line, role: 'server', inChange: true },
    ]);
  });

  test('where head only took lines away it is the line after them', async () => {
    const { head } = located.change(
      { 'app.ts': `${SERVER}use(compress());\nlisten();\n` },
      { 'app.ts': `${SERVER}listen();\n` },
    );
    expect(await located.places([], {}, { id: 'compression-lost' })).toMatchObject([
      { file: 'app.ts', line: 5, inChange: true, commit: head },
    ]);
  });

  test('no place is claimed of a cause that pages make', async () => {
    const { places } = await serverPlaces({ 'app.ts': SLOW }, {}, 'slow-handler');
    expect(places.map(({ role }) => role)).toEqual(['initiator']);
  });

  test('a line of the page that head changed is enough', async () => {
    const { places } = await serverPlaces(
      { 'app.ts': SLOW, 'page.js': 'show("late");\n' },
      { pages: { '/page.js': 'show("late");\n' } },
    );
    expect(places).toEqual([expect.objectContaining({ file: 'page.js', inChange: true })]);
  });
});
