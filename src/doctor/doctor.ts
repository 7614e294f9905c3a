import { availableParallelism } from 'node:os';

import { laneCount } from '../model/lanes.ts';
import { CHECKS, inTime, warn, type Check, type Finding } from './check.ts';
import { judgeChrome, notStarted, type StartedChrome } from './judge/chrome.ts';
import { judgeConfig, unread } from './judge/config.ts';
import { judgeGit } from './judge/git.ts';
import { judgeDisk, judgeMachine, judgeSharedMemory } from './judge/machine.ts';
import { judgeNode } from './judge/node.ts';
import { judgeNoise, tooSlow } from './judge/noise.ts';
import { navigatesSoftly, needsHistory, readKnown, ruleOf, type DoctorOptions, type DoctorPlace } from './known.ts';
import { networkChecks } from './network.ts';
import { PROBES, type Probes } from './probes.ts';
import { LIMITS, type Asked, type Stage } from './stage.ts';

/**
 * Makes every check, whatever the others find. The noise of the machine is measured last, while nothing else is done.
 *
 * @param tell told each check as soon as it is known, in the order of CHECKS
 */
export async function examine(
  options: DoctorOptions,
  place: DoctorPlace,
  tell: (check: Check) => void,
  probes: Probes = PROBES,
): Promise<readonly Check[]> {
  const checks: Check[] = [];
  const finish = async (stage: Stage): Promise<void> => {
    for (const check of CHECKS) {
      const finding = await stage[check];
      if (finding === undefined) continue;
      checks.push({ check, ...finding });
      tell({ check, ...finding });
    }
  };
  const machine = await inTime(LIMITS.machine, async () => judgeMachine(await probes.watchMachine()));
  const known = await readKnown(options, place);
  const visitor = chromeOf(options, place, probes);
  await finish({ ...localChecks({ known, place, probes }, visitor), machine: Promise.resolve(machine) });
  const network = networkChecks({ known, place, probes });
  await finish(network.stage);
  await finish({ proof: network.proof() });
  await finish({ noise: noiseCheck({ known, place, probes }, visitor.started()) });
  return checks;
}

/** The one Chrome that is looked for. */
interface ChromeSeen {
  readonly start: (signal: AbortSignal) => Promise<StartedChrome>;
  /** Null if it did not start. */
  readonly started: () => StartedChrome | null;
}

function chromeOf({ chromePath }: DoctorOptions, { env }: DoctorPlace, { startChrome }: Probes): ChromeSeen {
  let seen: StartedChrome | null = null;
  const start = async (signal: AbortSignal): Promise<StartedChrome> =>
    (seen = await startChrome(chromePath, env, signal));
  return { start, started: () => seen };
}

const local = (look: (signal: AbortSignal) => Promise<Finding>) => inTime(LIMITS.local, look);

/** What is here, without a network. */
function localChecks({ known, place, probes }: Asked, chrome: ChromeSeen): Stage {
  const { config, complaint, git } = known;
  return {
    node: local(async () => judgeNode(probes.nodeVersion())),
    chrome: inTime(
      LIMITS.local,
      async (signal) => judgeChrome(await chrome.start(signal), navigatesSoftly(config)),
      notStarted(LIMITS.local),
    ),
    disk: local(async () => judgeDisk(await probes.askDisk())),
    'shared-memory': local(async () => judgeSharedMemory(await probes.askSharedMemory())),
    config: local(async () => (config === null ? (complaint ?? unread()) : judgeConfig(config))),
    git: local(async () => judgeGit(await probes.askGit(git, place.env), needsHistory(config))),
  };
}

/** What a run would see on this machine, if Chrome starts on it. */
function noiseCheck(
  { known: { config }, place: { env }, probes }: Asked,
  chrome: StartedChrome | null,
): Promise<Finding> {
  const look = async (signal: AbortSignal): Promise<Finding> => {
    if (chrome === null) return warn('Not measured: Chrome does not start.', 'Mend the check of chrome first.');
    const lanes = laneCount(config?.deciding.lanes ?? 'auto', availableParallelism());
    return judgeNoise(await probes.measureNoise({ chromePath: chrome.path, env, lanes, signal }), ruleOf(config));
  };
  return inTime(LIMITS.noise, look, tooSlow());
}
