import type { VNode } from 'preact';

import type { Unit } from '../../../model/metric.ts';
import { pathPhrase } from '../../../report/words/names.ts';
import { valuesOf, type CampaignSamples, type Column } from '../../data/samples.ts';
import { inWords } from '../parts/in-words.ts';
import { isAt } from '../parts/place.ts';
import { State } from '../parts/state.tsx';
import { Table } from '../parts/table.tsx';
import type { SectionProps } from './registry.ts';
import './samples.css';

/** Every visit of a campaign in the order they were made, with what it measured. */
export function SamplesSection({ data: { samples }, place }: SectionProps): VNode {
  const campaign = samples.find(isAt(place));
  return campaign === undefined ? <p>Nothing was visited.</p> : <Visits campaign={campaign} />;
}

/** The whole metrics first; the parts of one where the reader asks for them: all at once are thousands of cells. */
function Visits({ campaign }: { readonly campaign: CampaignSamples }): VNode {
  const wholes = campaign.columns.filter(({ path }) => path.length === 1);
  const columnsOf = (chosen: string): readonly Column[] =>
    chosen === '' ? wholes : campaign.columns.filter(({ path }) => path[0] === chosen);
  return (
    <State initial="">
      {(chosen, choose) => (
        <div class="samples">
          <label>
            Show{' '}
            <select value={chosen} onChange={({ currentTarget }) => choose(currentTarget.value)}>
              <option value="">all metrics</option>
              {wholes.map(({ path: [metric = ''] }) => (
                <option key={metric} value={metric}>
                  {inWords(pathPhrase([metric]))} and its parts
                </option>
              ))}
            </select>
          </label>
          <VisitTable key={chosen} campaign={campaign} columns={columnsOf(chosen)} />
        </div>
      )}
    </State>
  );
}

interface VisitTableProps {
  readonly campaign: CampaignSamples;
  readonly columns: readonly Column[];
}

function VisitTable({ campaign, columns }: VisitTableProps): VNode {
  return (
    <Table
      caption="Every visit, as recorded"
      columns={[...ABOUT, ...columns.map(titleOf), 'Failure']}
      rows={rowsOf(campaign, columns)}
    />
  );
}

const ABOUT = ['Visit', 'Side', 'Phase', 'Block', 'Attempt', 'Counts'];

function rowsOf(campaign: CampaignSamples, columns: readonly Column[]): (string | number)[][] {
  const { sides, phases, blocks, attempts, counted, failures } = campaign;
  const values = columns.map((column) => ({ unit: column.unit, all: valuesOf(column) }));
  return sides.map((side, visit) => {
    const block = blocks[visit] ?? -1;
    return [
      visit + 1,
      side,
      block < 0 ? 'warm-up' : phases[visit] === 'confirm' ? 'fresh' : 'first',
      block < 0 ? '–' : block + 1,
      attempts[visit] ?? '',
      counted[visit] ? 'yes' : 'no',
      ...values.map(({ unit, all }) => recorded(all[visit] ?? null, unit)),
      failures[visit] ?? '',
    ];
  });
}

/** `LCP, ms` */
function titleOf({ path, unit }: Column): string {
  const name = inWords(pathPhrase(path.length > 1 ? path.slice(1) : path, path[0]));
  return unit === 'score' ? name : `${name}, ${unit}`;
}

const DECIMALS: Readonly<Record<Unit, number>> = { ms: 1, score: 4, bytes: 0, cost: 0 };

/** In the unit of its column, in the steps in which values are stored: rounding twice could print another number. */
function recorded(value: number | null, unit: Unit): string {
  return value === null ? '–' : value.toFixed(DECIMALS[unit]);
}
