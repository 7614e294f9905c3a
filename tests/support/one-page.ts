import { html } from './site.ts';

/** The page that a run of one route visits. */
export const PAGE = html('<h1>Some large text</h1><button id="go">Go</button>');

/** A limit that an unchanged page keeps, and one that is slower by 250 ms breaks. */
export const LCP = '  lcp: { max: 2500 ms, max-increase: [5 %, 50 ms] }';

/** A configuration that gates that page at `/page`; `budgets` are lines of YAML. */
export const onePage = (budgets: string, rest = ''): string => `routes:
  - name: page
    path: /page
    conditions: [desktop]
budgets:
${budgets}
settle: 100 ms
${rest}`;
