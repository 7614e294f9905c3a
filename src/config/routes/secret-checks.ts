import { valueAt, type PathDiagnostic } from '../messages/findings.ts';
import type { KeyPath } from '../../source/yaml.ts';

/** The environment variables of the process. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A shorter secret turns up in texts by chance, so it could not be kept out of reports without spoiling them. */
const MIN_LENGTH = 4;

const SESSION_KEYS = ['setup', 'cookies', 'headers', 'local-storage', 'basic-auth', 'bypass'];
/** Maps of the user's own names, where `secret` may be one. */
const OPEN_MAPS: ReadonlySet<PropertyKey> = new Set(['headers', 'local-storage']);

/** Every secret that the file names and the environment does not have, or has in an unusable form. */
export function secretFindings(file: unknown, env: Environment): PathDiagnostic[] {
  return secretPaths(file).flatMap((path): PathDiagnostic[] => {
    const name = valueAt(file, path);
    const complaint = typeof name === 'string' ? complaintOf(name, env[name]) : null;
    return complaint === null ? [] : [{ ...complaint, path, part: 'value' }];
  });
}

function complaintOf(name: string, value: string | undefined): Pick<PathDiagnostic, 'what' | 'todo'> | null {
  if (!/^[A-Za-z_]\w{0,199}$/.test(name)) return null; // the schema has said so
  if (value === undefined || value === '') {
    const todo = `Set it, in a workflow with env: { ${name}: \${{ secrets.${name} }} } on the step. (Runs for forks have no secrets.)`;
    return { what: `The environment variable ${name} is ${value === '' ? 'empty' : 'not set'}.`, todo };
  }
  if (value.length < MIN_LENGTH)
    return { what: `The secret ${name} has fewer than ${MIN_LENGTH} characters.`, todo: 'Use a longer one.' };
  if (/\p{Cc}/u.test(value))
    return {
      what: `The secret ${name} holds a line break or another control character.`,
      todo: 'Set it again without it.',
    };
  return null;
}

/** The names of the environment variables that a file takes for secrets, valid or not. */
export function secretNames(file: unknown): string[] {
  return secretPaths(file)
    .map((path) => valueAt(file, path))
    .filter((name) => typeof name === 'string');
}

function secretPaths(file: unknown): KeyPath[] {
  const routes = valueAt(file, ['routes']);
  const routePaths = Array.isArray(routes)
    ? routes.flatMap((_, index) => [...SESSION_KEYS, 'interactions'].map((key) => ['routes', index, key]))
    : [];
  return [...SESSION_KEYS.map((key) => [key]), ...routePaths].flatMap((path) => below(valueAt(file, path), path));
}

function below(value: unknown, path: KeyPath): KeyPath[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = OPEN_MAPS.has(path.at(-1) ?? '');
  return Object.entries(value).flatMap(([key, inner]): KeyPath[] => {
    const place = [...path, Array.isArray(value) ? Number(key) : key];
    const isName = !own && (key === 'secret' || key === 'password-secret') && typeof inner === 'string';
    return isName ? [place] : below(inner, place);
  });
}
