import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { findChrome } from '../../../src/lab/browser/chrome-path.ts';
import { Lab } from '../../../src/lab/lab.ts';
import type { Interaction } from '../../../src/model/interaction.ts';
import type { Route } from '../../../src/model/route.ts';
import type { Session } from '../../../src/model/session.ts';
import { FAST, IN_VAIN, LIMITS, measured, OTHER_ORIGINS, route, valueAt } from '../../support/lab.ts';
import { html, serveSite, type Page, type Site } from '../../support/site.ts';

/** On which a round trip is far more than what a busy machine adds. */
const FAR = { ...FAST, name: 'far', rttMs: 200 };

const SECRETS = { PASSWORD: 'open sesame & more', BYPASS: 'let-me-in-please' };

/** What each side was asked, with the headers that matter. */
const asked: {
  path: string;
  preview: string | undefined;
  authorization: string | undefined;
  cookie: string | undefined;
}[] = [];
const noted =
  (page: string): Page =>
  (request, response) => {
    const { authorization, cookie, 'x-preview': preview } = request.headers;
    asked.push({ path: request.url ?? '', preview: preview?.toString(), authorization, cookie });
    response.writeHead(200, { 'content-type': 'text/html', 'access-control-allow-origin': '*' }).end(page);
  };

let logins = 0;
const PAGES: Record<string, Page> = {
  '/login': html(
    '<h1>Log in</h1><form action="/session" method="post"><input id="user" name="user"><input id="password" name="password" type="password"><button id="send">Log in</button></form>',
  ),
  '/session': (request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const ok = new URLSearchParams(body).get('password') === SECRETS.PASSWORD;
      if (ok) logins++;
      const cookie = ok ? { 'set-cookie': 'session=42; HttpOnly; Path=/' } : {};
      response.writeHead(303, { location: ok ? '/welcome' : '/login?wrong', ...cookie }).end();
    });
  },
  '/welcome': html('<h1>Welcome</h1><script>localStorage.seen = "tour"; sessionStorage.tab = "1"</script>'),
  '/account': (request, response) => {
    const known = request.headers.cookie?.includes('session=42') === true;
    if (!known) {
      response.writeHead(401, { 'content-type': 'text/html' }).end('<h1>Who?</h1>');
      return;
    }
    response.writeHead(200, { 'content-type': 'text/html', 'cache-control': 'max-age=3600' });
    response.end(html(`<h1>Account</h1><script>fetch('/saw?' + localStorage.seen + sessionStorage.tab)</script>`));
  },
  '/saw': noted('.'),
  '/state': html(`<h1>State</h1><script>
    fetch('/saw?' + [localStorage.token, document.cookie].join()); localStorage.token = 'changed';
  </script>`),
  '/again': html(`<h1>Again</h1><script>fetch('/saw?' + localStorage.token)</script>`),
  '/page': noted(''),
  '/plain': noted(html('<h1>Plain</h1>')),
  '/own.css': noted('h1 { color: red }'),
  '/redirects-out': (_, response) => void response.writeHead(302, { location: `${elsewhere.url}/third` }).end(),
  '/api': noted('{}'),
  '/reflects': html(`<h1>Hello</h1><input id="user"><button id="${SECRETS.BYPASS}">Go</button><script>
    document.querySelector('button').onclick = () => { const end = Date.now() + 1000; while (Date.now() < end); };
  </script>`),
};

let site: Site;
let elsewhere: Site;
let lab: Lab;
/** For a step whose element does not come. */
let impatient: Lab;
beforeAll(async () => {
  site = await serveSite(PAGES);
  elsewhere = await serveSite({ '/third': noted('.'), '/third.css': noted('') });
  PAGES['/page'] = noted(
    html(
      `<h1>Page</h1><script>fetch('/api'); fetch('/redirects-out').catch(() => 0); fetch('/api', { headers: { authorization: 'Bearer own' } });</script>`,
      `<link rel="stylesheet" href="/own.css"><link rel="stylesheet" href="${elsewhere.url}/third.css">`,
    ),
  );
  const chromePath = await findChrome(null, process.env);
  const signal = new AbortController().signal;
  const options = {
    chromePath,
    settleMs: 200,
    signal,
    log: () => undefined,
    limits: LIMITS,
    allowHosts: OTHER_ORIGINS,
    env: { ...process.env, ...SECRETS },
  };
  lab = await Lab.open(options, [FAST, FAR]);
  impatient = await Lab.open({ ...options, limits: { ...LIMITS, ...IN_VAIN } }, [FAST]);
});
afterAll(async () => {
  await lab.close();
  await impatient.close();
  await site.close();
  await elsewhere.close();
});
beforeEach(() => {
  asked.length = 0;
  logins = 0;
});

const STRANGER: Session = { setup: [], cookies: [], headers: [], localStorage: [], basicAuth: null };
const as = (path: string, session: Partial<Session>, ...interactions: Interaction[]): Route => ({
  ...route(path, interactions),
  session: { ...STRANGER, ...session },
});
const visit = (visited: Route, condition = FAST) => lab.visit(visited, condition, site);
const saw = () =>
  asked.filter(({ path }) => path.startsWith('/saw?')).map(({ path }) => decodeURIComponent(path.slice(5)));

