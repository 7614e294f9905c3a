import type { PacketContent } from '../content.ts';
import type { Section } from '../sheet.ts';
import { covariateName, listed, metricName } from '../words.ts';
import { COVARIATES, graphOf } from './graph.ts';

/** What causes what, as the packet assumes it: a directed graph, and the same as a list. */
export function assumptions({ price, experiments }: PacketContent): Section {
  const { metric, controls } = price.content;
  const hasFlag = experiments.some(({ content: { kind } }) => kind === 'effect');
  const wait = metricName(metric);
  const items = [
    `${wait} is taken to change whether a visitor converts. This arrow is what is estimated.`,
    ...controlledWords(controls.map(covariateName)),
    ...missingWords(COVARIATES.filter((each) => !controls.includes(each)).map(covariateName)),
    'What is not observed can change both (dashed): what visitors came for, prices, campaigns, the time of the day.',
    ...(hasFlag
      ? [
          `The flag of the experiment changes ${wait}. No arrow leads into the flag where it was drawn at random. Its effect includes all other ways in which it changes the page.`,
        ]
      : []),
  ];
  return {
    title: 'Assumptions',
    blocks: [
      { kind: 'picture', label: `Graph of assumptions. ${items.join(' ')}`, picture: graphOf(wait, controls, hasFlag) },
      { kind: 'list', items: items.map((item) => [item]) },
    ],
  };
}

function controlledWords(names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const [change, are] = names.length === 1 ? ['changes', 'is'] : ['change', 'are'];
  return [`${capital(listed(names))} ${change} both, and ${are} controlled.`];
}

function missingWords(names: readonly string[]): string[] {
  if (names.length === 0) return [];
  return [
    `${capital(listed(names))} can change both, and page views do not record ${names.length === 1 ? 'it' : 'them'} (dashed).`,
  ];
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
