import { z } from 'zod';

import type { PackageChange } from '../../model/attribution.ts';
import { deploysTo, inOrder, readDeployLines, type DeployedCommit } from './deploys-file.ts';

/** A line of the list with what the deploy changed, as `deploy record` writes it; null where the list does not say. */
export interface DeployManifest extends DeployedCommit {
  readonly previous: string | null;
  readonly files: number | null;
  readonly packages: readonly PackageChange[] | null;
  readonly owners: readonly string[] | null;
}

const text = z.string().max(500);
const packageSchema = z.object({ name: text, from: text.nullable(), to: text.nullable() });

/** A list that another tool wrote may have something else under these keys, which then says nothing. */
const manifestSchema = z.object({
  previous: text.nullable().catch(null),
  files: z.number().int().nonnegative().nullable().catch(null),
  packages: z.array(packageSchema).nullable().catch(null),
  owners: z.array(text).nullable().catch(null),
});

/** The deploys of a list to an environment, in the order of time. Throws as `readDeploys`. */
export async function readManifests(path: string, environment: string | null): Promise<DeployManifest[]> {
  const lines = await readDeployLines(path);
  const deploys = lines.map(({ deploy, line }) => ({ ...deploy, ...manifestSchema.parse(line) }));
  return deploysTo({ deploys: inOrder(deploys) }, environment);
}
