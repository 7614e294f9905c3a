/**
 * `npm run bench:field-shop [-- --sessions 40]`: the field plane from end to end. Real Chrome makes five page views a session on
 * the demo shop with the built beacon, on two devices and two deploys; the built collector stores what is sent; `field check`,
 * `field slo` and `field deploys` read it. What they say is held against the visits and against the files. Exits with 1 where
 * it differs.
 */
import path from 'node:path';
import { parseArgs } from 'node:util';

import type { DeployRow } from '../src/field/analyses/deploys.ts';
import type { SloRow } from '../src/field/analyses/slo-row.ts';
import type { Beacon, FinalBeacon } from '../src/model/beacon.ts';
import { DEVICES, VIEWS_PER_SESSION, type MadeView } from './field/shop-visitors.ts';
import { isFinal, makeVisits, ROUTES, run, storedIn } from './field/shop-visits.ts';

const { values: options } = parseArgs({ options: { sessions: { type: 'string', default: '40' } } });
const SESSIONS = Number(options.sessions);
const failures: string[] = [];

function check(what: string, isMet: boolean): void {
  console.log(`${isMet ? 'ok  ' : 'FAIL'} ${what}`);
  if (!isMet) failures.push(what);
}

/** The last final of each view that was stored, whatever the commands make of them. */
function endedViews(records: readonly Beacon[]): FinalBeacon[] {
  return [...new Map(records.filter(isFinal).map((record) => [record.view, record])).values()];
}

/** The nearest-rank p75, of whole numbers. */
function p75Of(values: readonly number[]): number | null {
  return values.map(Math.round).toSorted((one, other) => one - other)[Math.ceil(values.length * 0.75) - 1] ?? null;
}

const COLUMNS = [
  'route',
  'device',
  'made',
  'stored',
  'counted',
  'sessions',
  'coverage',
  'LCP p75',
  'from files',
  'loads in Chrome',
];

/** What `field slo` says of each route and device, beside what was made and what is in the files. */
function holdRows(rows: readonly SloRow[], made: readonly MadeView[], ended: readonly FinalBeacon[]): void {
  const table = [COLUMNS];
  for (const route of ROUTES)
    for (const device of DEVICES) {
      const row = rows.find((each) => each.route === route && each.condition === device && each.path === 'lcp');
      const views = made.filter((view) => view.route === route && view.device === device);
      const finals = ended.filter((final) => final.route === route && final.device === device);
      const values = finals.flatMap(({ lcp }) => (lcp === null || lcp === undefined ? [] : [lcp.value]));
      const loads = finals.filter(({ navigation }) => navigation !== 'soft-navigation');
      const ofLoads = loads.flatMap(({ lcp }) => lcp?.value ?? []);
      const seen = views.flatMap(({ lcpMs }) => lcpMs ?? []);
      const name = `${route} on ${device}`;
      check(`${name}: ${finals.length} of ${views.length} views ended`, finals.length === views.length);
      check(`${name}: LCP of ${row?.n} views, as in the files`, row?.n === values.length);
      check(`${name}: p75 ${row?.p75} ms, from the files ${p75Of(values)}`, row?.p75 === p75Of(values));
      check(`${name}: coverage ${row?.coverage}`, row?.coverage === 1);
      const sessions = new Set(views.map(({ session }) => session)).size;
      check(`${name}: ${row?.sessions} sessions, as were made`, row?.sessions === sessions);
      const apart = Math.abs((p75Of(ofLoads) ?? Number.NaN) - (p75Of(seen) ?? Number.NaN));
      check(`${name}: p75 of loads is ${apart} ms from what Chrome told the page, at most 1`, apart <= 1);
      table.push(
        [
          route,
          device,
          views.length,
          finals.length,
          row?.n,
          row?.sessions,
          row?.coverage,
          row?.p75,
          p75Of(values),
          p75Of(seen),
        ].map(String),
      );
    }
  const widths = COLUMNS.map((_, column) => Math.max(...table.map((cells) => cells[column]?.length ?? 0)));
  for (const cells of table)
    console.log(
      cells
        .map((cell, column) => cell.padEnd((widths[column] ?? 0) + 2))
        .join('')
        .trimEnd(),
    );
}

