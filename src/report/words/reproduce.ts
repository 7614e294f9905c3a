interface RunArguments {
  readonly config: string;
  readonly baseUrl: string | null;
  readonly headUrl: string | null;
  readonly baseSha: string | null;
  readonly headSha: string | null;
  readonly routes: readonly string[];
  readonly conditions: readonly string[];
  readonly blocks: number | null;
  readonly measureIdentical?: boolean;
}

/**
 * The command that repeats a run on a reader's machine, quoted for a POSIX shell. URLs stand in it where they did not
 * come from the configuration; the SHAs too, for they seed the order of the visits.
 */
export function reproduceCommand(asked: RunArguments): string {
  const words = [
    'vitals-gate',
    'run',
    '--config',
    asked.config,
    ...option('--base-url', asked.baseUrl),
    ...option('--head-url', asked.headUrl),
    ...option('--base-sha', asked.baseSha),
    ...option('--head-sha', asked.headSha),
    ...asked.routes.flatMap((route) => ['--route', route]),
    ...asked.conditions.flatMap((condition) => ['--condition', condition]),
    ...option('--blocks', asked.blocks === null ? null : String(asked.blocks)),
    ...(asked.measureIdentical === true ? ['--measure-identical'] : []),
  ];
  return words.map(quoted).join(' ');
}

function option(name: string, value: string | null): string[] {
  return value === null ? [] : [name, value];
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
