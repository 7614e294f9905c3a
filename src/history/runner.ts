import { arch, cpus, platform } from 'node:os';

import { sanitizeLine } from '../text/sanitize.ts';

/** What this machine is, as far as it decides how fast pages are: `linux x64, AMD EPYC 7763 64-Core Processor, 4 cores`. */
export function runnerLabel(): string {
  const processors = cpus();
  const model = sanitizeLine(processors[0]?.model ?? '', 100) || 'unknown processor';
  return `${platform()} ${arch()}, ${model}, ${processors.length} ${processors.length === 1 ? 'core' : 'cores'}`;
}
