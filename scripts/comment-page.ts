import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

import MarkdownIt from 'markdown-it';

/** The tags that our comments may have, out of those that GitHub allows; all others are dropped. */
const ALLOWED_TAG = /^<\/?(?:details|summary|code|br)>$/;

const markdown = new MarkdownIt({ html: true, linkify: true });

markdown.renderer.rules['html_block'] = (tokens, index) => allowed(tokens[index]?.content ?? '');
markdown.renderer.rules['html_inline'] = (tokens, index) => allowed(tokens[index]?.content ?? '');

function allowed(html: string): string {
  return html.replace(/<!--.*?-->/gs, '').replace(/<[^<>]*>/g, (tag) => (ALLOWED_TAG.test(tag) ? tag : ''));
}

/** A comment in Markdown as a page that shows it as GitHub does, on white. */
export async function commentPage(comment: string): Promise<string> {
  const css = createRequire(import.meta.url).resolve('github-markdown-css/github-markdown-light.css');
  return `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<style>${await readFile(css, 'utf8')}</style>
<style>body { margin: 0; background: #fff; } article { padding: 16px; font-size: 14px !important; }</style>
<article class="markdown-body">${markdown.render(comment)}</article>`;
}
