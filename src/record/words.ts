import type { KnownSearch } from '../model/cause.ts';
import type { LaterRecord } from '../model/record.ts';
import type { Outline } from './log.ts';
import type { OutlinedRecord } from './outline.ts';

/** A longer list would be unreadable, and an untrusted job may write a hundred megabytes. */
const MOST_NOTICES = 200;
const LONGEST_NOTICE = 1000;
/** A message of composition names paths through several subgraphs. */
const LONGEST_NOTE = 5000;
const MOST_INSIGHTS = 100;
const MOST_PROBLEMS = 1000;
/** Of a budget, and of a cause. */
const MOST_CAUSES = 10;
const MOST_PLACES = 8;

/** Another job's samples, with texts cut to what a report shows; all numbers are kept. */
export function withBoundedWords({ run, later }: Outline): Outline {
  const budget = { left: MOST_NOTICES, dropped: 0 };
  const take = <Item>(items: readonly Item[]): Item[] => {
    const taken = items.slice(0, budget.left);
    budget.left -= taken.length;
    budget.dropped += items.length - taken.length;
    return taken;
  };
  const notices = take(run.notices).map(notice);
  const kept = later.flatMap((record): OutlinedRecord[] => {
    if (record.type === 'notice') return take([record]).map((each) => ({ ...each, text: notice(each.text) }));
    if (record.type !== 'graphql') return [bounded(record)];
    return [
      { ...record, notes: take(record.notes).map((text) => cut(text, LONGEST_NOTE)), report: reported(record.report) },
    ];
  });
  const rest =
    budget.dropped === 0 ? [] : [`${budget.dropped} more notices are left out: a report shows ${MOST_NOTICES}.`];
  return { run: { ...run, notices: [...notices, ...rest] }, later: kept };
}

function bounded(record: OutlinedRecord): OutlinedRecord {
  if (record.type === 'campaign' || record.type === 'confirmation') {
    const { unmeasurable } = record;
    if (unmeasurable === null) return record;
    return { ...record, unmeasurable: { ...unmeasurable, reason: notice(unmeasurable.reason) } };
  }
  if (record.type === 'causes') return { ...record, search: boundedSearch(record.search) };
  if (record.type !== 'explanation') return record;
  const { insights, failure, reports } = record.explanation;
  const told = { insights: insights.slice(0, MOST_INSIGHTS), failure: failure === null ? null : notice(failure) };
  return { ...record, explanation: { reports, ...told } };
}

function boundedSearch(search: KnownSearch): KnownSearch {
  const causes = search.causes.slice(0, MOST_CAUSES).map((cause) => ({
    ...cause,
    facts: cause.facts.slice(0, MOST_PLACES),
    places: cause.places.slice(0, MOST_PLACES),
    subject: { ...cause.subject, name: cause.subject.name === null ? null : notice(cause.subject.name) },
  }));
  return { ...search, causes };
}

type RecordedReport = Extract<LaterRecord, { type: 'graphql' }>['report'];

function reported(report: RecordedReport): RecordedReport {
  const problems = report.problems.slice(0, MOST_PROBLEMS);
  return {
    ...report,
    problems: problems.map((problem) => ({ ...problem, message: cut(problem.message, LONGEST_NOTE) })),
  };
}

function notice(text: string): string {
  return cut(text, LONGEST_NOTICE);
}

/** By code points, so that no half of one is left. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
