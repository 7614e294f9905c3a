import { ADDRCONFIG, type LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';

import { isInternal, plainAddress } from './internal.ts';
import type { Target } from '../../model/hosts.ts';

/** A host that may be reached wherever it is; without a port: at each of its ports. */
interface AdmittedHost {
  readonly host: string;
  readonly port: number | null;
}

/**
 * What pages may connect to: every public address, and only the admitted hosts of this machine and its network. Local
 * services (databases, debuggers, the cloud's metadata) often trust every client that can reach them, and pages are
 * untrusted.
 */
export class Reach {
  readonly #admitted: AdmittedHost[] = [];

  /** @param declared hosts, each with a port or without: `localhost:4000`, `api.internal`, `[::1]:80` */
  constructor(declared: readonly string[] = []) {
    for (const each of declared) this.#admitted.push(admittedBy(each));
  }

  /** Admits the origin of a deploy: its host at its port. */
  admit(url: string): void {
    const { hostname, port, protocol } = new URL(url);
    const origin = { host: nameOf(hostname), port: Number(port || (protocol === 'https:' ? 443 : 80)) };
    if (!this.#admits(origin.host, origin.port)) this.#admitted.push(origin);
  }

  /** The host's addresses that may be connected to. The name is not resolved a second time. */
  allowed({ host, port }: Target, addresses: readonly LookupAddress[]): LookupAddress[] {
    if (this.#admits(nameOf(host), port)) return [...addresses];
    return addresses.filter(({ address }) => !isInternal(address) || this.#admits(nameOf(address), port));
  }

  #admits(host: string, port: number): boolean {
    return this.#admitted.some((each) => each.host === host && (each.port ?? port) === port);
  }
}

/** The addresses of a host, in the order in which they are to be tried. Rejects if it has none. */
export async function addressesOf(host: string): Promise<LookupAddress[]> {
  const family = isIP(host);
  return family === 0 ? lookup(host, { all: true, hints: ADDRCONFIG }) : [{ address: host, family }];
}

/** A `lookup` for `net.connect` and `http.request` that answers with addresses found before. */
export function lookupOf(addresses: readonly LookupAddress[]) {
  return (_host: string, options: { readonly all?: boolean | undefined }, callback: LookupCallback): void => {
    const [first] = addresses;
    if (first === undefined) callback(new Error('no address'), []);
    else if (options.all === true) callback(null, [...addresses]);
    else callback(null, first.address, first.family);
  };
}

type LookupCallback = (error: Error | null, address: string | LookupAddress[], family?: number) => void;

function admittedBy(declared: string): AdmittedHost {
  const [, bracketed, plain, port] = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d+))?$/.exec(declared) ?? [];
  return { host: nameOf(bracketed ?? plain ?? declared), port: port === undefined ? null : Number(port) };
}

/** A host in comparable form: all spellings of the loopback address become one. */
function nameOf(host: string): string {
  const name = plainAddress(host.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, ''));
  return name === '127.0.0.1' || name === '::1' ? 'localhost' : name;
}
