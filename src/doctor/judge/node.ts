import { fail, ok, type Finding } from '../check.ts';

/** As `engines` in package.json. */
export const LEAST_NODE = '22.19';

/** @param version as `process.versions.node` has it */
export function judgeNode(version: string): Finding {
  if (isAtLeast(version, LEAST_NODE)) return ok(`Node.js ${version}.`);
  return fail(
    `Node.js ${version} is too old: ${LEAST_NODE} is the least that vitals-gate runs on.`,
    'Install Node.js 24; in a workflow use actions/setup-node with `node-version: 24`.',
  );
}

function isAtLeast(version: string, least: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [leastMajor = 0, leastMinor = 0] = least.split('.').map(Number);
  return major > leastMajor || (major === leastMajor && minor >= leastMinor);
}
