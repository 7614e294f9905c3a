import { withoutQueries } from '../shown.ts';
import type { HostMap } from '../../model/hosts.ts';
import type { VisitOutcome } from '../../model/sample.ts';
import { asFailure } from '../load.ts';
import type { VisitRequest } from '../tab.ts';
import { setUp } from './set-up.ts';
import type { State } from './state.ts';

type Failed = Extract<VisitOutcome, { status: 'failed' }>;

/**
 * What set-up left on each deploy, as long as the visits are of one route and condition: the next campaign begins anew,
 * before a session of the site can run out.
 */
export class StateStore {
  #campaign = '';
  readonly #states = new Map<string, State>();

  /** The state of a deploy, performing the set-up where there is none yet. A failed set-up is a failed visit. */
  async of(request: VisitRequest, hosts: HostMap | undefined, signal: AbortSignal): Promise<State | Failed> {
    const { route, condition, deployUrl } = request;
    const campaign = JSON.stringify([route.name, condition.name]);
    if (campaign !== this.#campaign) this.#states.clear();
    this.#campaign = campaign;
    const deploy = JSON.stringify([deployUrl, hosts]);
    const known = this.#states.get(deploy);
    if (known !== undefined) return known;
    try {
      const state = await setUp(request, signal);
      this.#states.set(deploy, state);
      return state;
    } catch (error) {
      signal.throwIfAborted();
      const { code, message } = asFailure(error, request);
      return { status: 'failed', code, reason: withoutQueries(request.visitor.redactor.text(message)).slice(0, 2000) };
    }
  }
}
