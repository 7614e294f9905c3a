const MANAGER = /^(?:.*\/)?(npm|pnpm|yarn|bun)(?:@[\w.^~-]+)?(?:\.cmd)?$/;
const INSTALLS = /^(?:i|in|it|ci|cit|ic|add|install(?:-test|-clean|-ci-test)?|clean-install(?:-test)?)$/;
/** Of Yarn all other words are scripts. */
const YARN_INSTALLS = /^(?:install|add)$/;
/** What follows these is a script or a program. */
const RUNS = /^(?:run|run-script|exec|x|dlx)$/;
const ASKS = /^(?:-v|--version|-h|--help)$/;
/** What ends a command of a shell, or wraps one. */
const BETWEEN_COMMANDS = /&&|\|\||[;|&\n()`'"]/;

/** Whether a shell's command line has a package manager install something: `npm ci && npm run build`, `yarn && yarn build`. */
export function namesInstall(line: string): boolean {
  return line
    .replaceAll(/\\\r?\n/g, ' ')
    .split(BETWEEN_COMMANDS)
    .some((command) => isInstall(command.split(/\s+/).filter((word) => word !== '')));
}

function isInstall(words: readonly string[]): boolean {
  const at = words.findIndex((word) => MANAGER.test(word));
  const manager = MANAGER.exec(words[at] ?? '')?.[1];
  if (manager === undefined) return false;
  const after = words.slice(at + 1);
  return manager === 'yarn' ? isYarnInstall(after) : asksFor(INSTALLS, after);
}

/** Yarn without a word installs. */
function isYarnInstall(words: readonly string[]): boolean {
  const isBare = words.every((word, index) => word.startsWith('-') || words[index - 1] === '--cwd');
  return isBare ? !words.some((word) => ASKS.test(word)) : asksFor(YARN_INSTALLS, words);
}

/** Whether the first word that is neither an option nor, perhaps, the value of one is among the wanted. */
function asksFor(wanted: RegExp, words: readonly string[]): boolean {
  for (const [index, word] of words.entries()) {
    if (word.startsWith('-')) continue;
    if (wanted.test(word)) return true;
    const before = words[index - 1] ?? '';
    const mayBeValue = before.startsWith('-') && !before.includes('=');
    if (!mayBeValue || RUNS.test(word)) return false;
  }
  return false;
}
