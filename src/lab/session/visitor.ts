import type { Route } from '../../model/route.ts';
import type { Text } from '../../model/session.ts';
import type { Headers } from './request-gate.ts';
import { basicAuthorization, secretsOf, valueOf, VisitRedactor } from './secrets.ts';
import { keepSecret } from '../../text/redactor.ts';
import { declaredState, NOTHING, type State } from './state.ts';

/** Who visits a deploy, with every secret looked up. Stays inside the lab. */
export interface Visitor {
  readonly headers: Headers;
  readonly state: State;
  readonly valueOf: (text: Text) => string;
  readonly redactor: VisitRedactor;
}

/** The visitor that a route declares, before set-up. */
export function visitorOf(
  { session, interactions }: Pick<Route, 'session' | 'interactions'>,
  deployUrl: string,
  env: NodeJS.ProcessEnv,
): Visitor {
  const lookUp = (text: Text): string => valueOf(text, env);
  const secrets = secretsOf(session, interactions, env);
  keepSecret(...secrets);
  const redactor = new VisitRedactor(secrets);
  if (session === undefined) return { headers: {}, state: NOTHING, valueOf: lookUp, redactor };
  const headers = Object.fromEntries(session.headers.map(({ name, value }) => [name, lookUp(value)]));
  const authorization = session.basicAuth && { authorization: basicAuthorization(session.basicAuth, env) };
  const state = declaredState(session, deployUrl, env);
  return { headers: { ...headers, ...authorization }, state, valueOf: lookUp, redactor };
}
