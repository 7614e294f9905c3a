import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { Run } from '../../../../src/gate/run/run.ts';
import type { Route } from '../../../../src/model/route.ts';
import { at, causeOf, goneAt, HEAD, LocatedRepository } from './located.ts';

let located: LocatedRepository;
beforeEach(() => {
  located = new LocatedRepository();
});
afterEach(() => located.remove());

const GALLERY = 'export function show() {\n  const one = 1;\n  load(one);\n}\n\nexport const other = 2;\n';
const LATE = GALLERY.replace('load(one)', 'load(one, "/hero.jpg")');

/** A document with two inline scripts, and one of them as it was recorded. */
function withScripts(line: string): string {
  return `<body>\n<script>\nlet a;\n${line}\n</script>\n<script>\nlet b;\n</script>\n`;
}
function inline(text: string, line: number) {
  return { url: `${HEAD}/`, text, sourceMap: 'data:', start: { line, column: 9 } };
}

/** Modules with a line of a page: on a line of its own, and within one. */
function written(line: string): string {
  return `export const image = \`\n${line}\n\`;\n`;
}
function within(line: string): string {
  return `export const page = (name) => [\n  name,\n  ${line},\n].join("\\n");\n`;
}

function crlf(text: string): string {
  return text.replaceAll('\n', '\r\n');
}

/** A map of one line: each column given, in steps, is a line of the source from the first on. */
function mapOf(source: string, text: string, lines: readonly number[]): string {
  const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  const mappings = lines.map((step, index) => `${index === 0 ? 'A' : 'U'}A${DIGITS[step * 2]}A`).join(',');
  const map = { version: 3, sources: [source], sourcesContent: [text], names: [], mappings };
  return `data:application/json;base64,${Buffer.from(JSON.stringify(map)).toString('base64')}`;
}

/** A run whose routes are all the one that is diagnosed, with something else about it. */
function onRoute(run: Run, over: Partial<Route>): Run {
  const routes = run.config.routes.map((route) => ({ ...route, ...over, name: 'product' }));
  return { ...run, config: { ...run.config, routes } };
}

