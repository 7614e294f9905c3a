import type { OpenDeploys } from '../../deploys/deploys.ts';
import type { ObservedVisit } from '../../graphql/observed/visit-costs.ts';
import type { Rules } from '../../judge/judge.ts';
import type { Lab } from '../../lab/lab.ts';
import type { Unreachable } from '../../model/campaign.ts';
import type { Config } from '../../model/config.ts';
import type { Progress } from '../../model/progress.ts';
import type { Route } from '../../model/route.ts';
import type { LogFile } from '../../record/log.ts';
import type { Replays } from './identity.ts';
import type { Lanes } from './lanes.ts';

/** What the stages of one run share. */
export interface Run {
  readonly config: Config;
  /** By what it is judged; declared before the first visit. */
  readonly rules: Rules;
  readonly deploys: OpenDeploys;
  readonly unreachable: Unreachable;
  /** The control page, where it is visited; null elsewhere. */
  readonly control: Route | null;
  readonly lab: Pick<
    Lab,
    | 'visit'
    | 'diagnose'
    | 'restart'
    | 'learnsSettle'
    | 'keepSettle'
    | 'forgetSessions'
    | 'discardPrepared'
    | 'connectedBrowser'
    | 'proxyPort'
    | 'version'
  >;
  /** Whose turn it is to visit. */
  readonly lanes: Lanes;
  readonly log: LogFile;
  /** What the first visits sent, while operations are gated; null elsewhere. */
  readonly observed: ObservedVisit[] | null;
  /** Repeats the requests of a batch of campaigns; null: the run measures whatever they are served. */
  readonly openReplays: (() => Replays) | null;
  /** The output folder; absolute. */
  readonly out: string;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}
