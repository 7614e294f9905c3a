import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Lab } from '../../../src/lab/lab.ts';
import type { Interaction, RecordedStep } from '../../../src/model/interaction.ts';
import { FAST, IN_VAIN, measured, openLab, PHONE, route, valueAt } from '../../support/lab.ts';
import { html, ONCE_PAINTED, PAINTED, serveSite, slow, type Page, type Site } from '../../support/site.ts';

/** A page that tells the server what happened on it, so that a test can look at it from outside. */
const told: string[] = [];
const TELL = `<script>const tell = (what) => fetch('/tell?' + encodeURIComponent(what));</script>`;

const PAGES: Record<string, Page> = {
  ...PAINTED,
  '/tell': (request, response) => {
    told.push(decodeURIComponent(request.url?.split('?')[1] ?? ''));
    response.end();
  },
  '/touch': html(`${TELL}<h1>Touch</h1><button id="go">Go</button><script>
    go.ontouchstart = () => tell('touch'); go.onclick = (event) => tell('click by ' + event.pointerType);
  </script>`),
  '/keys': html(`${TELL}<h1>Keys</h1><input id="q" value="lamp"><script>
    q.onkeydown = (event) => { if (event.key === 'k') tell([event.ctrlKey, event.shiftKey, event.isTrusted].join()); };
    document.onselectionchange = () => { if (q.selectionEnd - q.selectionStart === 4) tell('all selected'); };
  </script>`),
  '/menu': html(`${TELL}<style>#sub { display: none } nav:hover #sub { display: block }</style>
    <nav id="nav">Menu<a id="sub" href="#x" onclick="tell('sub')">Sub</a></nav><h1>Shop</h1>`),
  // The browser sends pointerenter again once it has laid out what the click changed.
  '/entered': html(`${TELL}<style>#many { display: none } .open { display: block !important }</style><h1>Shop</h1>
    <button id="go">Go</button><div id="many"></div><script>
    many.innerHTML = '<span style="display:inline-block;padding:1px">x</span>'.repeat(30000);
    go.onpointerenter = go.onpointerleave = () => {};
    go.onclick = () => { many.className = 'open'; document.body.prepend('moved '.repeat(200)); };
  </script>`),
  '/long': html(`${TELL}<h1>Long</h1><div style="height:5000px"></div><footer id="end">End</footer><script>
    addEventListener('wheel', (event) => { if (event.isTrusted) tell('wheel'); }, { passive: true, once: true });
    addEventListener('scrollend', () => tell('at ' + Math.round(scrollY)));
  </script>`),
  '/endless': html(`<h1>Feed</h1><ol id="feed"></ol><script>
    const grow = () => { for (let i = 0; i < 30; i++) feed.append(Object.assign(document.createElement('li'), { textContent: 'x' })); };
    grow(); grow(); onscroll = grow;
  </script>`),
  '/select':
    html(`${TELL}<h1>Size</h1><select id="size"><option>S<option disabled>M<option value="x">XL<option>XXL</select><script>
    size.onchange = (event) => { const end = Date.now() + 400; while (Date.now() < end); tell(event.isTrusted + ' ' + size.value); };
  </script>`),
  '/api/slow': slow(300, '{}'),
  '/fetching': html(`${TELL}<h1>Cart</h1><button id="go">Go</button><script>
    go.onclick = async () => { await fetch('/api/slow?x=1'); document.title = 'done'; };
    addEventListener('keydown', () => tell('title ' + document.title));
  </script>`),
  '/covered': html(`<h1>Shop</h1><button id="go">Go</button>
    <div id="banner" class="consent" style="position:fixed;inset:0;background:#fff8"></div>`),
  // Without a doctype the document is as high as what is in it.
  '/quirks': `${TELL}<h1>Shop</h1><div style="height:3000px"></div><button id="go" onclick="tell('clicked')">Go</button>`,
  '/icon':
    html(`${TELL}<h1>Shop</h1><div style="overflow:auto;height:100px" onclick="tell('list')"><div style="height:300px"></div>
    <button onclick="tell('button')"><svg id="icon" width="20" height="20" style="pointer-events:none"></svg></button></div>`),
  '/briefly-covered': html(`${TELL}<h1>Shop</h1><button id="go" onclick="tell('clicked')">Go</button>
    <div id="banner" style="position:fixed;inset:0"></div><script>setTimeout(() => banner.remove(), 800)</script>`),
  '/label': html(`${TELL}<h1>Shop</h1><label style="display:inline-block;position:relative">Agree
    <input id="box" type="checkbox" onchange="tell('checked')"><i style="position:absolute;inset:0"></i></label>`),
  '/shadow': html(`${TELL}<h1>Shop</h1><x-cart></x-cart><script>
    customElements.define('x-cart', class extends HTMLElement { constructor() { super();
      this.attachShadow({ mode: 'open' }).innerHTML = '<button id="inner"><b>Go</b></button>';
      this.shadowRoot.querySelector('button').onclick = () => tell('inner'); } });
  </script>`),
  '/link': html('<h1>Shop</h1><a id="out" href="/text">Text</a><button id="go">Go</button>'),
  '/text': slow(50, html('<h1>Some text</h1>')),
  '/away-link': html(`<h1>Shop</h1><button id="go" onclick="location.href = '//elsewhere.invalid/'">Go</button>`),
  '/popup': html(
    `<h1>Shop</h1><a id="tab" target="_blank" href="/text">T</a><button id="go" onclick="window.open('/text')">Go</button>`,
  ),
  // Without a viewport of its own a phone can zoom it, and waits for a second tap before the first is a click.
  '/tap': `<!doctype html><title>Test</title><h1>Shop</h1><button id="go">Go</button><script>
    document.querySelector('#go').onclick = () => { const end = performance.now() + 120; while (performance.now() < end); };
  </script>`,
  '/popups': html(
    `<h1>Shop</h1><button id="go" onclick="for (let i = 0; i < 6; i++) window.open('/text')">Go</button>`,
  ),
  '/opens-popup': html('<h1>Shop</h1><script>open("/text")</script>'),
  '/download': html('<h1>Shop</h1><a id="go" download href="/file">File</a><a id="to" href="/file">File</a>'),
  '/file': (_, response) =>
    void response.writeHead(200, { 'content-disposition': 'attachment; filename=a.zip' }).end('zip'),
  '/dialog': html(`${TELL}<h1>Shop</h1><button id="go" onclick="tell('answer ' + confirm('Sure?'))">Go</button>`),
  '/broken': html('<h1>Shop</h1><img src="/missing.png?token=1"><script src="/error.js"></script>'),
  '/error.js': (_, response) => void response.writeHead(500).end(),
  '/js-redirect': html('<h1>Shop</h1><script>location.replace("/text")</script>'),
  '/late-redirect': html(`<h1>Shop</h1>${ONCE_PAINTED}<script>oncePainted(() => location.assign("/text"))</script>`),
  '/reloading': html(
    '<h1>Shop</h1><script>if (!sessionStorage.once) { sessionStorage.once = 1; location.reload(); }</script>',
  ),
  '/huge': html(
    `<h1>Huge</h1><button id="go">Go</button><div id="all"></div><script>
      all.innerHTML = Array.from({ length: 25000 }, (_, i) => '<p id="p' + i + '"><b>' + i + '</b></p>').join('');
      go.onclick = () => all.classList.toggle('x');
    </script><button class="twice">1</button><button class="twice">2</button>`,
  ),
};

