import { isIPv6 } from 'node:net';

import { z } from 'zod';

import { quote, type Diagnostic } from '../../source/diagnostic.ts';
import { checked } from '../schema-parts.ts';

const ALLOWED_PATTERN = /^(?:[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,252}|\[[0-9a-fA-F:.]+\])(?::[1-9]\d{0,4})?$/;

function allowedComplaint(host: string): Diagnostic | null {
  const [, bracketed] = /^\[(.*?)\]/.exec(host) ?? [];
  const port = Number(/:(\d+)$/.exec(host)?.[1] ?? 1);
  if (ALLOWED_PATTERN.test(host) && port <= 65_535 && (bracketed === undefined || isIPv6(bracketed))) return null;
  const todo = 'Write a host, or a host and a port: localhost:4000, api.internal, [::1]:4000.';
  if (host.includes('://') || host.includes('/')) return { what: `${quote(host)} is a URL or a network.`, todo };
  if (host.includes('*')) return { what: `${quote(host)} is a pattern, but each host must be named.`, todo };
  return { what: `${quote(host)} is not a host.`, todo };
}

/** Hosts of the runner's own network, each named. */
export const allowHostsSchema = z
  .array(checked(z.string().meta({ pattern: ALLOWED_PATTERN.source }), allowedComplaint))
  .max(100)
  .describe(
    'Hosts of this machine and its network that pages may reach in addition to the deploys: localhost:4000, or api.internal at each of its ports. All others are refused.',
  );
