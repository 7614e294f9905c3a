import type { CostCause, CostProblem, CostShare } from '../../model/graphql.ts';
import type { GateReport } from '../../model/report.ts';
import { share, signed } from './format.ts';
import { commitLink, fileLink } from './links.ts';
import { joined, name, prose, type Phrase } from './phrase.ts';
import { itemAt, forCampaign } from '../rows/campaign-index.ts';
import type { ReportRow } from '../rows/rows.ts';
import type { Place } from '../../model/place.ts';

/** What a reader takes in of one change. */
const MOST_SHARES = 3;

/** What made an operation's cost change: fields, lines, commits, largest first. Empty where nothing is known. */
export function costCausePhrase({ budget, segments }: ReportRow, report: GateReport): Phrase {
  const cause = itemAt(report.graphql?.causes ?? [], budget, 'metric', segments[0] ?? '');
  return cause === null ? [] : sharesPhrase(cause, report);
}

function sharesPhrase({ shares }: CostCause, report: GateReport): Phrase {
  const shown = shares.slice(0, MOST_SHARES).map((each) => sharePhrase(each, shares.length > 1, report));
  const rest = shares.length - shown.length;
  return joined(rest === 0 ? shown : [...shown, [`and ${rest} more`]], '; ');
}

/** the text asks for `product.reviews` (`Product.reviews` of `reviews`, @org/team) +300 at `ProductPage.graphql:12` in `1a2b3c4` … */
function sharePhrase(of: CostShare, isOneOfSeveral: boolean, report: GateReport): Phrase {
  const amount = of.amount === null ? 'without bound' : signed(of.amount, 'cost');
  const percent = isOneOfSeveral ? ` (${share(of.fraction)} of it)` : '';
  return [...subjectPhrase(of), ` ${amount}${percent}`, ...placePhrase(of, report), ...notePhrase(of)];
}

function subjectPhrase(of: CostShare): Phrase {
  if (of.by === 'settings') return ['the list sizes and variables of the configuration'];
  if (of.by === 'interaction') return ['several changes together'];
  if (of.by === 'document') {
    const what: Phrase = of.path === null || of.path === '' ? ['text'] : [name(of.path)];
    return ['the operation’s own ', ...what, ...fieldPhrase(of)];
  }
  return [of.coordinate === null ? 'the schema' : name(of.coordinate), ...subgraphPhrase(of)];
}

function fieldPhrase(of: CostShare): Phrase {
  if (of.coordinate === null) return [];
  return [' (', name(of.coordinate), ...subgraphPhrase(of), ')'];
}

function subgraphPhrase({ subgraph, owner }: CostShare): Phrase {
  if (subgraph === null) return [];
  return [' of ', name(subgraph), ...(owner === null ? [] : [', ', name(owner)])];
}

function placePhrase({ where, commit }: CostShare, report: GateReport): Phrase {
  const at: Phrase = where === null ? [] : [' at ', fileLink(where, report.graphql?.folder, report)];
  return commit === null ? at : [...at, ' in ', commitLink(commit.sha, report), ' ', prose(commit.summary)];
}

function notePhrase({ note }: CostShare): Phrase {
  return note === null ? [] : [': ', prose(note)];
}

/** What is wrong with an operation or a graph that has no costs. */
export function problemPhrase(place: Place, report: GateReport): Phrase {
  const problems = forCampaign(report.graphql?.problems ?? [], place);
  return joined(
    problems.slice(0, MOST_SHARES).map((problem) => textOf(problem, report)),
    '; ',
  );
}

function textOf({ message, where }: CostProblem, report: GateReport): Phrase {
  return [
    prose(message.replace(/\.$/, '')),
    ...(where === null ? [] : [' at ', fileLink(where, report.graphql?.folder, report)]),
  ];
}
