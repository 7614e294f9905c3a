import { readFile } from 'node:fs/promises';

import { html, ONCE_PAINTED, PAINTED, serveSite, type Page, type Site } from './site.ts';

/** How long the API behind the product page takes, ms. */
export const API_MS = 300;

/** A list whose link draws the product page after a slow answer of its API; a busy page in every other respect. */
const LIST = `<style>h1 { margin: 0 }</style><div id="top"></div><main id="view"><h1>All products</h1><a id="product" href="/p/1">Product</a> <a id="hard" href="/p/2">Hard</a>
<button id="stay">Stay</button></main>${ONCE_PAINTED}<script>
  function busy(ms) { const end = performance.now() + ms; while (performance.now() < end); }
  const view = document.querySelector('#view');
  oncePainted(() => { document.querySelector('#top').style.height = '120px'; });
  document.querySelector('#product').onclick = async (event) => {
    event.preventDefault();
    busy(200);
    history.pushState({}, '', '/p/1');
    await fetch('/api');
    view.innerHTML = '<h1>Product</h1><img src="/hero.jpg" width="300" height="200"><button id="add">Add</button><p id="late"></p><p id="below">Below</p>';
    document.querySelector('#add').onclick = function addToCart() { busy(80); };
    // What comes within half a second of the click does not count. A visit waits for answers, but for no timer.
    for (let asked = 0; asked < 2; asked += 1) await fetch('/api');
    document.querySelector('#late').style.height = '40px';
  };
</script>`;

/** The image of the product page. */
export const readHero = (): Promise<Buffer> => readFile('fixtures/shop/assets/product-42.jpg');

/** Serves the list, and the product page only as another document. */
export async function serveProductList(): Promise<Site> {
  const hero = await readHero();
  const pages: Record<string, Page> = {
    ...PAINTED,
    '/': html(LIST),
    '/p/2': html('<h1>Another document</h1>'),
    '/api': (_, response) => void setTimeout(() => response.end('{}'), API_MS),
    '/hero.jpg': (_, response) => void response.writeHead(200, { 'content-type': 'image/jpeg' }).end(hero),
  };
  return serveSite(pages);
}
