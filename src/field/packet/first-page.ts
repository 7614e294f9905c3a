import { quantity } from '../../report/words/format.ts';
import { differenceText } from '../report/outcome.ts';
import { outcomeName } from '../report/experiment.ts';
import { PLANNED } from '../report/power.ts';
import { costOf } from './appendix/memos.ts';
import type { PacketContent } from './content.ts';
import type { ExperimentFile, PowerFile } from './files.ts';
import type { Headline, Inline, Packet } from './sheet.ts';
import { cite, type Source } from './source.ts';
import {
  experimentReason,
  covariateName,
  instant,
  known,
  listed,
  metricName,
  moneyBetween,
  seen,
  shareBetween,
  whole,
} from './words.ts';

/** Page one: what finance reads and signs. */
export function firstPage(content: PacketContent): Omit<Packet, 'appendix' | 'files'> {
  const { price, experiments, powers } = content;
  const { metric, route, condition } = price.content;
  const on = condition === null ? '' : ` on ${seen(condition)}`;
  const effects = experiments.map(effectHeadline);
  const established = effects.filter(({ label }) => label !== 'Not established');
  const others = effects.filter(({ label }) => label === 'Not established');
  return {
    title: `What a slower ${metricName(metric)} of ${seen(route)}${on} costs`,
    headlines: [...established, priceHeadline(content), ...others],
    facts: [...priceFacts(content), ...experiments.flatMap(experimentFacts), ...powers.flatMap(costFacts)],
    uncontrolled: uncontrolledLine(content),
    signatories: ['Finance', 'Engineering'],
  };
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
      : cite(
          source,
          ['relative'],
          shareBetween({ low: relative.low, high: relative.high }, lower(name), ['less', 'more']),
          [relative.low, relative.high],
        );
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

const lower = (name: string): string => (/^[A-Z]{2}/.test(name) ? name : name.charAt(0).toLowerCase() + name.slice(1));

/** `b against control`. */
function armsOf({ content: { arms, control } }: Source<ExperimentFile>): string {
  const others = arms.filter(({ name }) => name !== control).map(({ name }) => seen(name));
  return control === null ? listed(others) : `${listed(others)} against ${seen(control)}`;
}

function priceFacts({ price }: PacketContent): Packet['facts'] {
  const { route, condition, metric, sessions, conversions, coverage, window, range } = price.content;
  return [
    ['Route', [cite(price, ['route'], seen(route))]],
    ['Devices', [cite(price, ['condition'], condition === null ? 'all' : seen(condition))]],
    ['Metric', [cite(price, ['metric'], metricName(metric))]],
    [
      'Window',
      [cite(price, ['window'], window === null ? 'no page views' : `${instant(window.from)} to ${instant(window.to)}`)],
    ],
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

function experimentFacts(source: Source<ExperimentFile>): Packet['facts'] {
  const { design, arms, window } = source.content;
  const sessions = arms.flatMap(({ name, sessions: number }, at): Inline[] => [
    at === 0 ? '' : ', ',
    cite(source, ['arms', at], `${seen(name)}: ${whole(number)} sessions`, [number]),
  ]);
  const between = window === null ? 'no page views' : `${instant(window.from)} to ${instant(window.to)}`;
  return [
    [PLANNED[design], sessions.length === 0 ? ['no sessions'] : sessions],
    [`${PLANNED[design]}: window`, [cite(source, ['window'], between)]],
  ];
}

/** The risk that is signed with a holdback. */
const costFacts = (source: Source<PowerFile>): Packet['facts'] =>
  costOf(source).map((words) => ['Cost of a holdback', words]);

const MOST_SENTENCES = 3;

function uncontrolledLine({ price }: PacketContent): Inline[] {
  const sentences = price.content.uncontrolled.map((each) => seen(each).replace(/\.$/, ''));
  const rest = sentences.length - MOST_SENTENCES;
  const more = rest > 0 ? ` And ${rest} more in ${price.file}.` : '';
  const shown = sentences.slice(0, MOST_SENTENCES).join('. ');
  return [cite(price, ['uncontrolled'], shown === '' ? 'Nothing is listed.' : `${shown}.${more}`)];
}
