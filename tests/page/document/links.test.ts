import { parseDocument } from 'htmlparser2';
import { expect, test } from 'vitest';

import { renderPage, type PageParts } from '../../../src/page/document/document.ts';
import { renderComment } from '../../../src/report/comment/comment.ts';
import { GOLDEN } from '../golden.ts';
import { staticPart } from '../read-page.ts';

type Node = ReturnType<typeof parseDocument>['children'][number];

/** The values of an attribute, in the order of the document. */
function valuesOf(nodes: readonly Node[], name: string): string[] {
  return nodes.flatMap((node) => {
    if (!('children' in node)) return [];
    const own = 'attribs' in node ? node.attribs[name] : undefined;
    return [...(own === undefined ? [] : [own]), ...valuesOf(node.children, name)];
  });
}

test.each(Object.entries<PageParts>(GOLDEN))('links of %s lead to elements of the page', (_, parts) => {
  const page = renderPage(parts);
  const { children } = parseDocument(staticPart(page));
  const ids = valuesOf(children, 'id');
  const all = valuesOf(parseDocument(page).children, 'id');
  expect(all).toHaveLength(new Set(all).size);

  const pageUrl = 'https://store.example/page';
  const comment = renderComment({ ...parts.report, pageUrl });
  const fromComment = [...comment.matchAll(/https:\/\/store\.example\/page#([^)\s]+)/g)].map(([, hash = '']) => hash);
  const fromPage = valuesOf(children, 'href').flatMap((href) => (href.startsWith('#') ? [href.slice(1)] : []));
  expect(ids).toEqual(expect.arrayContaining([...fromPage, ...fromComment]));
});

test('a route whose shard is missing is named without a link', () => {
  const page = staticPart(renderPage(GOLDEN['missing-shard']));
  expect(page).toContain('<th scope="row">product</th>');
});
