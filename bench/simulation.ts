/**
 * `npm run bench:simulation [-- [--write] [--resume FILE] [--cores N] [--scale 0.1]]`: the error rates of the gate's own decision code on
 * simulated campaigns, beside the rules of other tools on the same visits, as Markdown. The numbers are seeded: they are
 * the same on every machine. Exit code 1 if a bound does not hold.
 *
 * `--write` puts the tables into docs/error-rates.md. `--resume` keeps every finished scenario in a file and leaves out those
 * that it holds: for the same code only. `--scale` makes only that share of the runs.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { boundsOf, boundsTable, holds } from './simulation/bounds.ts';
import { Journal } from './simulation/journal.ts';
import { simulateAll } from './simulation/pool.ts';
import { SCENARIOS } from './simulation/scenarios.ts';
import type { Scenario } from './simulation/scenarios.ts';
import { efficienciesOf, tablesOf } from './simulation/tables.ts';
import type { Results } from './simulation/tables.ts';
import type { Tally } from './simulation/tally.ts';

/** So many give two digits. */
const EFFICIENCY_CAMPAIGNS = 1000;
const PAGE = path.resolve(import.meta.dirname, '../docs/error-rates.md');
/** The tables stand between these two lines of the page. */
const MARKS = ['<!-- simulated: begin -->', '<!-- simulated: end -->'] as const;

const { values: options } = parseArgs({
  options: {
    write: { type: 'boolean', default: false },
    resume: { type: 'string' },
    cores: { type: 'string', default: String(availableParallelism()) },
    scale: { type: 'string', default: '1' },
  },
});

const started = performance.now();
const scale = Number(options.scale);
const scenarios = SCENARIOS.map((each) => ({
  ...each,
  runs: Math.ceil(scale * each.runs),
  peerRuns: Math.ceil(scale * each.peerRuns),
}));
const journal = new Journal(options.resume);
const open = scenarios.filter((scenario) => !journal.has(scenario));
const made = await simulateAll(open, Number(options.cores), sayFinished);
const results: Results = (name) => {
  const tally = made.get(name) ?? journal.tallies.get(name);
  if (tally === undefined) throw new Error(`nothing simulated of ${name}`);
  return tally;
};
const efficiencies = efficienciesOf(Math.ceil(scale * EFFICIENCY_CAMPAIGNS));
const bounds = boundsOf(results, efficiencies);
const tables = `${tablesOf(results, efficiencies)}\n\n### Bounds\n\n${boundsTable(bounds)}`;
console.log(tables);
if (options.write) writePage(tables);
if (!bounds.every(holds)) process.exitCode = 1;

function sayFinished(scenario: Scenario, tally: Tally): void {
  journal.append(scenario, tally);
  console.error(`${elapsed().padStart(6)}  ${scenario.name}: ${scenario.runs} runs`);
}

function elapsed(): string {
  return `${Math.round((performance.now() - started) / 1000)} s`;
}

function writePage(text: string): void {
  const [begin, end] = MARKS;
  const page = readFileSync(PAGE, 'utf8');
  const [before, after] = [page.split(begin)[0], page.split(end)[1]];
  if (before === undefined || after === undefined) throw new Error(`${PAGE} has no place for the tables`);
  writeFileSync(PAGE, `${before}${begin}\n\n${text}\n\n${end}${after}`);
}
