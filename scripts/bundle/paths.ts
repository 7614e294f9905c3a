import path from 'node:path';

export const ROOT = path.resolve(import.meta.dirname, '../..');

/** Where the two programs begin. */
export const ENTRIES = { action: path.join(ROOT, 'src/action.ts'), cli: path.join(ROOT, 'src/cli.ts') } as const;
export type Entries = Readonly<Record<keyof typeof ENTRIES, string>>;

/** Third-party code: one file per package we import, beside the files they share. */
export const VENDOR_FOLDER = 'vendor';

/** The runner's `node24`, and the oldest Node that Lighthouse and Puppeteer run on, which the command line accepts. */
export const TARGET = 'node22';
