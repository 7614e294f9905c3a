import { appendFile, stat } from 'node:fs/promises';

import { SUMMARY_LIMIT_BYTES } from '../report/comment/job-summary.ts';
import { redact } from '../text/redactor.ts';
import type { Environment } from './context.ts';

/**
 * Appends Markdown to the step's summary. Does nothing if `GITHUB_STEP_SUMMARY` is unset or unwritable, or if the
 * summary would grow past the limit, above which GitHub drops all of it. Returns whether it was written.
 */
export async function appendSummary(summary: string, env: Environment): Promise<boolean> {
  const markdown = redact(summary);
  const file = env['GITHUB_STEP_SUMMARY'];
  if (file === undefined || file === '') return false;
  try {
    const { size } = await stat(file).catch(() => ({ size: 0 }));
    if (size + Buffer.byteLength(markdown) > SUMMARY_LIMIT_BYTES) return false;
    await appendFile(file, markdown);
    return true;
  } catch {
    return false;
  }
}