let lab: Lab;
let impatient: Lab;
let site: Site;
beforeAll(async () => {
  lab = await openLab({ visitMs: 40_000 });
  impatient = await openLab(IN_VAIN);
  site = await serveSite(PAGES);
});
afterAll(async () => {
  await lab.close();
  await impatient.close();
  await site.close();
});

const visit = (path: string, ...interactions: Interaction[]) => {
  told.length = 0;
  return lab.visit(route(path, interactions), FAST, site);
};
/** Where an element or an answer does not come. */
const visitInVain = (path: string, ...interactions: Interaction[]) =>
  impatient.visit(route(path, interactions), FAST, site);
/** What the page tells takes a round trip. */
const heard = (what: string): Interaction => ({
  action: 'wait-for',
  request: `/tell?${encodeURIComponent(what).replaceAll('%2A', '*')}`,
});
const click = (selector: string): Interaction => ({ action: 'click', selector });
const scroll = (to: Extract<Interaction, { action: 'scroll' }>['to']): Interaction => ({ action: 'scroll', to });
const record = (...steps: RecordedStep[]): Interaction => ({ action: 'recording', file: 'buy.json', steps });
const notesOf = (outcome: Awaited<ReturnType<typeof visit>>) => measured(outcome).evidence.notes.join(' ');