const LOGIN: Interaction[] = [
  { action: 'navigate', kind: 'hard', path: '/login' },
  { action: 'type', selector: '#user', text: 'qa' },
  { action: 'type', selector: '#password', text: { secret: 'PASSWORD' } },
  { action: 'click', selector: '#send' },
  { action: 'wait-for', selector: 'text/Welcome' },
];

describe('set-up', () => {
  it('is performed once, and each visit begins with what it left, and with an empty cache', async () => {
    const account = as('/account', { setup: LOGIN });
    const outcomes = [measured(await visit(account)), measured(await visit(account))];
    expect(logins).toBe(1);
    expect(saw()).toEqual(['tour1', 'tour1']);
    // A cached page would have no round trip. (Chrome may connect ahead of the request, so `connect` says nothing.)
    for (const outcome of outcomes) expect(valueAt(outcome, 'lcp.ttfb.request')).toBeGreaterThan(FAST.rttMs / 2);
  });

  it('is performed again for another route', async () => {
    measured(await visit(as('/account', { setup: LOGIN })));
    measured(await visit({ ...as('/account', { setup: LOGIN }), name: 'another' }));
    expect(logins).toBeGreaterThanOrEqual(1);
  });

  it('that fails is a failed visit that names its step and not the secret', async () => {
    const setup: Interaction[] = [...LOGIN.slice(0, 2), { action: 'click', selector: '#nope' }];
    const outcome = await impatient.visit(as('/account', { setup }), FAST, site);
    expect(outcome).toMatchObject({ status: 'failed', code: 'selector-not-found' });
    expect(outcome.status === 'failed' && outcome.reason).toMatch(/^set-up step 3 \(click\) of route/);
  });

  it('whose page answers with an error fails', async () => {
    const setup: Interaction[] = [{ action: 'navigate', kind: 'hard', path: '/nowhere' }];
    expect(await visit(as('/account', { setup }))).toMatchObject({ status: 'failed', code: 'http-status' });
  });
});

describe('declared state', () => {
  it('is there before the first script, and only once', async () => {
    const session = {
      localStorage: [{ key: 'token', value: { secret: 'BYPASS' } }],
      cookies: [{ name: 'consent', value: 'yes', domain: null, path: '/' }],
    };
    const outcome = await visit(as('/state', session, { action: 'navigate', kind: 'hard', path: '/again' }));
    measured(outcome);
    expect(saw()).toEqual([`${SECRETS.BYPASS},consent=yes`, 'changed']);
  });
});

describe('headers', () => {
  const session: Partial<Session> = {
    headers: [{ name: 'X-Preview', value: { secret: 'BYPASS' } }],
    basicAuth: { username: 'qa', password: { secret: 'PASSWORD' } },
    cookies: [{ name: 'consent', value: 'yes', domain: null, path: '/' }],
  };
  const basic = `Basic ${Buffer.from(`qa:${SECRETS.PASSWORD}`).toString('base64')}`;

  it('go to every request of the own origin, beside its cookies, and to no other origin, not even by redirect', async () => {
    measured(await visit(as('/page', session)));
    const own = asked.filter(({ path }) => ['/page', '/own.css', '/api'].includes(path));
    expect(own).toHaveLength(4);
    expect(own.every(({ preview, cookie }) => preview === SECRETS.BYPASS && cookie === 'consent=yes')).toBe(true);
    const third = asked.filter(({ path }) => path.startsWith('/third'));
    expect(third.length).toBeGreaterThanOrEqual(2);
    expect(third.every(({ preview, authorization }) => preview === undefined && authorization === undefined)).toBe(
      true,
    );
  });

  it("never take the place of the page's own", async () => {
    measured(await visit(as('/page', session)));
    const sent = asked.filter(({ path }) => path === '/api').map(({ authorization }) => authorization);
    expect(new Set(sent)).toEqual(new Set([basic, 'Bearer own']));
  });

  it('cost the page less than a round trip', async () => {
    const ttfb: Record<'with' | 'without', number[]> = { with: [], without: [] };
    for (let round = 0; round < 3; round++) {
      ttfb.with.push(valueAt(await visit(as('/plain', session), FAR), 'lcp.ttfb'));
      ttfb.without.push(valueAt(await visit(route('/plain'), FAR), 'lcp.ttfb'));
    }
    expect(Math.min(...ttfb.with) - Math.min(...ttfb.without)).toBeLessThan(FAR.rttMs);
  });
});

describe('secrets', () => {
  const typed: Interaction = { action: 'type', selector: '#user', text: { secret: 'BYPASS' } };

  it('that turn up in a failure are redacted', async () => {
    const named: Interaction = { action: 'click', selector: `[title="${SECRETS.BYPASS}"]` };
    const failed = await impatient.visit(as('/login', {}, typed, named), FAST, site);
    expect(failed.status === 'failed' && failed.reason).toContain('[title=\\"***\\"]');
    expect(JSON.stringify(failed)).not.toContain(SECRETS.BYPASS);
  });

  it('that turn up in what a page shows are redacted', async () => {
    const outcome = await visit(as('/reflects', {}, typed, { action: 'click', selector: `#${SECRETS.BYPASS}` }));
    expect(measured(outcome).evidence.inpTarget).toContain('***');
    expect(JSON.stringify(outcome)).not.toContain(SECRETS.BYPASS);
  });
});
