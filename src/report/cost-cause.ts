import type { CostCause, CostProblem, CostShare } from '../model/graphql.ts';
import type { GateReport } from '../model/report.ts';
import { share, shortSha, signed } from './format.ts';
import { joined, name, prose, type Phrase } from './phrase.ts';
import { itemAt, itemsAt } from './places.ts';
import type { ReportRow } from './rows.ts';

/** What a reader takes in of one change. */
const MOST_SHARES = 3;

/** Where a row or comparison is. */
interface Place {
  readonly route: string;
  readonly condition: string;
}

/** What made an operation's cost change: fields, lines, commits, largest first. Empty where nothing is known. */
export function costCausePhrase({ budget, segments }: ReportRow, report: GateReport): Phrase {
  const cause = itemAt(report.graphql?.causes ?? [], budget, 'metric', segments[0] ?? '');
  return cause === null ? [] : sharesPhrase(cause);
}

function sharesPhrase({ shares }: CostCause): Phrase {
  const shown = shares.slice(0, MOST_SHARES).map((each) => sharePhrase(each, shares.length > 1));
  const rest = shares.length - shown.length;
  return joined(rest === 0 ? shown : [...shown, [`and ${rest} more`]], '; ');
}

/** the text asks for `product.reviews` (`Product.reviews` of `reviews`, @org/team) +300 at `ProductPage.graphql:12` in `1a2b3c4` … */
function sharePhrase(of: CostShare, isOneOfSeveral: boolean): Phrase {
  const amount = of.amount === null ? 'without bound' : signed(of.amount, 'cost');
  const percent = isOneOfSeveral ? ` (${share(of.fraction)} of it)` : '';
  return [...subjectPhrase(of), ` ${amount}${percent}`, ...placePhrase(of), ...notePhrase(of)];
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

function placePhrase({ where, commit }: CostShare): Phrase {
  const at: Phrase = where === null ? [] : [' at ', name(where)];
  return commit === null ? at : [...at, ' in ', name(shortSha(commit.sha)), ' ', prose(commit.summary)];
}

function notePhrase({ note }: CostShare): Phrase {
  return note === null ? [] : [': ', prose(note)];
}

/** What is wrong with an operation or a graph that has no costs. */
export function problemPhrase(place: Place, { graphql }: GateReport): Phrase {
  const problems = itemsAt(graphql?.problems ?? [], place);
  return joined(problems.slice(0, MOST_SHARES).map(textOf), '; ');
}

function textOf({ message, where }: CostProblem): Phrase {
  return [prose(message), ...(where === null ? [] : [' at ', name(where)])];
}
