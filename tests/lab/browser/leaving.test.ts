import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Lab } from '../../../src/lab/lab.ts';
import type { Interaction, RecordedStep } from '../../../src/model/interaction.ts';
import { FAST, measured, openLab, route, valueAt } from '../../support/lab.ts';
import { html, serveSite, type Page, type Site } from '../../support/site.ts';

/** A page that the server sends again only where it has changed, as most frameworks' pages. */
const revalidated =
  (body: string): Page =>
  (request, response) => {
    const headers = { etag: '"1"', 'cache-control': 'no-cache', 'content-type': 'text/html' };
    if (request.headers['if-none-match'] === '"1"') response.writeHead(304, headers).end();
    else response.writeHead(200, headers).end(html(body));
  };

const opening = (what: string): Page =>
  html(`<h1>Shop</h1><script>location.href = new URLSearchParams(location.search).get('to') ?? '${what}'</script>`);

/** Asks whether to leave it once something was typed. */
const FORM = `<h1>Form</h1><form action="/next"><input id="q"></form><a id="out" href="/next">Out</a><script>
  let dirty = false;
  q.oninput = () => { dirty = true; };
  onbeforeunload = (event) => { if (dirty) event.preventDefault(); };
</script>`;

const PAGES: Record<string, Page> = {
  '/form': html(FORM),
  '/next': html('<h1>Next</h1><button id="go">Go</button>'),
  '/list': revalidated('<h1>List</h1><button id="go">Go</button>'),
  '/item': revalidated('<h1>Item</h1>'),
  '/unasked': (_, response) => void response.writeHead(304, { etag: '"1"' }).end(),
  '/opening': opening('shopapp://open'),
  '/opening-on-load': html(`<h1>Shop</h1><script>onload = () => { location.href = 'shopapp://open'; }</script>`),
  '/opening-in-frame': html('<h1>Shop</h1><iframe src="shopapp://open" hidden></iframe>'),
  '/app-link': html('<h1>Shop</h1><a id="go" href="shopapp://open">App</a>'),
  '/nothing': (_, response) => void response.writeHead(204).end(),
  '/file': (_, response) =>
    void response.writeHead(200, { 'content-disposition': 'attachment; filename=a.zip' }).end('z'),
  '/broken': (_, response) =>
    void response
      .writeHead(500, { 'content-type': 'text/html' })
      .end('<script>location.href = "shopapp://open"</script>'),
  '/insisting': html('<h1>Shop</h1><button id="go" onclick="while (!confirm(\'Sure?\'));">Go</button>'),
  '/spa': html(`<h1>Shop</h1><button id="go">Go</button><script>
    go.onclick = () => setTimeout(() => { history.pushState({}, '', '/spa/2'); document.title = 'Two'; }, 150);
    onkeydown = () => { document.querySelector('h1').textContent = document.title; };
  </script><style>h1:empty { display: none }</style>`),
};

let lab: Lab;
let site: Site;
beforeAll(async () => {
  lab = await openLab({}, undefined, 400);
  site = await serveSite(PAGES);
});
afterAll(async () => {
  await lab.close();
  await site.close();
});

const visit = (path: string, ...interactions: Interaction[]) => lab.visit(route(path, interactions), FAST, site);
const visitAfter = (setup: Interaction[], path: string, ...interactions: Interaction[]) => {
  const session = { setup, cookies: [], headers: [], localStorage: [], basicAuth: null };
  return lab.visit({ ...route(path, interactions), session }, FAST, site);
};
const click = (selector: string): Interaction => ({ action: 'click', selector });
const go = (path: string): Interaction => ({ action: 'navigate', kind: 'hard', path });
const TYPE: Interaction = { action: 'type', selector: '#q', text: 'hello' };
const record = (...steps: object[]): Interaction => ({
  action: 'recording',
  file: 'buy.json',
  steps: steps as RecordedStep[],
});
const targetOf = (outcome: Awaited<ReturnType<typeof visit>>) => measured(outcome).evidence.inpTarget;
const notesOf = (outcome: Awaited<ReturnType<typeof visit>>) => measured(outcome).evidence.notes.join(' ');
const reasonOf = (outcome: Awaited<ReturnType<typeof visit>>) => (outcome.status === 'failed' ? outcome.reason : '');

