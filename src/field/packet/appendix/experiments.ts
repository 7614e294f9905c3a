import { PLANNED } from '../../report/power.ts';
import { differenceText, meanText, relativeText } from '../../report/outcome.ts';
import { outcomeName } from '../../report/experiment.ts';
import type { PacketContent } from '../content.ts';
import type { ExperimentFile } from '../files.ts';
import type { Block, Inline, Section } from '../sheet.ts';
import { cite, type Source } from '../source.ts';
import { covariateName, experimentReason, known, listed, percent, probability, seen, whole } from '../words.ts';

/** The design of the price, and of each experiment with its checks. */
export function design({ price, experiments }: PacketContent): Section[] {
  const { controls } = price.content;
  const items: Inline[][] = [
    [
      'One session is one row. It belongs to the route that it landed on. Later pages do not count as exposure, because visitors who convert see more of them.',
    ],
    ['A session converted if it has an event at or after its landing.'],
    ['Logistic regression of conversion on what the landing waited, with sandwich errors (HC0) by session.'],
    [
      'Controlled: ',
      cite(price, ['controls'], controls.length === 0 ? 'nothing' : listed(controls.map(covariateName))),
      '.',
    ],
    ['Conversions and money: the average change if each session waited 100 ms more (g-computation).'],
  ];
  return [{ title: 'Design of the price', blocks: [{ kind: 'list', items }] }, ...experiments.map(designOf)];
}

function designOf(source: Source<ExperimentFile>): Section {
  const { outcome, reason, established, design: kind } = source.content;
  const verdict = established
    ? 'Established.'
    : `Not established, because ${experimentReason(reason ?? 'not-certain')}.`;
  return {
    title: `${PLANNED[kind]}: ${seen(outcomeName(outcome))}`,
    blocks: [
      { kind: 'text', words: [cite(source, ['established'], verdict)] },
      ...armsOf(source),
      { kind: 'list', items: [...changeOf(source), ...checksOf(source)] },
    ],
  };
}

function armsOf(source: Source<ExperimentFile>): Block[] {
  const { arms, control, outcome, money } = source.content;
  const unit = { outcome, currency: money?.currency ?? null };
  const rows = arms.map(({ name, sessions, mean, coverage }, at) => [
    cite(
      source,
      ['arms', at],
      `${seen(name)}${name === control && name !== 'control' ? ' (control)' : ''}`,
      known(sessions, mean, coverage),
    ),
    whole(sessions),
    mean === null ? 'unknown' : meanText(mean, unit),
    coverage === null ? 'unknown' : percent(coverage),
  ]);
  return rows.length === 0 ? [] : [{ kind: 'table', head: ['arm', 'sessions', 'mean', 'coverage'], rows }];
}

function changeOf(source: Source<ExperimentFile>): Inline[][] {
  const { effect, relative, outcome, money } = source.content;
  if (effect === null) return [];
  const unit = { outcome, currency: money?.currency ?? null };
  const bounds = known(effect.value, effect.low, effect.high);
  return [
    ['Change: ', cite(source, ['effect'], differenceText(effect, unit), bounds), '.'],
    ...(relative === null
      ? []
      : [
          [
            'Relative to control: ',
            cite(source, ['relative'], relativeText(relative), known(relative.value, relative.low, relative.high)),
            '.',
          ],
        ]),
  ];
}

function checksOf(source: Source<ExperimentFile>): Inline[][] {
  const { method, assignments, clusters, sampleRatio, changed, trend } = source.content;
  const how =
    assignments === null
      ? [cite(source, ['method'], 'clustered errors')]
      : [
          `randomisation inference over ${assignments.exact ? 'all' : 'a sample of'} `,
          cite(source, ['assignments'], whole(assignments.count), [assignments.count]),
          ' assignments',
        ];
  return [
    ...(method === null
      ? []
      : [['Method: ', ...how, '. Units: ', cite(source, ['clusters'], whole(clusters), [clusters]), '.']]),
    ...(sampleRatio === null
      ? []
      : [
          [
            'Sample ratio: ',
            cite(source, ['sampleRatio', 'p'], probability(sampleRatio.p), [sampleRatio.p]),
            sampleRatio.mismatch ? ', a mismatch: other visitors are compared.' : ', as planned.',
          ],
        ]),
    ...(changed === null
      ? []
      : [
          [
            'Sessions in which the flag changed, and which are left out: ',
            cite(source, ['changed', 'sessions'], whole(changed.sessions), [changed.sessions]),
            '.',
          ],
        ]),
    ...(trend === null
      ? []
      : [
          [
            'Trends before the treatment are alike: ',
            cite(source, ['trend', 'p'], probability(trend.p), [trend.p]),
            '.',
          ],
        ]),
  ];
}
