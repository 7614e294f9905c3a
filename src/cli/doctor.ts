import type { Check } from '../doctor/check.ts';
import type { examine } from '../doctor/doctor.ts';
import { renderCheck, renderTotal } from '../doctor/render.ts';
import type { DoctorRequest } from './doctor-commands.ts';
import { hasColor, say, type Io } from './io.ts';

/** `doctor`: a line for each check as it is known, or all of them as JSON. 3 if one fails. */
export async function runDoctor(
  { options, json }: DoctorRequest,
  io: Io,
  pipeline: { readonly examine: typeof examine },
  cwd = process.cwd(),
): Promise<number> {
  const color = hasColor(io.stdout, io.env);
  const tell = (check: Check): void => {
    if (!json) say(io.stdout, renderCheck(check, color));
  };
  const checks = await pipeline.examine(options, { cwd, env: { ...io.env } }, tell);
  say(io.stdout, json ? `${JSON.stringify(checks, null, 2)}\n` : `\n${renderTotal(checks)}`);
  return checks.some(({ status }) => status === 'fail') ? 3 : 0;
}
