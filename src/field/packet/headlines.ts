import { differenceText } from '../report/outcome.ts';
import { outcomeName } from '../report/experiment.ts';
import { PLANNED } from '../report/power.ts';
import { unitOfPath } from '../report/unit.ts';
import type { PacketContent } from './content.ts';
import type { ExperimentFile } from './files.ts';
import type { Headline } from './sheet.ts';
import { cite, type Source } from './source.ts';
import {
  covariateName,
  experimentReason,
  known,
  listed,
  metricName,
  moneyBetween,
  seen,
  shareBetween,
} from './words.ts';

/** The figures of page one: effects of experiments that are established come first, and then the price. */
export function headlinesOf(content: PacketContent, experiments: readonly Source<ExperimentFile>[]): Headline[] {
  const found = experiments.map(effectHeadline);
  const effects = found.filter(({ label }) => label === 'Effect');
  return [...effects, priceHeadline(content), ...found.filter((each) => !effects.includes(each))];
}

function priceHeadline({ price }: PacketContent): Headline {
  const { established, kind, reason, per100ms, money, controls, metric } = price.content;
  if (!established || per100ms === null) {
    const because = reason === null ? '' : `, because ${seen(reason)}`;
    return {
      label: 'Not established',
      figure: ['No price'],
      words: [
        'What 100 ms more of ',
        metricName(metric),
        ' cost is not established',
        cite(price, ['reason'], because),
        '.',
      ],
    };
  }
  const share = cite(price, ['per100ms'], shareBetween(per100ms, 'conversions', ['fewer', 'more']), [
    per100ms.low,
    per100ms.high,
  ]);
  const equal = controls.length === 0 ? '' : `, ${listed(controls.map(covariateName))} being equal`;
  const what =
    kind === 'effect'
      ? 'Slower sessions converted less often because they were slower'
      : `Slower sessions convert less often${equal}. Nothing was randomised`;
  return {
    label: kind === 'effect' ? 'Effect' : 'Association',
    figure:
      money === null
        ? [share, ' per 100 ms']
        : [cite(price, ['money'], moneyBetween(money, money.currency), [money.low, money.high]), ' per 100 ms'],
    words: [...(money === null ? [] : ['That is ', share, '. ']), `${what}. 95 % interval.`],
  };
}

function effectHeadline(source: Source<ExperimentFile>): Headline {
  const { established, kind, reason, effect, relative, money, outcome } = source.content;
  const name = outcomeName(outcome);
  if (!established || effect === null)
    return {
      label: 'Not established',
      figure: ['No effect shown'],
      words: [
        `${PLANNED[source.content.design]} does not establish a difference in ${lower(name)}`,
        cite(source, ['reason'], reason === null ? '' : `, because ${experimentReason(reason)}`),
        '.',
      ],
    };
  const unit = { outcome, currency: money?.currency ?? null };
  const bounds = known(effect.value, effect.low, effect.high);
  const change = cite(source, ['effect'], differenceText(effect, unit), bounds);
  const share =
    relative === null || relative.low === null || relative.high === null
      ? null
      : cite(source, ['relative'], shareBetween({ low: relative.low, high: relative.high }, ...nounOf(outcome)), [
          relative.low,
          relative.high,
        ]);
  const weekly =
    money === null ? null : cite(source, ['money'], moneyBetween(money, money.currency), [money.low, money.high]);
  const figure = weekly ?? share ?? change;
  return {
    label: kind === 'effect' ? 'Effect' : 'Association',
    figure: [figure],
    words: [
      `${PLANNED[source.content.design]}: ${armsOf(source)}. Change in ${lower(name)}: `,
      change,
      ...(share === null || share === figure ? [] : [', ', share]),
      `. ${kind === 'effect' ? 'It is an effect if the treatment was drawn at random, as the design says' : 'Nothing was randomised'}. 95 % interval.`,
    ],
  };
}

/** What there is less or more of. */
function nounOf(outcome: string): [noun: string, words: readonly [fewer: string, more: string]] {
  if (outcome === 'conversion') return ['conversions', ['fewer', 'more']];
  if (outcome === 'value') return ['value', ['less', 'more']];
  return [seen(outcomeName(outcome)), unitOfPath(outcome) === 'ms' ? ['shorter', 'longer'] : ['lower', 'higher']];
}

const lower = (name: string): string => (/^[A-Z]{2}/.test(name) ? name : name.charAt(0).toLowerCase() + name.slice(1));

/** `b against control`. */
function armsOf({ content: { arms, control } }: Source<ExperimentFile>): string {
  const others = arms.filter(({ name }) => name !== control).map(({ name }) => seen(name));
  return control === null ? listed(others) : `${listed(others)} against ${seen(control)}`;
}
