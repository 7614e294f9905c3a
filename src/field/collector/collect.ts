import { once } from 'node:events';

import { causeOf, GateError } from '../../errors.ts';
import { ClosedFile } from './half-lines.ts';
import { NdjsonStore } from './ndjson-store.ts';
import { createNodeListener } from './node-listener.ts';
import type { CollectOptions } from './options.ts';
import { createReceiver } from './receiver.ts';
import { serveCollector, type CollectorServer } from './server.ts';
import { Tally } from './tally.ts';

/** How often refusals are summed up in the log. */
const SUMMARY_MS = 60_000;

/**
 * Collects until `signal` aborts; then answers what is open, stores it, and resolves. `log` is given what an operator
 * must know, a line at a time, without a word of a sender.
 *
 * @throws GateError `collector-folder`, `collector-file`, `collector-address`
 */
export async function collectRecords(
  options: CollectOptions,
  log: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const { dir, origins, countryHeader, trustProxy: addressHeader, requestsPerSecond } = options;
  const store = await openStore(dir, log);
  const tally = new Tally();
  const receive = createReceiver({ origins, store, countryHeader, limits: { requestsPerSecond }, onAnswer: tally.add });
  const onError = (error: unknown): void => log(`a request could not be answered: ${causeOf(error)}`);
  const server = await listen(createNodeListener(receive, { addressHeader, onError }), options);
  log(`listening on ${server.url}, writing to ${dir}, for pages of ${origins.join(', ')}`);
  const summary = setInterval(() => tell(tally.takeRefusals(), log), SUMMARY_MS);
  if (!signal.aborted) await once(signal, 'abort');
  clearInterval(summary);
  log(`${String(signal.reason)}: stopping; open requests are still answered`);
  await server.drain();
  await store.close();
  tell(tally.takeRefusals(), log);
  log(`stopped: ${tally.total()}`);
}

function tell(line: string | null, log: (line: string) => void): void {
  if (line !== null) log(line);
}

async function openStore(dir: string, onNotice: (line: string) => void): Promise<NdjsonStore> {
  try {
    return await NdjsonStore.open({ dir, onNotice });
  } catch (cause) {
    if (cause instanceof ClosedFile)
      throw new GateError('collector-file', { path: cause.file, cause: cause.message }, { cause });
    throw new GateError('collector-folder', { path: dir, cause: causeOf(cause) }, { cause });
  }
}

async function listen(
  listener: ReturnType<typeof createNodeListener>,
  { port, host }: CollectOptions,
): Promise<CollectorServer> {
  try {
    return await serveCollector(listener, { port, host });
  } catch (cause) {
    throw new GateError('collector-address', { address: `${host}:${port}`, cause: causeOf(cause) }, { cause });
  }
}