describe('input is real', () => {
  it('a tap is a finger where the condition has a touch screen, and a click where it has none', async () => {
    measured(await visit('/touch', { action: 'tap', selector: '#go' }, heard('click by mouse')));
    expect(told).toEqual(['click by mouse']);
    told.length = 0;
    const touch = { ...FAST, viewport: { ...FAST.viewport, touch: true, mobile: true } };
    const outcome = measured(
      await lab.visit(route('/touch', [{ action: 'tap', selector: '#go' }, heard('click by touch')]), touch, site),
    );
    // Of two requests at a time either may arrive first.
    expect(told.toSorted()).toEqual(['click by touch', 'touch']);
    expect(outcome.readings.inp.status).toBe('measured');
  });

  it('a tap lasts until its click is painted, which comes a while after the finger has left', async () => {
    const tapped = route('/tap', [{ action: 'tap', selector: '#go' }]);
    expect(valueAt(await lab.visit(tapped, PHONE, site), 'inp')).toBeGreaterThanOrEqual(112);
  });

  it('a chord holds its modifiers', async () => {
    measured(
      await visit(
        '/keys',
        click('#q'),
        { action: 'press', key: 'Control+a' },
        { action: 'press', key: 'Control+Shift+k' },
      ),
    );
    expect(told).toContain('all selected');
    // A held shift does not change which key it is.
    expect(told.filter((what) => what.endsWith('true'))).toEqual(['true,true,true']);
  });

  it('what the browser lays out after a click is presentation, also where the page listens to where the pointer is', async () => {
    const outcome = await visit('/entered', click('#go'));
    expect(valueAt(outcome, 'inp.presentation-delay')).toBeGreaterThan(40);
  });

  it('hovering opens what hovering opens, and is no interaction', async () => {
    const hovered = await visit('/menu', { action: 'hover', selector: '#nav' });
    expect(measured(hovered).readings.inp.status).toBe('unmeasured');
    measured(await visit('/menu', { action: 'hover', selector: '#nav' }, click('#sub'), heard('sub')));
    expect(told).toEqual(['sub']);
  });

  it('an option is chosen by one key press, and its handler is part of INP', async () => {
    const outcome = await visit('/select', { action: 'select', selector: '#size', value: 'x' }, heard('true x'));
    expect(valueAt(outcome, 'inp.processing-duration')).toBeGreaterThanOrEqual(78);
    expect(told).toEqual(['true x']);
    measured(await visit('/select', { action: 'select', selector: '#size', value: 'S' }, heard('true S')));
    expect(told).toEqual(['true S']);
    const none = await visit('/select', { action: 'select', selector: '#size', value: 'M' });
    expect(none).toMatchObject({
      code: 'interaction-failed',
      reason: expect.stringContaining('no enabled option "M"'),
    });
  });
});

describe('scrolling', () => {
  it('turns the wheel by so many pixels and waits until the page stands still', async () => {
    const outcome = measured(await visit('/long', scroll({ byPx: 600 }), heard('at 600'), click('footer')));
    expect(told).toEqual(expect.arrayContaining(['wheel', 'at 600']));
    expect(outcome.readings.inp.status).toBe('measured');
  });

  it('reaches an element, the bottom, and where there is nothing to scroll nothing', async () => {
    measured(await visit('/long', scroll({ selector: '#end' }), heard('at *')));
    const bottom = told.at(-1);
    expect(bottom).toMatch(/^at [45]\d{3}$/);
    measured(await visit('/long', scroll('bottom'), heard('at *'), scroll('bottom')));
    expect(told.at(-1)).toBe(bottom);
    measured(await visit('/text', scroll('bottom'), scroll({ byPx: 100 })));
  });

  it('gives up on a page that never ends', async () => {
    // Otherwise the visit would fail at its limit.
    expect(await visit('/endless', scroll('bottom'))).toMatchObject({ status: 'measured' });
  });
});

