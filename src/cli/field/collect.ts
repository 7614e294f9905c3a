import type { Command } from 'commander';

import { GateError } from '../../errors.ts';
import type { CollectOptions } from '../../field/collector/options.ts';
import { quote } from '../../source/diagnostic.ts';
import { textOf } from '../values.ts';

export interface CollectRequest {
  readonly name: 'collect';
  readonly options: CollectOptions;
}

interface CollectFlags {
  readonly port?: number;
  readonly host: string;
  readonly dir?: string;
  readonly origin?: readonly string[];
  readonly countryHeader?: string;
  readonly trustProxy?: string;
  readonly rateLimit: number;
}

export function addCollect(command: Command, onRead: (request: CollectRequest) => void): void {
  command
    .description('Receive the records of beacons over HTTP, and append them to files of NDJSON.')
    .helpOption('-h, --help', 'print this help')
    .option('--port <n>', 'the port to listen on; 0 is any free one', portOf)
    .option('--host <address>', 'the address to listen on', textOf('--host'), '127.0.0.1')
    .option('--dir <dir>', 'the folder of the files', textOf('--dir'))
    .option('--origin <url...>', 'the origins of the pages that send beacons; * is any')
    .option('--country-header <name>', "the proxy's header with the visitor's country", headerOf('--country-header'))
    .option('--trust-proxy <name>', "the proxy's header with the visitor's address", headerOf('--trust-proxy'))
    .option('--rate-limit <n>', 'requests per second from one address; 0 turns the limit off', rateOf, 50)
    .option('--debug', 'print stack traces')
    .action((flags: CollectFlags) => onRead({ name: 'collect', options: optionsOf(flags) }));
}

function optionsOf(flags: CollectFlags): CollectOptions {
  const { port, host, dir, origin = [], countryHeader = null, trustProxy = null, rateLimit } = flags;
  if (port === undefined) throw missing('--port', 'Write the port to listen on, for example --port 8080.');
  if (dir === undefined)
    throw missing('--dir', 'Name the folder that the records are appended to, for example --dir field.');
  if (origin.length === 0)
    throw missing(
      '--origin',
      'Name the origin of the pages, for example --origin https://shop.example, or "*" for any.',
    );
  const origins = origin.map(originOf);
  return { port, host, dir, origins, countryHeader, trustProxy, requestsPerSecond: rateLimit };
}

function missing(flag: string, todo: string): GateError {
  return new GateError('usage', { what: `${flag} is missing.`, todo });
}

function portOf(value: string): number {
  if (/^\d{1,5}$/.test(value) && Number(value) <= 65_535) return Number(value);
  const what = `--port is ${quote(value)}, which is not a whole number from 0 to 65535.`;
  throw new GateError('usage', { what, todo: 'Write for example --port 8080.' });
}

function rateOf(value: string): number {
  if (/^\d{1,6}$/.test(value)) return Number(value);
  const what = `--rate-limit is ${quote(value)}, which is not a whole number from 0 to 999999.`;
  throw new GateError('usage', { what, todo: 'Write for example --rate-limit 100, or 0 for no limit.' });
}

/** An origin as browsers send it; a path has no place in it. */
function originOf(value: string): string {
  if (value === '*') return value;
  const url = URL.canParse(value) ? new URL(value) : null;
  if (url !== null && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`) return url.origin;
  const what = `--origin is ${quote(value)}, which is not an origin.`;
  throw new GateError('usage', {
    what,
    todo: 'Write scheme, host and port alone, for example --origin https://shop.example.',
  });
}

function headerOf(flag: string): (value: string) => string {
  return (value) => {
    if (/^[\w!#$%&'*+.^`|~-]{1,100}$/.test(value)) return value.toLowerCase();
    const what = `${flag} is ${quote(value)}, which is not the name of a header.`;
    throw new GateError('usage', { what, todo: `Write for example ${flag} X-Forwarded-For.` });
  };
}
