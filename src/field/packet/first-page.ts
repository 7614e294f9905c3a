import type { PacketContent } from './content.ts';
import { costFacts, experimentFacts, priceFacts } from './facts.ts';
import { headlinesOf } from './headlines.ts';
import type { Inline, Packet } from './sheet.ts';
import { cite } from './source.ts';
import { metricName, seen } from './words.ts';

/** More would not fit on one sheet. */
const MOST_EXPERIMENTS = 2;
const MOST_SENTENCES = 3;

/** Page one: what finance reads and signs. */
export function firstPage(content: PacketContent): Omit<Packet, 'appendix' | 'files'> {
  const { price, experiments, powers } = content;
  const { metric, route, condition } = price.content;
  const on = condition === null ? '' : ` on ${seen(condition)}`;
  const shown = experiments
    .toSorted((one, other) => Number(other.content.established) - Number(one.content.established))
    .slice(0, MOST_EXPERIMENTS);
  const costs = powers.flatMap(costFacts).slice(0, 1);
  return {
    title: `What a slower ${metricName(metric)} of ${seen(route)}${on} costs`,
    headlines: headlinesOf(content, shown),
    facts: [...priceFacts(content), ...shown.flatMap(experimentFacts), ...costs],
    uncontrolled: uncontrolledLine(content),
    signatories: ['Finance', 'Engineering'],
  };
}

function uncontrolledLine({ price }: PacketContent): Inline[] {
  const sentences = price.content.uncontrolled.map((each) => seen(each).replace(/\.$/, ''));
  const rest = sentences.length - MOST_SENTENCES;
  const more = rest > 0 ? ` And ${rest} more in ${price.file}.` : '';
  const shown = sentences.slice(0, MOST_SENTENCES).join('. ');
  return [cite(price, ['uncontrolled'], shown === '' ? 'Nothing is listed.' : `${shown}.${more}`)];
}
