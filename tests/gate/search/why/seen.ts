import type { Diagnosed } from '../../../../src/lab/diagnosis/diagnosing.ts';
import { diagnosisSchema, type DiagnosticVisit } from '../../../../src/model/diagnosis.ts';
import { BASE, diagnosis, HEAD, html, request, type RequestSpec, type VisitSpec } from '../../../cause/records.ts';
import type { FakeDiagnosis, FakeRun } from '../../../support/fake-lab.ts';
import { steady } from '../../../support/fake-lab.ts';

/** Where the fake lab has the deploys of the records: at no name that would be looked up. */
export const URLS = { base: 'http://127.0.0.1:1', head: 'http://127.0.0.1:2' };

/** A page with this hero. */
export function page(hero: Partial<RequestSpec> = {}): VisitSpec {
  return { requests: [html(), request({ url: '/hero.jpg', ...hero })] };
}

/** The hero is asked for 300 ms later, by line 2 of a script. */
export const LATE = page({
  askedMs: 410,
  initiator: 'script',
  stack: [{ url: '/gallery.js', line: 2, column: 3, functionName: 'show' }],
});

/** What visits to both sides see, in the order in which they are made. */
export function visitsOf(base: VisitSpec, head: VisitSpec): Readonly<Record<'base' | 'head', DiagnosticVisit>> {
  const written = JSON.stringify(diagnosis(base, head)).replaceAll(BASE, URLS.base).replaceAll(HEAD, URLS.head);
  const { visits } = diagnosisSchema.parse(JSON.parse(written));
  const of = (side: 'base' | 'head'): DiagnosticVisit => {
    const visit = visits.find((each) => each.side === side);
    if (visit === undefined) throw new Error(`there is no visit to ${side}`);
    return visit;
  };
  return { base: of('base'), head: of('head') };
}

export function seen(visit: DiagnosticVisit, pages: Readonly<Record<string, string>> = {}): Diagnosed {
  return { visit, texts: new Map(), pages: new Map(Object.entries(pages)), pictures: new Map(), filmstrip: null };
}

/** A head that is 300 ms slower, because its hero is asked for later. */
export function slowerHead(over: Partial<FakeRun> = {}): FakeRun {
  const visits = visitsOf(page(), LATE);
  return {
    urls: URLS,
    visit: steady(300),
    why: { explain: 'on-failure' },
    diagnose: ({ side }: FakeDiagnosis) => seen(visits[side]),
    ...over,
  };
}
