import { fetchPage, OffLimits, type Page } from '../../deploys/fetch-page.ts';
import { preflight } from '../../deploys/preflight.ts';
import { isLoginHost } from '../../deploys/proof/prove.ts';
import { causeOf } from '../../errors.ts';
import { visitorOf } from '../../lab/session/visitor.ts';
import type { Config } from '../../model/config.ts';
import { sharedHosts, type HostMap } from '../../model/hosts.ts';
import type { Route } from '../../model/route.ts';
import { isLogIn } from '../../start/routes/probe.ts';
import { Turns } from '../../system/turns.ts';
import { stripQuery } from '../../text/strip-query.ts';
import type { RouteAnswer } from '../judge/deploys.ts';

/** How long a connection and an answer may take, ms. */
const CONNECT_MS = 4000;
const ANSWER_MS = 7000;
/** More routes are not asked for, and not more at once. */
const MOST_ROUTES = 20;
const AT_ONCE = 4;

/** A deploy that is asked for its routes. */
export interface Asked {
  readonly url: string;
  /** Of the deploy's own declaration. */
  readonly hosts: HostMap | undefined;
  readonly config: Config;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
}

/** Asks a deploy for its routes; one answer alone if nothing listens there. */
export async function askRoutes(asked: Asked): Promise<readonly RouteAnswer[]> {
  const { url, config, signal } = asked;
  const routes = config.routes.slice(0, MOST_ROUTES);
  const mapped = hostsOf(asked);
  // Where hosts are mapped, the name alone does not say where the deploy is.
  const unreachable = Object.keys(mapped).length > 0 ? null : await preflight(url, signal, CONNECT_MS);
  if (unreachable !== null) return [{ ...NOTHING, path: routes[0]?.path ?? '/', problem: unreachable }];
  const turns = new Turns(AT_ONCE);
  return Promise.all(routes.map((route) => turns.take(() => ask(asked, route, mapped))));
}

/** The hosts that all conditions map alike, and those of the deploy. */
export function hostsOf({ hosts, config }: Pick<Asked, 'hosts' | 'config'>): HostMap {
  return { ...sharedHosts(config.conditions.map((condition) => condition.hosts)), ...hosts };
}

const NOTHING: Omit<RouteAnswer, 'path'> = { problem: null, status: 0, elsewhere: null, logIn: null, ms: 0 };

async function ask({ url, config, env, signal }: Asked, route: Route, hosts: HostMap): Promise<RouteAnswer> {
  const start = performance.now();
  const { headers } = visitorOf(route, url, env);
  try {
    const options = { headers, hosts, allowHosts: config.allowHosts, timeoutMs: ANSWER_MS, signal };
    const page = await fetchPage(`${url}${route.path}`, options);
    return { ...answerOf(url, route.path, page), ms: performance.now() - start };
  } catch (error) {
    if (error instanceof OffLimits) return { ...answerOf(url, route.path, { url: error.url, status: 0 }), ms: 0 };
    const shown = stripQuery(`${url}${route.path}`);
    const isLate = error instanceof Error && /^(?:Timeout|Abort)Error$/.test(error.name);
    const why = isLate ? `does not answer within ${ANSWER_MS / 1000} s` : `gives no answer: ${causeOf(error)}`;
    return { ...NOTHING, path: route.path, problem: `${shown} ${why}.` };
  }
}

/** What a page that answered says of the deploy. */
function answerOf(deployUrl: string, path: string, { url, status }: Pick<Page, 'url' | 'status'>): RouteAnswer {
  const { origin, hostname } = new URL(url);
  const isElsewhere = origin !== new URL(deployUrl).origin;
  const leadsToLogIn = (isLogIn(url) && !isLogIn(`${deployUrl}${path}`)) || (isElsewhere && isLoginHost(hostname));
  const shown = stripQuery(url);
  return { ...NOTHING, path, status, elsewhere: isElsewhere ? shown : null, logIn: leadsToLogIn ? shown : null };
}
