import type { ClueOf } from '../../model/clue.ts';
import type { CostProblem } from '../../model/graphql.ts';
import type { Place } from '../../model/place.ts';
import type { GateReport } from '../../model/report.ts';
import { share, signed } from './format.ts';
import { commitLink } from './commit-link.ts';
import { fileLink } from './links.ts';
import { joined, name, prose, type Phrase } from './phrase.ts';
import { forCampaign } from '../rows/campaign-index.ts';

/** What a reader takes in of one operation. */
const MOST_PROBLEMS = 3;

type CostCause = ClueOf<'graphql-cost'>;

/** the text asks for `product.reviews` (`Product.reviews` of `reviews`, @org/team) +300 at `ProductPage.graphql:12` in `1a2b3c4` … */
export function costCausePhrase(of: CostCause, report: GateReport): Phrase {
  const amount = of.amount === null ? 'without bound' : signed(of.amount, 'cost');
  const percent = of.among > 1 && of.share !== null ? ` (${share(of.share)} of it)` : '';
  return [...subjectPhrase(of), ` ${amount}${percent}`, ...placePhrase(of, report), ...notePhrase(of)];
}

function subjectPhrase(of: CostCause): Phrase {
  if (of.by === 'settings') return ['the list sizes and variables of the configuration'];
  if (of.by === 'interaction') return ['several changes together'];
  if (of.by === 'document') {
    const { responsePath } = of;
    const what: Phrase = responsePath === null || responsePath === '' ? ['text'] : [name(responsePath)];
    return ['the operation’s own ', ...what, ...fieldPhrase(of)];
  }
  return [of.coordinate === null ? 'the schema' : name(of.coordinate), ...subgraphPhrase(of)];
}

function fieldPhrase(of: CostCause): Phrase {
  if (of.coordinate === null) return [];
  return [' (', name(of.coordinate), ...subgraphPhrase(of), ')'];
}

function subgraphPhrase({ subgraph, owner }: CostCause): Phrase {
  if (subgraph === null) return [];
  return [' of ', name(subgraph), ...(owner === null ? [] : [', ', name(owner)])];
}

function placePhrase({ place, commit }: CostCause, report: GateReport): Phrase {
  const at: Phrase = place === null ? [] : [' at ', fileLink(place, report.graphql?.folder, report)];
  return commit === null ? at : [...at, ' in ', commitLink(commit.sha, report), ' ', prose(commit.subject)];
}

function notePhrase({ note }: CostCause): Phrase {
  return note === null ? [] : [': ', prose(note)];
}

/** What is wrong with an operation or a graph that has no costs. */
export function problemPhrase(place: Place, report: GateReport): Phrase {
  const problems = forCampaign(report.graphql?.problems ?? [], place);
  return joined(
    problems.slice(0, MOST_PROBLEMS).map((problem) => textOf(problem, report)),
    '; ',
  );
}

function textOf({ message, where }: CostProblem, report: GateReport): Phrase {
  return [
    prose(message.replace(/\.$/, '')),
    ...(where === null ? [] : [' at ', fileLink(where, report.graphql?.folder, report)]),
  ];
}