describe('a place in what head serves', () => {
  test('is the line of the file that is served as it is, with the commit that changed it', async () => {
    const { head } = located.change({ 'src/gallery.js': GALLERY }, { 'src/gallery.js': LATE });
    const served = { pages: { '/src/gallery.js': LATE } };
    expect(await located.places([at('/src/gallery.js?v=1', 3, 3)], { pages: { '/src/gallery.js?v=1': LATE } })).toEqual(
      [
        {
          file: 'src/gallery.js',
          line: 3,
          column: 3,
          url: `${HEAD}/src/gallery.js`,
          inChange: true,
          commit: head,
          role: 'initiator',
          excerpt: '',
        },
      ],
    );
    expect(await located.places([at('/src/gallery.js', 6)], served)).toMatchObject([
      { file: 'src/gallery.js', line: 6, column: 1, inChange: false, commit: null },
    ]);
  });

  test('is found through the source map of a script', async () => {
    const { head } = located.change({ 'src/gallery.ts': GALLERY }, { 'src/gallery.ts': LATE });
    const script = `short();load(1,2);x();\n`;
    const sourceMaps = { '/app.js': mapOf('/src/gallery.ts', LATE, [0, 2, 3]) };
    const pages = { '/app.js': script };
    expect(await located.places([at('/app.js', 1, 12)], { pages, sourceMaps })).toMatchObject([
      { file: 'src/gallery.ts', line: 3, inChange: true, commit: head, url: `${HEAD}/app.js`, excerpt: '' },
    ]);
    expect(await located.places([at('/app.js', 1, 22)], { pages, sourceMaps })).toMatchObject([
      { file: 'src/gallery.ts', line: 6, inChange: false },
    ]);
  });

  test('is shown as it is served where no file is known', async () => {
    located.change({ 'src/gallery.js': GALLERY }, { 'src/gallery.js': LATE });
    const pages = { '/app.js': 'var a=1;load("/hero.jpg?token=1")\n' };
    expect(await located.places([at('/app.js', 1, 9)], { pages })).toEqual([
      {
        file: null,
        line: 1,
        column: 9,
        url: `${HEAD}/app.js`,
        inChange: null,
        commit: null,
        role: 'initiator',
        excerpt: 'var a=1;load("/hero.jpg?token=1")',
      },
    ]);
  });

  test('is not quoted from a document that may show secrets, and from its scripts and style sheets it is', async () => {
    located.change({ 'src/gallery.js': GALLERY }, { 'src/gallery.js': LATE });
    const pages = {
      '/': '<p>Anna Example, 12 Oak Street</p>\n',
      '/frame': '<p>anna@shop.example</p>\n',
      '/app.js': 'load("/hero.jpg")\n',
    };
    const scripts = new Map([[`${HEAD}/state`, [{ ...inline('user("Anna")', 1), url: `${HEAD}/state` }]]]);
    const served = { pages, scripts, sourceMaps: { '/app.js': null } };
    const found = [at('/', 1, 4), at('/frame', 1, 4), at('/state', 1, 9), at('/app.js', 1)];
    const quoted = async (run: Run): Promise<string[]> =>
      (await located.places(found, served, { run })).map(({ excerpt }) => excerpt);
    const all = ['<p>Anna Example, 12 Oak Street</p>', '<p>anna@shop.example</p>', 'user("Anna")', 'load("/hero.jpg")'];
    const run = await located.run();
    expect(await quoted(run)).toEqual(all);
    const types = { action: 'type', selector: '#password', text: { secret: 'PATH' } } as const;
    const session = { setup: [], cookies: [], headers: [], localStorage: [], basicAuth: null };
    for (const over of [{ session }, { interactions: [types] }])
      expect(await quoted(onRoute(run, over))).toEqual(['', '', '', all[3]]);
  });

  test('may be in an inline script of a document that is known by its scripts alone', async () => {
    const { head } = located.change(
      { 'index.html': withScripts('run(1);') },
      { 'index.html': withScripts('run(2, "later");') },
    );
    const scripts = new Map([[`${HEAD}/`, [inline('\nlet a;\nrun(2, "later");\n', 2), inline('\nlet b;\n', 6)]]]);
    expect(await located.places([at('/', 4), at('/', 7)], { scripts })).toMatchObject([
      { file: 'index.html', line: 4, inChange: true, commit: head },
      { file: 'index.html', line: 7, inChange: false },
    ]);
    located.change({}, { 'index.html': null });
    expect(await located.places([at('/', 4)], { scripts })).toMatchObject([
      { file: null, line: 4, column: 1, excerpt: 'run(2, "later");' },
    ]);
  });
});

describe('a place whose own line head did not change is that of', () => {
  test.each([
    ['the body of a function', 'a.js', GALLERY, LATE, at('/a.js', 1, 8, 'function'), 3],
    ['a component', 'a.js', GALLERY, LATE, at('/a.js', 1, 8, 'component'), 3],
    [
      'a rule of a style sheet',
      'a.css',
      '@font-face {\n  src: url(a.woff2);\n  font-display: swap;\n}\n',
      '@font-face {\n  src: url(a.woff2);\n  font-display: block;\n}\n',
      at('/a.css', 2, 8),
      3,
    ],
    [
      'a tag of a document',
      'a.html',
      '<p>\n<img\n  src="hero.jpg"\n  alt="">\n',
      '<p>\n<img\n  src="hero.jpg"\n  loading="lazy">\n',
      at('/a.html', 3, 8),
      4,
    ],
  ] as const)('%s', async (_, file, base, head, place, line) => {
    const commits = located.change({ [file]: base }, { [file]: head });
    expect(await located.places([place], { pages: { [`/${file}`]: head } })).toEqual([
      expect.objectContaining({ file, line, column: null, inChange: true, commit: commits.head, excerpt: '' }),
    ]);
  });

  test('itself, where head changed what is beside it', async () => {
    located.change({ 'a.js': GALLERY }, { 'a.js': GALLERY.replace('other = 2', 'other = 3') });
    const pages = { '/a.js': GALLERY.replace('other = 2', 'other = 3') };
    expect(await located.places([at('/a.js', 1, 8, 'function')], { pages })).toMatchObject([
      { file: 'a.js', line: 1, column: 8, inChange: false },
    ]);
  });
});

