import { change } from '../../../report/words/format.ts';
import { differenceText } from '../../report/outcome.ts';
import { outcomeName } from '../../report/experiment.ts';
import { unitOfPath } from '../../report/unit.ts';
import type { PacketContent } from '../content.ts';
import type { ItsFile, PowerFile } from '../files.ts';
import type { Inline, Section } from '../sheet.ts';
import { cite, type Source } from '../source.ts';
import { designName, instant, known, metricName, percent, seen, whole } from '../words.ts';

/** The memo of each `field power`. */
export function power({ powers }: PacketContent): Section[] {
  return powers.map(powerOf);
}

function powerOf(source: Source<PowerFile>): Section {
  const { design, outcome, baseline, power: chance, risk, detectable, daysNeeded } = source.content;
  const unit = { outcome, currency: null };
  const rows = detectable.map(({ days, effect, relative }, at) => [
    cite(source, ['detectable', at], `${whole(days)} days`, known(days, effect, relative)),
    effect === null ? 'unknown' : differenceText({ value: effect, low: null, high: null }, unit),
    relative === null ? 'unknown' : percent(relative),
  ]);
  const number = (key: keyof PowerFile, text: string, value: number): Inline => cite(source, [key], text, [value]);
  const items: Inline[][] = [
    [
      'Power: ',
      number('power', percent(chance), chance),
      '. Risk of a false alarm: ',
      number('risk', percent(risk), risk),
      '.',
    ],
    ...(baseline.sessionsPerDay === null
      ? []
      : [
          [
            'Sessions a day: ',
            cite(source, ['baseline', 'sessionsPerDay'], whole(baseline.sessionsPerDay), [baseline.sessionsPerDay]),
            '.',
          ],
        ]),
    ...(daysNeeded === null
      ? []
      : [['Days needed for the effect that was asked: ', number('daysNeeded', whole(daysNeeded), daysNeeded), '.']]),
    ...costOf(source),
  ];
  return {
    title: `Power of a design: ${designName(design)}, ${seen(outcomeName(outcome))}`,
    blocks: [
      { kind: 'table', head: ['after', 'smallest change that is found', 'relative'], rows },
      { kind: 'list', items },
    ],
  };
}

/** The risk that is signed with a holdback. */
function costOf(source: Source<PowerFile>): Inline[][] {
  const { holdbackCost: cost } = source.content;
  if (cost?.value === undefined) return [];
  const { value, currency = '', per = 'day' } = cost;
  return [
    [
      'What the holdback costs while it runs, if the effect is as asked: ',
      cite(source, ['holdbackCost'], `${whole(value)} ${currency} a ${seen(per)}`, [value]),
      '. It is the share of the control group × sessions × effect × value of a conversion.',
    ],
  ];
}

/** The step of each `field its`. */
export function interruptions({ interruptions: sources }: PacketContent): Section[] {
  return sources.map(interruptionOf);
}

function interruptionOf(source: Source<ItsFile>): Section {
  const { metric, route, condition, at, step, established, reason, placebos } = source.content;
  const because = reason === null ? '' : ` (${seen(reason).replaceAll('-', ' ')})`;
  const items: Inline[][] = [
    [
      'At ',
      cite(source, ['at'], instant(at)),
      established ? ': established as an association.' : `: not established${because}.`,
    ],
    ...(step === null
      ? []
      : [
          [
            'Step, with its 95 % interval: ',
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
  const on = condition === null ? '' : ` on ${seen(condition)}`;
  return {
    title: `Interrupted time series: ${metricName(metric)} of ${seen(route)}${on}`,
    blocks: [{ kind: 'list', items }],
  };
}
