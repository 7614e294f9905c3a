import { change } from '../../../report/words/format.ts';
import { outcomeName } from '../../report/experiment.ts';
import { differenceText } from '../../report/outcome.ts';
import { PLANNED } from '../../report/power.ts';
import { unitOfPath } from '../../report/unit.ts';
import type { PacketContent } from '../content.ts';
import type { ItsFile, PowerFile } from '../files.ts';
import type { Block, Inline, Section } from '../sheet.ts';
import { cite, type Source } from '../source.ts';
import {
  instant,
  itsReason,
  known,
  listed,
  metricName,
  percent,
  powerReason,
  seen,
  shortPercent,
  whole,
} from '../words.ts';

/** The memo of each `field power`. */
export function power({ powers }: PacketContent): Section[] {
  return powers.map((source) => {
    const { design, outcome, route } = source.content;
    const where = route === null ? 'on any route' : `on ${seen(route)}`;
    return {
      title: `Power: ${PLANNED[design]}, ${seen(outcomeName(outcome))} of sessions that land ${where}`,
      blocks: [
        ...detectableOf(source),
        { kind: 'list', items: [...assumedOf(source), ...neededOf(source), ...costOf(source)] },
      ],
    };
  });
}

function detectableOf(source: Source<PowerFile>): Block[] {
  const { detectable, outcome, holdbackCost } = source.content;
  const unit = { outcome, currency: holdbackCost?.currency ?? null };
  const rows = detectable.map(({ days, effect, relative }, at) => [
    cite(source, ['detectable', at], whole(days), known(days, effect, relative)),
    effect === null ? 'none: too few days' : differenceText({ value: effect, low: null, high: null }, unit).slice(1),
    relative === null ? 'unknown' : percent(relative),
  ]);
  return rows.length === 0 ? [] : [{ kind: 'table', head: ['days', 'smallest effect', 'relative'], rows }];
}

function assumedOf(source: Source<PowerFile>): Inline[][] {
  const { reason, baseline, power: chance, risk } = source.content;
  return [
    ...(reason === null
      ? []
      : [['The sessions cannot say', cite(source, ['reason'], `, because ${powerReason(reason)}`), '.']]),
    [
      'Chance that an effect is found: ',
      cite(source, ['power'], shortPercent(chance), [chance]),
      '. Risk that one is found that is not there: ',
      cite(source, ['risk'], shortPercent(risk), [risk]),
      '.',
    ],
    ...(baseline === null
      ? []
      : [
          [
            'Sessions a day: ',
            cite(source, ['baseline', 'sessionsPerDay'], whole(baseline.sessionsPerDay), [baseline.sessionsPerDay]),
            '.',
          ],
        ]),
  ];
}

function neededOf(source: Source<PowerFile>): Inline[][] {
  const { effect, daysNeeded } = source.content;
  if (effect === null) return [];
  const days = daysNeeded === null ? 'more than ten years' : `${whole(daysNeeded)} days`;
  return [
    [
      'An effect of ',
      cite(source, ['effect'], shortPercent(effect.relative), [effect.relative]),
      ' takes ',
      cite(source, ['daysNeeded'], days, known(daysNeeded)),
      '.',
    ],
  ];
}

/** What a holdback costs while it runs, and how that is computed. */
function costOf(source: Source<PowerFile>): Inline[][] {
  const { holdbackCost: cost, effect, outcome } = source.content;
  if (cost === null || effect === null) return [];
  const { lostPerWeek, sessionsPerWeek, currency } = cost;
  const unit = outcome === 'conversion' ? 'conversions' : (currency ?? 'of the value');
  return [
    [
      'While the holdback runs, it withholds the treatment from ',
      cite(source, ['holdbackCost', 'sessionsPerWeek'], whole(sessionsPerWeek), [sessionsPerWeek]),
      ' sessions a week. That costs ',
      cite(source, ['holdbackCost', 'lostPerWeek'], `${whole(lostPerWeek)} ${unit}`, [lostPerWeek]),
      ' a week if the effect is ',
      cite(source, ['effect', 'relative'], shortPercent(effect.relative), [effect.relative]),
      ': these sessions × the mean of the outcome × the effect.',
    ],
  ];
}

/** The step of each `field its`. */
export function interruptions({ interruptions: sources }: PacketContent): Section[] {
  return sources.map((source) => {
    const { metric, route, condition } = source.content;
    const on = condition === null ? '' : ` on ${seen(condition)}`;
    return {
      title: `Interrupted time series: ${metricName(metric)} of ${seen(route)}${on}`,
      blocks: [{ kind: 'list', items: interruptionOf(source) }],
    };
  });
}

function interruptionOf(source: Source<ItsFile>): Inline[][] {
  const { metric, at, step, established, reason, alike, placebos } = source.content;
  const because = reason === null ? '' : `, because ${[itsReason(reason), listed(alike.map(seen))].join(' ').trim()}`;
  return [
    [
      'The step at ',
      cite(source, ['at'], instant(at)),
      established ? ' is established as an association.' : ` is not established${because}.`,
    ],
    ...(step === null
      ? []
      : [
          [
            'Step with its 95 % interval: ',
            cite(source, ['step'], change(step, unitOfPath(metric)), [step.value, step.low, step.high]),
            '.',
          ],
        ]),
    [
      'Earlier times without a deploy that it was compared with: ',
      cite(source, ['placebos', 'n'], whole(placebos.n), [placebos.n]),
      '.',
    ],
  ];
}
