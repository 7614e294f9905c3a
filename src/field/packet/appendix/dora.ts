import type { PacketContent } from '../content.ts';
import type { DoraFigures } from '../delivery.ts';
import type { Inline, Section } from '../sheet.ts';
import { cite } from '../source.ts';
import { decimal, duration, known, percent, whole } from '../words.ts';

const DEFINITIONS = [
  'Deployment frequency: deploys of the list that are in the window, a week.',
  'Lead time for changes: from a commit to the deploy that brought it; the median of the commits that the repository knows.',
  'Change failure rate: of the deploys that brought a commit for the first time, the share that was rolled back. A roll-back deploys a commit that was first live before the commit that it replaces.',
  'Time to restore: from such a deploy to its roll-back; the median.',
];

type Column = 'all' | 'moved';

/** The four figures of all deploys of the window, beside those of the deploys that moved a metric. */
export function dora({ delivery: source }: PacketContent): Section | null {
  if (source === null) return null;
  const { all, moved } = source.content;
  const columns: (readonly [Column, DoraFigures])[] = [
    ['all', all],
    ...(moved === null ? [] : [['moved', moved] as const]),
  ];
  const row = (name: string, key: keyof DoraFigures, of: (figures: DoraFigures) => Told): Inline[] => [
    name,
    ...columns.map(([column, figures]) => {
      const { text, values } = of(figures);
      return cite(source, [column, key], text, values);
    }),
  ];
  return {
    title: 'The four DORA figures',
    blocks: [
      {
        kind: 'table',
        head: ['figure', 'all deploys of the window', ...(moved === null ? [] : ['those that moved a metric'])],
        rows: [
          row('Deployment frequency', 'perWeek', ({ perWeek }) => told(`${decimal(perWeek, 1)} a week`, perWeek)),
          row('Lead time for changes', 'leadTime', leadTime),
          row('Change failure rate', 'failures', failureRate),
          row('Time to restore', 'restore', restore),
        ],
      },
      { kind: 'list', items: DEFINITIONS.map((definition) => [definition]) },
    ],
  };
}

interface Told {
  readonly text: string;
  readonly values: readonly number[];
}

const told = (text: string, ...values: readonly (number | null)[]): Told => ({ text, values: known(...values) });

function leadTime({ leadTime: { hours, commits } }: DoraFigures): Told {
  return hours === null ? told('not known') : told(`${duration(hours)} (commits: ${whole(commits)})`, hours, commits);
}

function failureRate({ failures: { rate, failed, changes } }: DoraFigures): Told {
  const of = `${whole(failed)} of ${whole(changes)}`;
  return rate === null ? told('no changes') : told(`${percent(rate)} (${of})`, rate, failed, changes);
}

function restore({ restore: { hours } }: DoraFigures): Told {
  return hours === null ? told('no roll-back') : told(duration(hours), hours);
}
