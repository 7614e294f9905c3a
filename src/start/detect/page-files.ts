/** Files that are a page each. */
export const HTML_FILES = /\.html?$/;

/** Files of `app/` that are pages of Next.js: `app/(shop)/product/[id]/page.tsx` is `product/:id`. */
export function nextAppPage(file: string): string | null {
  const [, folder] = /^(?:src\/)?app\/(.*?)\/?page\.(?:[jt]sx?|mdx?)$/.exec(file) ?? [];
  if (folder === undefined) return null;
  const segments = folder.split('/').filter((segment) => segment !== '' && !/^\([^.)]+\)$/.test(segment));
  const isPage = segments.every((segment) => !/^[@_]|^\(\.+\)/.test(segment));
  return isPage ? segments.map(variable).join('/') : null;
}

/** Files of `pages/` that are pages, in Next.js and in Gatsby: `src/pages/about/index.tsx` is `about`. */
export function pageOfPages(file: string): string | null {
  const [, page] = /^(?:src\/)?pages\/(.+)\.(?:[jt]sx?|mdx?)$/.exec(file) ?? [];
  if (page === undefined || /^(?:api\/|_|404$|500$)|\.(?:test|spec|d|module)$/.test(page)) return null;
  return segmentsOf(page.replaceAll(/\{[\w.]*?(\w+)\}/g, '[$1]'));
}

/** Files of `src/pages/` of Astro. */
export function astroPage(file: string): string | null {
  const [, page] = /^src\/pages\/(.+)\.(?:astro|mdx?|html)$/.exec(file) ?? [];
  return page === undefined || /^(?:404|500)$|(?:^|\/)_/.test(page) ? null : segmentsOf(page);
}

/** Files of `pages/` of Nuxt. */
export function nuxtPage(file: string): string | null {
  const [, page] = /^(?:app\/)?pages\/(.+)\.vue$/.exec(file) ?? [];
  return page === undefined ? null : segmentsOf(page);
}

/** Folders of `src/routes/` of SvelteKit that have a page. */
export function svelteKitPage(file: string): string | null {
  const [, folder] = /^src\/routes\/(.*?)\/?\+page\.svelte$/.exec(file) ?? [];
  if (folder === undefined) return null;
  return segmentsOf(folder.replaceAll(/(?:^|\/)\([^)]+\)(?=\/|$)/g, '').replace(/^\//, ''));
}

function segmentsOf(page: string): string {
  return page
    .replace(/(?:^|\/)index$/, '')
    .split('/')
    .map(variable)
    .join('/');
}

/** `[id]`, `[...slug]`, `[[lang]]` and `[id=integer]` as `:id`. */
function variable(segment: string): string {
  return segment.replaceAll(/\[+(?:\.\.\.)?(\w+)(?:=\w+)?\]+/g, ':$1');
}
