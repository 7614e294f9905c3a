import type { GateReport } from '../../model/report.ts';
import type { BudgetRow, Reason } from '../../model/verdict.ts';
import type { Phrase } from '../../report/words/pieces.ts';
import type { CampaignSamples } from './samples.ts';
import type { Outline } from './outline.ts';

/**
 * What the folds of the page are filled with: Node packs it, the browser unpacks it. Every string is one line of visible characters
 * without secrets; it is still foreign text, and never markup.
 */
export interface PageData {
  readonly report: GateReport;
  /** Why budgets have their verdicts, in words: the reasons that occur. */
  readonly reasons: Reasons;
  /** The findings as the comment tells them. */
  readonly findings: readonly ToldFinding[];
  /** The folds of the document, in its order. */
  readonly outline: Outline;
  /** In the order of the configuration; empty without visits. */
  readonly samples: readonly CampaignSamples[];
}

export type Reasons = Readonly<Partial<Record<Reason, string>>>;

/** What a reader does about a finding. */
export const FINDING_GROUPS = ['broken', 'waived', 'warned', 'preExisting', 'inconclusive', 'unmeasured'] as const;
export type FindingGroup = (typeof FINDING_GROUPS)[number];

/** One node whose budgets share a fate, in the sentences of the comment. */
export interface ToldFinding extends Pick<BudgetRow, 'route' | 'condition' | 'path' | 'verdict' | 'enforce'> {
  readonly group: FindingGroup;
  /** Where, what, by how much, against which limits. */
  readonly line: Phrase;
  /** Why, and in which commit. */
  readonly story: readonly Phrase[];
  /** The same for a comment on GitHub, safe there. */
  readonly markdown: string;
}
