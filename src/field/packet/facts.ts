import { quantity } from '../../report/words/format.ts';
import { PLANNED } from '../report/power.ts';
import type { PacketContent } from './content.ts';
import type { ExperimentFile, PowerFile } from './files.ts';
import type { Inline, Packet } from './sheet.ts';
import { cite, type Source } from './source.ts';
import { instant, metricName, seen, shortPercent, whole } from './words.ts';

/** What was compared for the price. */
export function priceFacts({ price }: PacketContent): Packet['facts'] {
  const { route, condition, metric, sessions, conversions, coverage, window, range } = price.content;
  return [
    ['Route', [cite(price, ['route'], seen(route))]],
    ['Devices', [cite(price, ['condition'], condition === null ? 'all' : seen(condition))]],
    ['Metric', [cite(price, ['metric'], metricName(metric))]],
    ['Window', [cite(price, ['window'], between(window))]],
    ['Sessions', [cite(price, ['sessions'], whole(sessions), [sessions])]],
    ['Conversions', [cite(price, ['conversions'], whole(conversions), [conversions])]],
    [
      'Landings with a reading',
      [
        cite(price, ['coverage'], `${whole(coverage.analysed)} of ${whole(coverage.landings)}`, [
          coverage.analysed,
          coverage.landings,
        ]),
      ],
    ],
    ...(range === null
      ? []
      : ([
          [
            'Holds for waits of',
            [
              cite(price, ['range'], `${quantity(range.from, 'ms')} to ${quantity(range.to, 'ms')}`, [
                range.from,
                range.to,
              ]),
            ],
          ],
        ] satisfies Packet['facts'])),
  ];
}

/** The same of an experiment. */
export function experimentFacts(source: Source<ExperimentFile>): Packet['facts'] {
  const { design, arms, window } = source.content;
  const sessions = arms.flatMap(({ name, sessions: number }, at): Inline[] => [
    at === 0 ? '' : ', ',
    cite(source, ['arms', at], `${seen(name)}: ${whole(number)} sessions`, [number]),
  ]);
  return [
    [PLANNED[design], sessions.length === 0 ? ['no sessions'] : sessions],
    [`${PLANNED[design]}: window`, [cite(source, ['window'], between(window))]],
  ];
}

/** What a holdback costs while it runs: the risk that is signed with it. */
export function costFacts(source: Source<PowerFile>): Packet['facts'] {
  const { holdbackCost: cost, effect, outcome } = source.content;
  if (cost === null || effect === null) return [];
  const unit = outcome === 'conversion' ? 'conversions' : (cost.currency ?? 'of the value');
  return [
    [
      'Cost of a holdback',
      [
        cite(source, ['holdbackCost', 'lostPerWeek'], `${whole(cost.lostPerWeek)} ${unit}`, [cost.lostPerWeek]),
        ' a week while it runs, if the effect is ',
        cite(source, ['effect', 'relative'], shortPercent(effect.relative), [effect.relative]),
      ],
    ],
  ];
}

const between = (window: PacketContent['price']['content']['window']): string =>
  window === null ? 'no page views' : `${instant(window.from).replace(' UTC', '')} to ${instant(window.to)}`;
