import { Agent as HttpAgent, type RequestOptions } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { isIP } from 'node:net';

import { addressesOf, lookupOf, type Reach } from '../deploys/reach/reach.ts';
import { routeOf, type HostMap } from '../model/hosts.ts';
import { NoAnswer } from './no-answer.ts';

/** Where a request goes, as `http.request` takes it. */
export type Place = Pick<RequestOptions, 'host' | 'port' | 'lookup'> & { readonly servername?: string };

/** The place of a URL's host: the host map's entry, otherwise those of its addresses that may be reached. Throws `NoAnswer`. */
export async function placeOf({ hostname, port, protocol }: URL, hosts: HostMap, reach: Reach): Promise<Place> {
  const isSecure = protocol === 'https:';
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  const target = { host, port: Number(port || (isSecure ? 443 : 80)) };
  const name = isSecure && isIP(host) === 0 ? { servername: host } : {};
  const there = routeOf(hosts, target);
  if (there !== null) return { ...there, ...name };
  const found = await addressesOf(host).catch(() => {
    throw new NoAnswer('its host has no address');
  });
  const allowed = reach.allowed(target, found);
  if (allowed.length === 0) throw new NoAnswer('its host may not be reached');
  return { ...target, ...name, lookup: lookupOf(allowed) };
}

/** The connections of one pass. A visit opens new ones, too; within it they are kept. */
export class Connections {
  readonly #http: HttpAgent;
  readonly #https: HttpsAgent;

  constructor(atOnce: number) {
    this.#http = new HttpAgent({ keepAlive: true, maxSockets: atOnce });
    this.#https = new HttpsAgent({ keepAlive: true, maxSockets: atOnce });
  }

  agentFor({ protocol }: URL): HttpAgent {
    return protocol === 'https:' ? this.#https : this.#http;
  }

  close(): void {
    this.#http.destroy();
    this.#https.destroy();
  }
}
