import { style } from 'virtual:page-app';

import { GENERATOR } from '../../report/files/page-file.ts';
import { escaped, html, markupOf, type Html } from './html.ts';
import { contentPolicy } from './policy.ts';

interface WholePageParts {
  readonly title: string;
  readonly body: Html;
  /** Null: the page needs none. */
  readonly script?: string | null;
  /** What the script reads. */
  readonly afterBody?: Html;
}

/** A page in one HTML file, which loads nothing. */
export function wholePage({ title, body, script = null, afterBody = html`` }: WholePageParts): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentPolicy(script, style)}">
<meta name="generator" content="${GENERATOR}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
${markupOf(body)}
${markupOf(afterBody)}
${script === null ? '' : `<script>${script}</script>\n`}</body>
</html>
`;
}