describe('waiting', () => {
  it('for a request includes one that the step before it has started', async () => {
    measured(
      await visit('/fetching', click('#go'), { action: 'wait-for', request: '/api/*' }, { action: 'press', key: 'a' }),
    );
    expect(told).toEqual(['title done']);
  });

  it('for a request that is never made says what was requested', async () => {
    const outcome = await visitInVain('/fetching', click('#go'), { action: 'wait-for', request: '/other/*' });
    expect(outcome).toMatchObject({ status: 'failed', code: 'request-not-seen' });
    expect(outcome.status === 'failed' && outcome.reason).toMatch(/step 2 \(wait-for\).*answered were .*\/api\/slow$/);
  });

  it('for a time', async () => {
    expect(measured(await visit('/text', { action: 'wait-for', timeMs: 700 })).timing.wallMs).toBeGreaterThan(900);
  });
});

describe('an element that cannot be pointed at', () => {
  it('because another one covers it is an error that names the other one', async () => {
    const outcome = await visitInVain('/covered', click('#go'));
    expect(outcome).toMatchObject({ status: 'failed', code: 'element-covered' });
    expect(outcome.status === 'failed' && outcome.reason).toContain('"#go" is covered by div#banner');
  });

  it('because it is out of sight is scrolled to', async () => {
    for (const [path, selector, what] of [
      ['/quirks', '#go', 'clicked'],
      ['/icon', '#icon', 'button'],
    ] as const) {
      told.length = 0;
      measured(await visit(path, click(selector), heard(what)));
      expect(told[0]).toBe(what);
    }
  });

  it('yet is waited for', async () => {
    measured(await visit('/briefly-covered', click('#go'), heard('clicked')));
    expect(told).toEqual(['clicked']);
  });

  it('is not one that its label covers, nor one in a shadow tree', async () => {
    measured(await visit('/label', click('#box'), heard('checked')));
    expect(told).toEqual(['checked']);
    measured(await visit('/shadow', click('pierce/#inner'), heard('inner')));
    expect(told).toEqual(['inner']);
  });
});

describe('an interaction that leads elsewhere', () => {
  it('is measured up to there, with a note', async () => {
    const outcome = await visit('/link', click('#out'));
    expect(measured(outcome).readings.inp.status).toBe('measured');
    expect(measured(outcome).evidence.inpTarget).toBe('#out');
    expect(notesOf(outcome)).toContain(
      `After step 1 the page leads to ${site.url}/text, another document, which was not loaded.`,
    );
  });

  it('to another origin is no different', async () => {
    const outcome = await visit('/away-link', click('#go'));
    expect(notesOf(outcome)).toContain('After step 1 the page leads to http://elsewhere.invalid/');
  });

  it('and is followed by further steps fails, with the way out', async () => {
    const outcome = await visit('/link', click('#out'), click('#go'));
    expect(outcome).toMatchObject({ status: 'failed', code: 'left-the-page' });
    expect(outcome.status === 'failed' && outcome.reason).toMatch(
      /step 1 \(click\).*\/text; make that a route.*`setup`/,
    );
  });

  it('on purpose, by navigate, makes the new document the measured one', async () => {
    const outcome = await visit('/link', click('#go'), { action: 'navigate', kind: 'hard', path: '/text' });
    expect(valueAt(outcome, 'lcp.ttfb')).toBeGreaterThan(FAST.rttMs + 45);
    // The connection is there already, and what was clicked on the page before is none of this one's.
    expect(valueAt(outcome, 'lcp.ttfb.connect')).toBe(0);
    expect(measured(outcome).readings.inp.status).toBe('unmeasured');
  });
});

describe('a page that goes on by itself is not measured in part', () => {
  it.each([
    ['/js-redirect', '/text'],
    ['/late-redirect', '/text'],
    ['/reloading', 'reloads itself'],
  ])('%s', async (path, reason) => {
    const outcome = await visit(path);
    expect(outcome).toMatchObject({ status: 'failed', code: 'left-the-page' });
    expect(outcome.status === 'failed' && outcome.reason).toContain(reason);
  });
});

