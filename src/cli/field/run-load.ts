import { loadFiles, type LoadOptions } from '../../field/commands/load.ts';
import { readSetup, type Place } from '../../field/commands/reading.ts';
import { count } from '../../report/words/format.ts';
import { say, type Io } from '../io.ts';

/** `field load`: 3 if no line of the files is a record. */
export async function runLoad(options: LoadOptions, io: Io, cwd = process.cwd(), now = new Date()): Promise<number> {
  const place: Place = { cwd, env: io.env, now };
  const { records, known, leftOut } = await loadFiles(await readSetup(options, place), options, place);
  const beside = known === 0 ? '' : `; ${count(known, 'record')} ${known === 1 ? 'was' : 'were'} there already`;
  const without = leftOut === 0 ? '' : `; ${count(leftOut, 'line')} left out (not a record)`;
  say(io.stderr, `${count(records, 'record')} loaded${beside}${without}.\n`);
  return records + known === 0 ? 3 : 0;
}