/** The verdict that follows from the row's own numbers. */
function verdictOf({ low, high, max, value }: SloRow): string | null {
  if (max === null) return null;
  if (value === null) return 'unmeasured';
  if (low !== null && low > max) return 'fail';
  return high !== null && high <= max ? 'pass' : 'inconclusive';
}

/**
 * What head's faults make worse must be worse in the field, in their own phase. Shifts are not held on mobile: the viewport of
 * a phone changes when the page declares its width, and for 500 ms after that Chrome counts no shift.
 */
const FAULTY = [
  ['product', 'mobile', 'lcp.resource-load-delay'],
  ['product', 'desktop', 'lcp.resource-load-delay'],
  ['product', 'mobile', 'inp.processing-duration'],
  ['product', 'desktop', 'inp.processing-duration'],
  ['list', 'desktop', 'cls'],
] as const;

function holdFaults(rows: readonly SloRow[], [base, head]: readonly string[]): void {
  for (const [route, device, node] of FAULTY) {
    const of = (sha: string | undefined): number =>
      rows.find((row) => row.route === route && row.condition === device && row.path === node && row.by === sha)?.p75 ??
      Number.NaN;
    check(`${route} on ${device}: ${node} ${of(base)} on base, ${of(head)} on head`, of(head) > of(base));
  }
}

const { folder, made, collectorExit, remove } = await makeVisits(SESSIONS);
try {
  check(`the collector ends on SIGTERM with ${collectorExit}, and it must be 0`, collectorExit === 0);
  const records = storedIn(path.join(folder, 'field'));
  const starts = new Set(records.filter(({ type }) => type === 'start').map(({ view }) => view)).size;
  check(
    `${made.length} views made, ${starts} stored`,
    starts === made.length && made.length === SESSIONS * VIEWS_PER_SESSION,
  );
  const sessions = new Set(records.map(({ session }) => session));
  check(
    `${sessions.size} sessions stored, ${SESSIONS} made`,
    sessions.size === SESSIONS && made.every(({ session }) => sessions.has(session)),
  );

  const checked = await run(folder, 'field', 'check');
  console.log(checked.stdout);
  check(`field check ends with ${checked.exitCode}, and it must be 0`, checked.exitCode === 0);

  const slo = await run(folder, 'field', 'slo', '--json');
  const rows = JSON.parse(slo.stdout) as SloRow[];
  holdRows(rows, made, endedViews(records));
  check(
    'every verdict follows from its row',
    rows.every((row) => row.verdict === verdictOf(row)),
  );
  const database = rows.filter(({ path: node }) => node === 'lcp.ttfb.request.db');
  check(
    `the layer of ${database.length} routes and devices is over its budget`,
    database.length === 8 && database.every(({ verdict }) => verdict === 'fail'),
  );
  check(`field slo ends with ${slo.exitCode}, and it must be 1`, slo.exitCode === 1);

  const shas = [...new Set(made.map(({ sha }) => sha))];
  holdFaults(JSON.parse((await run(folder, 'field', 'slo', '--json', '--by', 'sha')).stdout) as SloRow[], shas);

  const deploys = await run(folder, 'field', 'deploys', '--json');
  const changes = JSON.parse(deploys.stdout) as DeployRow[];
  check(`field deploys ends with ${deploys.exitCode}, and it must be 0`, deploys.exitCode === 0);
  check(
    'both deploys have rows, and of a few minutes none is called a step',
    new Set(changes.map(({ sha }) => sha)).size === 2 && changes.every(({ verdict }) => verdict === 'unclear'),
  );
} finally {
  await remove();
}
if (failures.length > 0) {
  console.log(`${failures.length} differ`);
  process.exitCode = 1;
}
