import { stripQueries } from '../../text/strip-query.ts';
import type { HostMap } from '../../model/hosts.ts';
import { keyOf, type Place } from '../../model/place.ts';
import type { VisitOutcome } from '../../model/sample.ts';
import { asFailure } from '../visit/load.ts';
import type { VisitRequest } from '../browser/tab.ts';
import { setUp } from './set-up.ts';
import type { State } from './state.ts';

type FailedVisit = Extract<VisitOutcome, { status: 'failed' }>;

interface KeptState {
  /** The key of the place whose visits it is for. */
  readonly campaign: string;
  readonly state: State;
}

/** What set-up left on each deploy, per route and condition, until it is forgotten: a session of the site can run out. */
export class StateStore {
  readonly #states = new Map<string, KeptState>();

  /** From now on every set-up runs again, or every one of a campaign. */
  forget(campaign?: Place): void {
    const key = campaign === undefined ? null : keyOf(campaign);
    for (const [name, kept] of this.#states) if (key === null || kept.campaign === key) this.#states.delete(name);
  }

  /** The state of a deploy; runs the set-up if it has none yet. A failed set-up is a failed visit. */
  async of(request: VisitRequest, hosts: HostMap | undefined, signal: AbortSignal): Promise<State | FailedVisit> {
    const { route, condition, deployUrl } = request;
    const key = JSON.stringify([route.name, route.session?.setup, condition.name, deployUrl, hosts]);
    const known = this.#states.get(key);
    if (known !== undefined) return known.state;
    try {
      const state = await setUp(request, signal);
      const campaign = keyOf({ route: route.name, condition: condition.name });
      this.#states.set(key, { campaign, state });
      return state;
    } catch (error) {
      signal.throwIfAborted();
      const { code, message } = asFailure(error, request);
      return { status: 'failed', code, reason: stripQueries(request.visitor.redactor.text(message)).slice(0, 2000) };
    }
  }
}
