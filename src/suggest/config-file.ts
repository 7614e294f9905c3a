import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';

import { loadConfig } from '../config/load.ts';
import { readText } from '../config/read-text.ts';
import type { ConfigInput } from '../config/schema.ts';
import { validate } from '../config/validate.ts';
import { causeOf, GateError } from '../errors.ts';
import type { Config } from '../model/config.ts';
import { isMap } from '../source/is-map.ts';
import { parseSource } from '../source/yaml.ts';

/** A configuration as it is written, and as it is understood. */
export interface ConfigFile {
  /** As the user named it. */
  readonly file: string;
  readonly path: string;
  /** False where it stands for a file that is missing. */
  readonly isThere: boolean;
  /** Without its byte order mark. */
  readonly text: string;
  readonly input: ConfigInput;
  readonly config: Config;
  /** Whether a key is written at the top of the file. */
  readonly isWritten: (key: string) => boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;
const NO_VISITS = { baseUrl: null, headUrl: null, visits: false, isOfField: true };

/** @throws GateError as `loadConfig`; `suggest-no-config` */
export async function readConfigFile(file: string, cwd: string, env: Environment): Promise<ConfigFile> {
  const path = resolve(cwd, file);
  const config = await loadConfig(file, NO_VISITS, cwd, env).catch((error: unknown) => {
    throw isMissing(error) ? new GateError('suggest-no-config', { file }, { cause: error }) : error;
  });
  const text = await readText(file, path);
  const { value } = parseSource(text);
  const isWritten = (key: string): boolean => isMap(value) && Object.hasOwn(value, key);
  return { file, path, isThere: true, text, input: inputOf(file, text, env), config, isWritten };
}

function isMissing(error: unknown): boolean {
  if (!(error instanceof GateError) || error.code !== 'config-unreadable') return false;
  return error.cause instanceof Error && 'code' in error.cause && error.cause.code === 'ENOENT';
}

/** @throws GateError `config-invalid` */
export function inputOf(file: string, text: string, env: Environment): ConfigInput {
  return validate(file, parseSource(text), env, NO_VISITS);
}

/** @throws GateError `suggest-unwritable`, also where the file has changed since it was read */
export async function writeConfigFile({ file, path, text }: ConfigFile, edited: string): Promise<void> {
  try {
    const now = await readFile(path, 'utf8');
    const mark = now.startsWith('\uFEFF') ? '\uFEFF' : '';
    if (now !== mark + text) throw new Error('it has changed since it was read');
    await writeFile(path, mark + edited);
  } catch (error) {
    throw new GateError('suggest-unwritable', { file, cause: causeOf(error) }, { cause: error });
  }
}
