import { html } from './site.ts';

/** The page that a run of one route visits. */
export const PAGE = html('<h1>Some large text</h1><button id="go">Go</button>');

/** Limits that an unchanged page keeps on the busiest machine. */
export const LCP = '  lcp: { max: 60 s, max-increase: [5 %, 5 s] }';

/** A configuration that gates that page at `/page`; `budgets` are lines of YAML. */
export const onePage = (budgets: string, rest = ''): string => `routes:
  - name: page
    path: /page
    conditions: [desktop]
budgets:
${budgets}
settle: 100 ms
${rest}`;
