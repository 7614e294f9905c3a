import type { PacketContent } from '../content.ts';
import type { Inline, Section, Table } from '../sheet.ts';
import { cite } from '../source.ts';
import { decimal, seen, whole } from '../words.ts';

interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

const CONTROL_NAMES = {
  'before-landing': 'events before the landing',
  'after-conversion': 'a view after the event',
} as const;

/** Whether the figure holds against what should not change it. */
export function diagnostics({ price }: PacketContent): Section {
  const { coefficient, naive, withoutSlowest, negativeControl, negativeControlKind } = price.content;
  const row = (key: string, name: string, of: Estimate | null): Inline[][] =>
    of === null
      ? []
      : [
          [
            name,
            cite(price, [key], `${decimal(of.low)} to ${decimal(of.high)}`, [of.low, of.high, of.value]),
            decimal(of.value),
          ],
        ];
  const kind = negativeControlKind === null ? '' : ` (${CONTROL_NAMES[negativeControlKind]})`;
  const rows = [
    ...row('coefficient', 'controlled', coefficient),
    ...row('withoutSlowest', 'controlled, without the slowest 1 % of sessions', withoutSlowest),
    ...row('naive', 'naive: nothing controlled', naive),
    ...row('negativeControl', `negative control, whose interval must contain 0${kind}`, negativeControl),
  ];
  const table: Table = { kind: 'table', head: ['log odds per 100 ms', '95 % interval', 'estimate'], rows };
  return {
    title: 'Diagnostics and sensitivity of the price',
    blocks: [{ kind: 'text', words: verdictOf(price) }, ...(rows.length === 0 ? [] : [table])],
  };
}

function verdictOf(price: PacketContent['price']): Inline[] {
  const { established, reason } = price.content;
  if (!established)
    return ['Not established', cite(price, ['reason'], reason === null ? '' : `, because ${seen(reason)}`), '.'];
  const words =
    'Established: the interval of the coefficient is below 0, the slowest 1 % of sessions do not decide it, and the interval of the negative control contains 0.';
  return [cite(price, ['established'], words)];
}

/** How strong what is not observed would have to be. */
export function sensitivity({ sensitivity: source }: PacketContent): Section | null {
  if (source === null) return null;
  const { nearer, farther } = source.content.eValues;
  const evalue = (key: 'nearer' | 'farther', value: number): Inline =>
    cite(source, ['eValues', key], decimal(value, 2), [value]);
  const formula =
    'E = RR + √(RR (RR − 1)), where RR is 1 + the relative change of conversions for 100 ms, or its inverse if it is below 1. Source: VanderWeele & Ding 2017, Annals of Internal Medicine 167.';
  const words: Inline[] =
    nearer === 1
      ? [
          'The interval contains no change, so an unobserved cause has nothing to explain: ',
          evalue('nearer', nearer),
          '.',
        ]
      : [
          'An unobserved cause explains the interval of 100 ms away only if its risk ratio with waiting and its risk ratio with conversion, beside the covariates, are both at least ',
          evalue('nearer', nearer),
          ' (for the bound that is nearer to no change; ',
          evalue('farther', farther),
          ' for the other one).',
        ];
  return {
    title: 'E-value',
    blocks: [
      { kind: 'text', words },
      { kind: 'text', words: [formula] },
    ],
  };
}

/** Who is in the numbers, and what they were served. */
export function coverage({ price }: PacketContent): Section {
  const { coverage: of, states } = price.content;
  const row = (key: keyof typeof states): Inline[] => [
    key,
    cite(price, ['states', key], whole(states[key]), [states[key]]),
  ];
  return {
    title: 'Coverage and state of the data',
    blocks: [
      {
        kind: 'text',
        words: [
          'Sessions with a reading, of those that landed on the route: ',
          cite(price, ['coverage', 'analysed'], whole(of.analysed), [of.analysed]),
          ' of ',
          cite(price, ['coverage', 'landings'], whole(of.landings), [of.landings]),
          '.',
        ],
      },
      { kind: 'table', head: ['data of the landing view', 'views'], rows: [row('fresh'), row('stale'), row('failed')] },
    ],
  };
}
