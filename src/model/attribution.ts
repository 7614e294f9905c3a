import { z } from 'zod';

const shaSchema = z.string().max(200);

/** What one commit, or a range of commits that could not be told apart, did to a node of a breakdown. */
const commitChangeSchema = z.strictObject({
  /** Of a range, its last commit. */
  sha: shaSchema,
  /** Of a range, which commits it is. */
  subject: z.string().max(500),
  /** The change with its 95 % interval, in the node's unit; null for a commit that was skipped. */
  value: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** `skipped` could not be built or visited: its change is in the range that it lies in. */
  status: z.enum(['measured', 'range', 'skipped']),
});
export type CommitChange = z.infer<typeof commitChangeSchema>;

/** Which commits did it: the change of one broken budget's node, by commit. The values sum to the whole change. */
export const attributionSchema = z.strictObject({
  route: z.string().max(200),
  condition: z.string().max(200),
  path: z.string().max(1000),
  culprits: z.array(shaSchema).max(1000),
  commits: z.array(commitChangeSchema).max(5000),
});
export type Attribution = z.infer<typeof attributionSchema>;

/** A package whose locked version changed; null if it was not there. */
const packageChangeSchema = z.strictObject({
  name: z.string().max(500),
  from: z.string().max(500).nullable(),
  to: z.string().max(500).nullable(),
});
export type PackageChange = z.infer<typeof packageChangeSchema>;

/** What changed between two commits; in a large repository that is everything. */
const changesShape = {
  /** Paths from the root of the repository. */
  files: z.array(z.string().max(5000)).max(500_000),
  packages: z.array(packageChangeSchema).max(100_000),
  /** Who owns any of the files, by CODEOWNERS. */
  owners: z.array(z.string().max(500)).max(100_000),
};
const changesSchema = z.strictObject(changesShape);
export type Changes = z.infer<typeof changesSchema>;

/** Whether the commit that broke a budget was looked for, among how many. */
const searchSchema = z.strictObject({
  /** `off`: the configuration gives no time for it. `no-deploys`: the commits between cannot be served. */
  status: z.enum(['on', 'off', 'no-deploys']),
  commits: z.number().int().positive(),
});
export type Search = z.infer<typeof searchSchema>;

/** What changed from base to head, and in each culprit alone. */
export const manifestSchema = z.strictObject({
  ...changesShape,
  /** Absent if no budget broke, or the history is unknown. */
  search: searchSchema.exactOptional(),
  culprits: z
    .array(
      z.strictObject({
        sha: shaSchema,
        /** The pull request that the commit came with; null if none is known. */
        pullRequest: z.number().int().positive().nullable(),
        ...changesShape,
      }),
    )
    .max(5000),
});
export type Manifest = z.infer<typeof manifestSchema>;
