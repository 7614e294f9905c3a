import { GateError } from '../../errors.ts';
import { historyIn } from '../../history/assert-history.ts';
import { readSource } from '../../history/source.ts';
import { machineSpread } from '../../history/spread.ts';
import type { Config } from '../../model/config.ts';
import type { HistoryConfig, HistoryPlace } from '../../model/history.ts';
import { MOST_SPREAD, type MachineSpread } from '../../model/machine-spread.ts';
import { METRICS } from '../../model/metric.ts';
import { storeAt, type HistoryAccess } from './access.ts';

/** What the history teaches of the machines, or a sentence why that is not known. */
interface Learnt {
  readonly spread: MachineSpread | null;
  readonly warnings: readonly string[];
}

/** The configuration with what its history teaches of the machines. Reads it only where absolute budgets ask. Never throws. */
export async function withMachineSpread(config: Config, access: HistoryAccess | null): Promise<Config> {
  const hasAbsolute = config.routes.some(({ budgets }) => budgets.some(({ max }) => max !== null));
  if (config.history === null || !hasAbsolute) return config;
  const { spread, warnings } = await learnSpread(config.history, access);
  return { ...config, machineSpread: spread, warnings: [...config.warnings, ...warnings] };
}

/** Never throws. */
export async function learnSpread({ place }: HistoryConfig, access: HistoryAccess | null): Promise<Learnt> {
  try {
    const { history, where } = await readFrom(place, access);
    const learnt = METRICS.flatMap((metric) => {
      const found = machineSpread(history, metric);
      return found === null ? [] : [{ metric, ...found, spread: Math.min(MOST_SPREAD, found.spread) }];
    });
    if (learnt.length === 0) return { spread: null, warnings: [] };
    const metrics = Object.fromEntries(learnt.map(({ metric, spread }) => [metric, spread]));
    return {
      spread: { metrics, place: where, runs: Math.max(...learnt.map(({ runs }) => runs)) },
      warnings: [],
    };
  } catch (error) {
    if (error instanceof GateError) return untaught(`${error.message} ${error.todo}`);
    throw error;
  }
}

/** Without the API of the repository the clone says what it knows of the branch. */
async function readFrom(place: HistoryPlace, access: HistoryAccess | null) {
  const store = storeAt(place, access);
  if (store !== null) return { history: historyIn(await store.read()), where: store.place };
  if (place.kind === 'folder') throw new Error('a folder is always there to be read');
  const source = { ...place, isAsked: false } as const;
  const history = await readSource(source, { cwd: process.cwd(), env: process.env });
  return { history: history ?? historyIn([]), where: `the branch ${place.branch}` };
}

function untaught(why: string): Learnt {
  const warning = `The history is not read, so absolute budgets allow 8 % for the spread between machines: ${why}`;
  return { spread: null, warnings: [warning.endsWith('.') ? warning : `${warning}.`] };
}