describe('what happens beside the page', () => {
  it.each([
    ['/popup', [click('#go')]],
    ['/popup', [click('#tab')]],
  ] as const)('a tab that %s opens is closed and never measured', async (path, steps) => {
    const outcome = await visit(path, ...steps);
    expect(notesOf(outcome)).toContain('The page opened another tab, closed and not measured.');
    expect((await lab.browser.pages()).every((page) => !page.url().endsWith('/text'))).toBe(true);
  });

  it('a tab that a page would open by itself is blocked, as it is for visitors, and hides nothing', async () => {
    const outcome = await visit('/opens-popup');
    expect(notesOf(outcome)).toBe('');
    expect(valueAt(outcome, 'lcp')).toBeGreaterThan(0);
  });

  it('a click opens one tab at most, as for visitors, and tabs that are closed halt nothing', async () => {
    const clicks = Array.from({ length: 5 }, () => click('#go'));
    const outcome = await visit('/popups', ...clicks);
    expect(notesOf(outcome)).toContain('The page opened 5 other tabs, closed and not measured.');
  });

  it('a dialog that a click opens is dismissed', async () => {
    const outcome = await visit('/dialog', click('#go'), heard('answer false'));
    expect(notesOf(outcome)).toContain('a dialog, dismissed');
    expect(told).toEqual(['answer false']);
  });

  it.each(['#go', '#to'])('a download by %s is not made', async (selector) => {
    expect(measured(await visit('/download', click(selector))).readings.inp.status).toBe('measured');
  });

  it('a download as the page itself is no page', async () => {
    expect(await visit('/file')).toMatchObject({ status: 'failed', code: 'not-a-page' });
  });

  it('requests that are answered with an error are noted, without their queries', async () => {
    const outcome = await visit('/broken');
    expect(valueAt(outcome, 'lcp')).toBeGreaterThan(0);
    expect(notesOf(outcome)).toMatch(/failed with an error status: (?:404|500) \S+, (?:404|500) \S+\./);
    expect(notesOf(outcome)).not.toContain('token');
  });
});

it('what is no selector is said to be none, at once', async () => {
  const outcome = await visit('/link', click('##'));
  expect(outcome).toMatchObject({ status: 'failed', code: 'selector-not-found' });
  expect(outcome.status === 'failed' && outcome.reason).toContain('"##" is not a selector');
});

describe('a page of 50,000 nodes', () => {
  it('is measured within the limit of a visit', async () => {
    expect(measured(await visit('/huge', click('#go'))).readings.inp.status).toBe('measured');
  });

  it('fails as clearly as a small one', async () => {
    expect(await visit('/huge', click('.twice'))).toMatchObject({ code: 'selector-ambiguous' });
    expect(await visitInVain('/huge', click('#nope'))).toMatchObject({ code: 'selector-not-found' });
  });
});

describe('a recording', () => {
  const at = { offsetX: 5, offsetY: 5, target: 'main' };

  it('is played with real input and measured', async () => {
    const outcome = await visit(
      '/select',
      record(
        { type: 'waitForElement', selectors: ['#size'] } as RecordedStep,
        { type: 'click', selectors: [['h1']], ...at } as RecordedStep,
        { type: 'keyDown', key: 'Tab', target: 'main' } as RecordedStep,
        { type: 'keyUp', key: 'Tab', target: 'main' } as RecordedStep,
      ),
    );
    expect(measured(outcome).readings.inp.status).toBe('measured');
    expect(measured(outcome).evidence.inpStep).toBe(0);
  });

  it('that cannot be played says which step of which file', async () => {
    const outcome = await visit(
      '/text',
      record({ type: 'click', selectors: [['#nope']], timeout: 500, ...at } as RecordedStep),
    );
    expect(outcome).toMatchObject({ status: 'failed', code: 'interaction-failed' });
    expect(outcome.status === 'failed' && outcome.reason).toMatch(
      /step 1 \(recording\).*step 1 \(click\) of what buy.json plays/,
    );
  });

  it('goes to the same path on the deploy where it navigates', async () => {
    const outcome = await visit(
      '/link',
      record({ type: 'navigate', url: 'http://recorded.example/text' } as RecordedStep),
    );
    expect(valueAt(outcome, 'lcp.ttfb')).toBeGreaterThan(FAST.rttMs + 45);
  });
});