describe('a page that asks whether to leave it', () => {
  it('is left by navigate, and what comes is measured', async () => {
    const outcome = await visit('/form', TYPE, go('/next'), click('#go'));
    expect(targetOf(outcome)).toBe('#go');
    expect(notesOf(outcome)).toContain('The page asked whether to leave it (beforeunload); the answer was yes.');
  });

  it('is left in set-up, and by a recording', async () => {
    expect(targetOf(await visitAfter([go('/form'), TYPE, go('/next')], '/next', click('#go')))).toBe('#go');
    const url = `${site.url}/next`;
    measured(
      await visit(
        '/form',
        TYPE,
        record({ type: 'navigate', url }, { type: 'click', selectors: ['#go'], offsetX: 2, offsetY: 2 }),
      ),
    );
  });

  it('is measured where an input leads away from it', async () => {
    expect(notesOf(await visit('/form', TYPE, click('#out')))).toContain(
      `After step 2 the page leads to ${site.url}/next`,
    );
  });
});

describe('a document that the server calls unchanged', () => {
  it('is a page, in the script and in set-up', async () => {
    expect(targetOf(await visit('/list', go('/item'), go('/list'), click('#go')))).toBe('#go');
    expect(targetOf(await visitAfter([go('/list'), go('/item'), go('/list')], '/list', click('#go')))).toBe('#go');
  });

  it('is none where nobody has it', async () => {
    expect(await visit('/unasked')).toMatchObject({ code: 'not-a-page' });
  });
});

describe('a page that opens something else while it loads', () => {
  it.each([
    '/opening',
    '/opening-on-load',
    '/opening-in-frame',
    '/opening?to=mailto:shop@example.com',
    '/opening?to=intent://open%23Intent;scheme=shopapp;end',
    '/opening?to=/nothing',
    '/opening?to=/file',
  ])('is measured where it stays: %s', async (path) => {
    expect(valueAt(await visit(path), 'lcp')).toBeGreaterThan(0);
  });

  it('is judged by its own answer', async () => {
    expect(reasonOf(await visit('/broken'))).toBe(`${site.url}/broken answered 500`);
    expect(reasonOf(await visit('/opening?to=/broken'))).toContain('/opening went on to ');
    expect(reasonOf(await visit('/opening?to=/broken'))).toContain('/broken, which answered 500');
  });

  it('by a link that is clicked is measured, too', async () => {
    expect(measured(await visit('/app-link', click('#go'))).readings.inp.status).toBe('measured');
  });
});

it('a question that is asked until the answer is yes gets that answer', async () => {
  expect(notesOf(await visit('/insisting', click('#go')))).toContain('The page opened 6 dialogs');
});

describe('a recorded step that leads to another page', () => {
  const at = { offsetX: 2, offsetY: 2, assertedEvents: [{ type: 'navigation', url: 'http://recorded.example/next' }] };
  const out = { type: 'click', selectors: ['#out'], ...at };

  it('is measured up to there, like the same click in a script', async () => {
    const outcome = await visit('/form', record(out));
    expect(measured(outcome).readings.inp.status).toBe('measured');
    expect(notesOf(outcome)).toContain(
      `After step 1 the page leads to ${site.url}/next, another document, which was not loaded.`,
    );
  });

  it.each(['keyDown', 'keyUp'])('as %s of the Enter key is no different', async (type) => {
    const asserted = type === 'keyDown' ? [at, {}] : [{}, at];
    const steps = ['keyDown', 'keyUp'].map((each, index) => ({ type: each, key: 'Enter', ...asserted[index] }));
    const focus = { type: 'click', selectors: ['#q'], offsetX: 2, offsetY: 2 };
    // The form is sent when the key goes down; a navigation that is asserted later has happened already.
    expect(notesOf(await visit('/form', record(focus, ...steps)))).toContain(`leads to ${site.url}/next`);
  });

  it('and is followed by another fails, with the step and the way out', async () => {
    const outcome = await visit('/form', record(out, { type: 'click', selectors: ['#go'], ...at }));
    expect(outcome).toMatchObject({ code: 'left-the-page' });
    expect(reasonOf(outcome)).toMatch(
      /step 1 \(click\) of what buy.json plays: it leads to .*\/next; make that a route/,
    );
  });

  it('within the document is awaited', async () => {
    const clicked = { type: 'click', selectors: ['#go'], ...at };
    const outcome = await visit('/spa', record(clicked, { type: 'keyDown', key: 'a' }, { type: 'keyUp', key: 'a' }), {
      action: 'wait-for',
      selector: 'text/Two',
    });
    expect(measured(outcome).readings.inp.status).toBe('measured');
  });

  it('but does not here says so', async () => {
    const outcome = await visit('/next', record({ type: 'click', selectors: ['#go'], ...at, timeout: 300 }));
    expect(outcome).toMatchObject({ code: 'interaction-failed' });
    expect(reasonOf(outcome)).toContain('it leads to another page in the recording, and to none here within 0.3 s');
  });

  it('is followed there in set-up', async () => {
    const followed = record(out, { type: 'waitForElement', selectors: ['#go'] });
    expect(targetOf(await visitAfter([go('/form'), followed], '/next', click('#go')))).toBe('#go');
  });
});