describe('a caller', () => {
  const SHARED = 'export function busy(count) {\n  return count;\n}\n';
  const CALLS = 'import { busy } from "./busy.js";\n\nexport function show() {\n  track();\n  busy(1);\n}\n';
  const calls = at('/calls.js', 5, 3, 'caller');
  const busy = at('/busy.js', 1, 8, 'function');

  test('is in the change where head wrote the call, and comes after the function that it calls', async () => {
    const late = CALLS.replace('busy(1)', 'busy(9)');
    const { head } = located.change({ 'calls.js': CALLS, 'busy.js': SHARED }, { 'calls.js': late });
    const pages = { '/calls.js': late, '/busy.js': SHARED };
    expect(await located.places([calls, busy], { pages })).toMatchObject([
      { file: 'busy.js', line: 1, role: 'function', inChange: false },
      { file: 'calls.js', line: 5, role: 'caller', inChange: true, commit: head },
    ]);
  });

  test('comes first where the function that it calls is in no file', async () => {
    const late = CALLS.replace('busy(1)', 'busy(9)');
    located.change({ 'calls.js': CALLS }, { 'calls.js': late });
    const pages = { '/calls.js': late, '/busy.js': SHARED };
    expect(await located.places([busy, calls], { pages })).toMatchObject([
      { file: 'calls.js', line: 5, role: 'caller', inChange: true },
      { file: null, role: 'function' },
    ]);
  });

  test.each([
    ['wrote another line of its function', CALLS.replace('track()', 'track(1)')],
    ['took the line before it away', CALLS.replace('  track();\n', '')],
  ])('is not in the change where head %s', async (_, late) => {
    located.change({ 'calls.js': CALLS }, { 'calls.js': late });
    const line = late.split('\n').indexOf('  busy(1);') + 1;
    const places = await located.places([at('/calls.js', line, 3, 'caller')], { pages: { '/calls.js': late } });
    expect(places).toMatchObject([{ file: 'calls.js', line, inChange: false, commit: null }]);
  });
});

describe('of the components that rendered an element', () => {
  const HERO = 'export function Hero() {\n  return image("/hero.jpg");\n}\n';
  const APP = 'export function App() {\n  hero();\n  footer();\n}\n';
  const library = at('/react-dom.js', 9, 1, 'component');
  const hero = at('/hero.js', 1, 8, 'component');
  const app = at('/app.js', 1, 8, 'component');
  const linked = APP.replace('footer()', 'footer("/terms")');

  async function places(head: { readonly hero?: string; readonly app?: string }) {
    const [heroText, appText] = [head.hero ?? HERO, head.app ?? APP];
    const commits = located.change({ 'hero.js': HERO, 'app.js': APP }, { 'hero.js': heroText, 'app.js': appText });
    const pages = { '/react-dom.js': 'create();\n'.repeat(9), '/hero.js': heroText, '/app.js': appText };
    return { ...commits, found: await located.places([library, hero, app], { pages }) };
  }

  test('the innermost that is in the repository stands for all that it does', async () => {
    const { found, head } = await places({ hero: HERO.replace('image(', 'lazy('), app: linked });
    expect(found).toMatchObject([
      { file: 'hero.js', line: 2, role: 'component', inChange: true, commit: head },
      { file: 'app.js', line: 1, role: 'ancestor', inChange: false, commit: null },
      { file: null, role: 'component' },
    ]);
  });

  test('an outer one is not in the change because of something else that it renders', async () => {
    const { found } = await places({ app: linked });
    expect(found).toMatchObject([
      { file: 'hero.js', line: 1, role: 'component', inChange: false },
      { file: 'app.js', line: 1, role: 'ancestor', inChange: false },
      { file: null },
    ]);
  });

  test('an outer one whose own line head changed comes after the innermost', async () => {
    const { found } = await places({ app: APP.replace('App()', 'App(user)') });
    expect(found).toMatchObject([
      { file: 'hero.js', line: 1, role: 'component', inChange: false },
      { file: 'app.js', line: 1, role: 'ancestor', inChange: true },
      { file: null },
    ]);
  });
});

