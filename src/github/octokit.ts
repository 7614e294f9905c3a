import { HttpClient } from '@actions/http-client';
import { Octokit } from '@octokit/core';
import { paginateRest } from '@octokit/plugin-paginate-rest';
import { restEndpointMethods } from '@octokit/plugin-rest-endpoint-methods';
import { fetch } from 'undici';

/**
 * GitHub's API with its named requests and its pages. `getOctokit` of @actions/github is not used: when it is imported it
 * reads the event file, writes on stdout if that is missing, and throws if that is not JSON.
 */
export const GitHub = Octokit.plugin(restEndpointMethods, paginateRest);
export type GitHub = InstanceType<typeof GitHub>;

/** Requests by the proxy that the environment names for a URL; undefined if it names none. */
export function fetchByProxy(url: string): typeof fetch | undefined {
  const dispatcher = new HttpClient().getAgentDispatcher(url);
  return dispatcher && ((asked, options) => fetch(asked, { ...options, dispatcher }));
}
