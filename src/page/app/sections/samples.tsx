import type { VNode } from 'preact';

import { quantity } from '../../../report/words/format.ts';
import { pathPhrase } from '../../../report/words/names.ts';
import { valuesOf, type CampaignSamples } from '../../data/samples.ts';
import { inWords } from '../parts/in-words.ts';
import { isAt } from '../parts/place.ts';
import { Table } from '../parts/table.tsx';
import type { SectionProps } from './registry.ts';

/** Every visit of a campaign in the order they were made, with what it measured. */
export function SamplesSection({ data: { samples }, place }: SectionProps): VNode {
  const campaign = samples.find(isAt(place));
  return campaign === undefined ? <p>Nothing was visited.</p> : <Visits campaign={campaign} />;
}

function Visits({ campaign }: { readonly campaign: CampaignSamples }): VNode {
  const columns = campaign.columns.filter(({ path }) => path.length === 1);
  const values = columns.map((column) => ({ unit: column.unit, all: valuesOf(column) }));
  const rows = campaign.sides.map((side, visit) => [
    visit + 1,
    side,
    blockText(campaign, visit),
    ...values.map(({ unit, all }) => {
      const value = all[visit] ?? null;
      return value === null ? '–' : quantity(value, unit);
    }),
    campaign.failures[visit] ?? '',
  ]);
  const names = columns.map(({ path }) => inWords(pathPhrase(path)));
  return <Table caption="Every visit" columns={['Visit', 'Side', 'Block', ...names, 'Failure']} rows={rows} />;
}

function blockText({ blocks, phases }: CampaignSamples, visit: number): string {
  const block = blocks[visit] ?? -1;
  if (block < 0) return 'warm-up';
  return `${block + 1}${phases[visit] === 'confirm' ? ', fresh' : ''}`;
}
