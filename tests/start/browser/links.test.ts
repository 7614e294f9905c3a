import { expect, test } from 'vitest';

import { linksOf } from '../../../src/start/routes/links.ts';
import { routesOfSite } from '../../../src/start/routes/site-routes.ts';
import { serveSite } from '../server.ts';

const SURVEYOR = { chromePath: null, env: process.env };

/** A page whose links are made by its script, one of them when an answer has come. */
const SCRIPTED = `<!doctype html><body><script>
  alert('Hello');
  const link = (path) => { const a = document.createElement('a'); a.href = path; a.textContent = path; document.body.append(a); };
  link('/early');
  fetch('/menu').then((answer) => answer.text()).then(link);
</script>`;

test('links that scripts add are seen, those after a request too', async () => {
  await using site = await serveSite(() => ({
    '/': { body: SCRIPTED },
    '/menu': { type: 'text/plain', body: '/late' },
    '/early': { body: 'a page' },
    '/late': { body: 'a page' },
  }));
  const { routes, notices, origin } = await routesOfSite(`${site.origin}/`, SURVEYOR);
  expect(routes.map(({ path }) => path)).toEqual(['/', '/early', '/late']);
  expect(origin).toBe(`3 pages linked on ${site.origin}/`);
  expect(notices).toEqual([]);
});

test('a page that Chrome cannot load has the links of its HTML, and it is told why', async () => {
  const html = '<a href="/about">About</a>';
  const { urls, problem } = await linksOf('http://127.0.0.1:9/', html, SURVEYOR);
  expect(urls).toEqual(['http://127.0.0.1:9/about']);
  expect(problem).toMatch(/^net::ERR_/);
});
