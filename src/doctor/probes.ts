import { askDeploy } from './probe/deploys.ts';
import { askDisk, askSharedMemory, watchMachine } from './probe/machine.ts';
import { askGit, askHistory } from './probe/git.ts';
import { askPermissions, environmentsOf } from './probe/permissions.ts';
import { askProof } from './probe/proof.ts';
import { measureNoise } from './probe/noise.ts';
import { startChrome } from './probe/chrome.ts';

/** What looks at the world. Tests have others. */
export const PROBES = {
  nodeVersion: (): string => process.versions.node,
  watchMachine,
  startChrome,
  askGit,
  askHistory,
  askDisk: () => askDisk(),
  askSharedMemory: () => askSharedMemory(),
  askPermissions,
  environmentsOf,
  askDeploy,
  askProof,
  measureNoise,
} as const;
export type Probes = typeof PROBES;