describe('of several changed lines a place is', () => {
  test('the first that is not a comment', async () => {
    const late = GALLERY.replace('  load(one);', '  // Later.\n\n  load(one, 2);\n  more();');
    located.change({ 'a.js': GALLERY }, { 'a.js': late });
    expect(await located.places([at('/a.js', 1, 8, 'function')], { pages: { '/a.js': late } })).toMatchObject([
      { file: 'a.js', line: 5, inChange: true },
    ]);
  });

  test('that of the attribute that turned', async () => {
    const page = '<body>\n<img\n  src="hero.jpg"\n  alt=""\n  width="80">\n';
    const late = page.replace('alt=""', 'alt="Hero"').replace('width="80"', 'loading="lazy" width="80"');
    located.change({ 'a.html': page }, { 'a.html': late });
    const facts = [{ kind: 'attribute' as const, base: null, head: 'loading=lazy' }];
    expect(
      await located.places([at('/a.html', 3, 8)], { pages: { '/a.html': late } }, { id: 'hero-lazy-loaded', facts }),
    ).toMatchObject([{ file: 'a.html', line: 5, inChange: true }]);
  });
});

describe('what head took away has its place', () => {
  const PRELOAD = '<link rel="preload" as="image" href="/hero.jpg">\n';
  const PAGE = `<title>Shop</title>\n${PRELOAD}<style></style>\n<img src="/hero.jpg">\n`;

  test('in the line after it, before a place that head did not change', async () => {
    const late = PAGE.replace(PRELOAD, '');
    const { head } = located.change({ 'index.html': PAGE }, { 'index.html': late });
    const served = { base: { pages: { '/': PAGE } }, pages: { '/': late } };
    expect(await located.places([at('/', 3), goneAt('/', 2)], served)).toEqual([
      {
        file: 'index.html',
        line: 2,
        column: null,
        url: null,
        inChange: true,
        commit: head,
        role: 'removed',
        excerpt: '',
      },
      expect.objectContaining({ file: 'index.html', line: 3, role: 'initiator', inChange: false }),
    ]);
  });

  test('where a template has it no more', async () => {
    const template = `export const head = \`\n${PRELOAD}<style></style>\n\`;\n`;
    located.change({ 'page.ts': template }, { 'page.ts': template.replace(PRELOAD, '') });
    expect(await located.places([goneAt('/', 2)], { base: { pages: { '/': PAGE } } })).toMatchObject([
      { file: 'page.ts', line: 2, role: 'removed', inChange: true },
    ]);
  });

  test('nowhere while head still has it, in a file that was renamed too', async () => {
    located.change({ 'index.html': PAGE }, { 'index.html': null, 'home/index.html': `<!doctype html>\n${PAGE}` });
    expect(await located.places([goneAt('/', 2)], { base: { pages: { '/': PAGE } } })).toEqual([]);
  });

  test('in the tag that lost a line', async () => {
    const page = '<p></p>\n<img\n  src="promo.jpg"\n  width="80"\n  height="50"\n  alt="">\n<p></p>\n';
    const late = page.replace('  width="80"\n  height="50"\n', '');
    located.change({ 'a.html': page }, { 'a.html': late });
    expect(await located.places([at('/a.html', 3, 8)], { pages: { '/a.html': late } })).toMatchObject([
      { file: 'a.html', line: 4, inChange: true },
    ]);
  });

  test('not in a tag or function beside it', async () => {
    const page = '<p>Old</p>\n<img\n  src="promo.jpg">\n';
    const late = page.replace('<p>Old</p>\n', '');
    located.change({ 'a.html': page }, { 'a.html': late });
    expect(await located.places([at('/a.html', 1, 1)], { pages: { '/a.html': late } })).toMatchObject([
      { file: 'a.html', line: 1, inChange: false, commit: null },
    ]);
  });

  test('where the early connection was asked for', async () => {
    const page = '<title>Shop</title>\n<link rel="preconnect" href="https://img.example">\n<p></p>\n';
    located.change({ 'index.html': page }, { 'index.html': page.replace(/<link.*\n/, '') });
    const served = { base: { pages: { '/': page } } };
    const subject = { url: 'https://img.example/hero.jpg', selector: null, name: null };
    expect(await located.places([], served, { id: 'connection-added', subject })).toMatchObject([
      { file: 'index.html', line: 2, role: 'removed', inChange: true },
    ]);
    const other = { ...subject, url: 'https://img.exam/hero.jpg' };
    expect(await located.places([], served, { id: 'connection-added', subject: other })).toEqual([]);
  });
});

describe('a served line that stands in no file as it is', () => {
  const [EAGER, LAZY] = ['<img src="hero.jpg" alt="">', '<img src="hero.jpg" alt="" loading="lazy">'];
  const pages = { '/': `<title>Shop</title>\r\n${LAZY}\r\n` };

  test('is the one that head wrote with the same text', async () => {
    const { head } = located.change({ 'page.ts': written(EAGER) }, { 'page.ts': written(LAZY) });
    expect(await located.places([at('/', 2, 11)], { pages })).toEqual([
      expect.objectContaining({ file: 'page.ts', line: 2, column: null, inChange: true, commit: head, excerpt: '' }),
    ]);
  });

  test.each([
    ['wrote it twice', { 'a.ts': written(LAZY), 'b.ts': written(LAZY) }],
    ['wrote it twice in a file', { 'a.ts': written(`${LAZY}\n${LAZY}`) }],
    ['wrote it as a part of another line', { 'a.ts': within(LAZY) }],
    ['wrote another line', { 'a.ts': written('<img src="hero.jpg" alt="Hero">') }],
  ])('is nobody’s where head %s', async (_, files) => {
    located.change({ 'a.ts': written(EAGER) }, files);
    expect(await located.places([at('/', 2, 11)], { pages })).toMatchObject([{ file: null, line: 2, inChange: null }]);
  });

  test('is nobody’s where head did not write it', async () => {
    located.change({ 'a.ts': written(LAZY) }, { 'b.ts': 'export const other = 1;\n' });
    expect(await located.places([at('/', 2, 11)], { pages })).toMatchObject([{ file: null, inChange: null }]);
  });

  test.each([
    ['too short to be told apart', at('/', 1), { '/': '<p class="a">Shop</p>\n' }, '<p class="a">Shop</p>'],
    ['there several times', at('/', 1), { '/': `${LAZY}\n${LAZY}\n` }, LAZY],
    ['of a script', at('/app.js', 1), { '/app.js': `${LAZY}\n` }, LAZY],
  ])('is nobody’s where it is %s', async (_, place, served, line) => {
    located.change({ 'a.ts': written('') }, { 'a.ts': written(line) });
    const sourceMaps = { '/app.js': null };
    expect(await located.places([place], { pages: served, sourceMaps })).toMatchObject([{ file: null }]);
  });

  test('is nobody’s where another site served it', async () => {
    located.change({ 'a.ts': written('') }, { 'a.ts': written(LAZY) });
    // The port has one digit more.
    const other = { '3/': pages['/'] };
    expect(await located.places([at('3/', 2, 11)], { pages: other })).toMatchObject([{ file: null }]);
  });

  test.each(['tests/page.ts', 'docs/start.md', 'src/page.test.ts', 'fixtures/page.html'])(
    'is nobody’s where head wrote it in %s',
    async (file) => {
      located.change({ [file]: written(EAGER) }, { [file]: written(LAZY) });
      expect(await located.places([at('/', 2, 11)], { pages })).toMatchObject([{ file: null }]);
    },
  );
});

describe('whether head changed a place cannot be told', () => {
  const served = { pages: { '/a.js': LATE } };
  const UNKNOWN = { file: 'a.js', line: 3, inChange: null, commit: null };

  test.each<[string, string | null, string | null]>([
    ['base', null, 'HEAD'],
    ['head', 'HEAD', null],
    ['a base that the repository has', 'f'.repeat(40), 'HEAD'],
  ])('without %s', async (_, base, head) => {
    located.change({ 'a.js': GALLERY }, { 'a.js': LATE });
    located.labels(base, head);
    expect(await located.places([at('/a.js', 3)], served)).toMatchObject([UNKNOWN]);
  });

  test('without git', async () => {
    located.change({ 'no-such-file-of-ours.js': GALLERY }, { 'no-such-file-of-ours.js': LATE });
    const pages = { '/no-such-file-of-ours.js': LATE };
    const places = await located.places(
      [at('/no-such-file-of-ours.js', 3)],
      { pages },
      { run: await located.run(false) },
    );
    expect(places).toMatchObject([
      { file: null, line: 3, inChange: null, commit: null, excerpt: expect.stringContaining('load') as string },
    ]);
  });
});

describe('a file may', () => {
  test('be renamed, have CRLF and a path with spaces', async () => {
    const long = `${GALLERY}${'// kept\n'.repeat(20)}`;
    const late = crlf(long.replace('load(one)', 'load(one, "/hero.jpg")'));
    const { head } = located.change({ 'old.js': crlf(long) }, { 'old.js': null, 'my shop/new gallery.js': late });
    const pages = { '/my%20shop/new%20gallery.js': late };
    expect(
      await located.places([at('/my%20shop/new%20gallery.js', 3), at('/my%20shop/new%20gallery.js', 6)], { pages }),
    ).toMatchObject([
      { file: 'my shop/new gallery.js', line: 3, inChange: true, commit: head },
      { file: 'my shop/new gallery.js', line: 6, inChange: false, commit: null },
    ]);
  });
});

describe('the order is', () => {
  const pages = { '/a.js': LATE, '/b.js': 'var served = "as a bundle";\n' };
  beforeEach(() => void located.change({ 'a.js': GALLERY }, { 'a.js': LATE }));

  test('what head changed, what is in the repository, what is only served; each line once', async () => {
    const found = [
      at('/b.js', 1, 5),
      at('/a.js', 6, 2),
      at('/a.js', 6, 9),
      at('/a.js', 3),
      at('/b.js', 1, 5),
      at('/b.js', 1, 9),
    ];
    const places = await located.places(found, { pages });
    expect(places.map(({ file, line, column }) => [file, line, column])).toEqual([
      ['a.js', 3, 1],
      ['a.js', 6, 2],
      [null, 1, 5],
      [null, 1, 9],
    ]);
  });

  test('of causes: the larger share, then what head changed', async () => {
    const causes = [
      causeOf('late-style', [], { share: 0.1, because: false }),
      causeOf('late-insert', [at('/a.js', 6)], { share: 0.5 }),
      causeOf('slow-handler', [at('/a.js', 3)], { share: 0.5 }),
      causeOf('hero-larger', [], { share: 0.6 }),
    ];
    const { causes: known, ...about } = await located.search(causes, { pages });
    expect(known.map(({ id }) => id)).toEqual(['hero-larger', 'slow-handler', 'late-insert', 'late-style']);
    expect(about).toEqual({ route: 'home', condition: 'desktop', path: 'lcp', reproduced: true });
  });
});
