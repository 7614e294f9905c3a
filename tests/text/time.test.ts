import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { afterAll, beforeAll, describe, expect, it, test, vi } from 'vitest';

import { Redactor } from '../../src/text/redactor.ts';

/**
 * Pages, forks and their configurations choose texts, and all of the process waits while one is read. So every exported
 * function that begins with a text is called with 50 kB of hostile ones, and what it takes may only grow as they do.
 */

const SRC = path.resolve(import.meta.dirname, '../../src');
const SIZE = 50_000;
/** Below this nothing is compared: it is little, whatever it grows with. */
const LITTLE_MS = 50;
/** Four times the text takes four times the time; sixteen times where the time is quadratic. */
const MOST_GROWTH = 9;
const FAR_TOO_LONG_MS = 1500;
const MOST_ROUNDS = 12;

/** Functions that are not called with a text of anybody's, or do more than read it, with the reason. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'github/client.ts createClient': 'takes the token of the workflow',
  'github/history-access.ts historyAccess': 'takes the token of the workflow',
  'github/options.ts apisOf': 'takes the token of the workflow',
  'field/engines/address.ts addressOf': 'keeps what it is given as a secret',
  'graphql/files/work-tree.ts workTree': 'reads a folder that the configuration names',
  'beacon/warn.ts warn': 'takes words of ours',
  'config/validate.ts validate': 'takes the name of a file; its text is parsed before',
  'config/budgets/defaults.ts defaultBudgetWarnings': 'takes the name of a file; its text is parsed before',
  'config/budgets/warnings.ts budgetWarnings': 'takes the name of a file; its text is parsed before',
  'config/budgets/warnings.ts inputWarnings': 'takes the name of a file; its text is parsed before',
  'source/positions.ts invalidConfig': 'takes the name of a file',
  'source/positions.ts placeIn': 'takes the name of a file',
  'config/policy/at-commit.ts readInput': 'takes the name of a file; its text is parsed before',
  'config/policy/changes.ts changesBetween': 'takes a key of the configuration',
  'config/schema-parts.ts oneOf': 'takes words of ours, to make a schema',
  'config/routes/session-schema.ts sessionShape': 'takes words of ours, to make a schema',
  'source/yaml.ts parseSource':
    'takes the time of the yaml package: 2.5 seconds for 100 kB of brackets, and more than linear',
  'source/edit.ts editYaml': 'takes a text that `parseSource` has read before',
  'gate/verdict/read-policy.ts pathsTo': 'answers every prefix of a path, which git and GitHub bound',
  'start/detect/package-manager.ts ancestorsOf': 'answers every folder above one, which git bounds',
  'replay/twice.ts differingAnswers': 'only compares a URL with others',
  'deploys/warmth.ts describeWarmth': 'takes the name of a side',
  'deploys/providers/provider.ts knownCommit': 'keeps what it is given',
  'deploys/providers/url/placeholders.ts placeholderValues': 'keeps what it is given',
  'graphql/check/costs.ts subgraphComparison': 'looks a name up',
  'graphql/files/work-tree.ts decode': 'takes the name of a file',
  'graphql/files/work-tree.ts tooLarge': 'takes the name of a file',
  'graphql/observed/route-notes.ts routeNotes': 'takes the name of a route',
  'graphql/operations/variables.ts valuesFor':
    'takes a pattern of the configuration; without stars alone it is picomatch’s',
  'graphql/operations/variables.ts patternOf':
    'takes a pattern of the configuration; without stars alone it is picomatch’s',
  'graphql/operations/variables.ts matchesName':
    'takes a pattern of the configuration; without stars alone it is picomatch’s',
  'graphql/ownership/cost-breakdown.ts costBreakdown': 'takes the name of a metric',
  'field/packet/appendix/graph.ts graphOf': 'takes words of ours',
  'model/breakdown.ts sumOf': 'keeps what it is given',
  'model/breakdown.ts withRemainder': 'keeps what it is given',
};

type Call = (fn: (...given: unknown[]) => unknown, text: string) => unknown;

const NO_SHA = { sha: null, url: null };
/** How those are called that take more than texts and numbers. */
const CALLS: Readonly<Record<string, Call>> = {
  'cli/values.ts choiceOf': (fn, text) => fn(text, text, ['worktree']),
  'config/budgets/limit-schema.ts timeLimits': (fn, text) => fn(text),
  'config/budgets/limit-schema.ts scoreLimits': (fn, text) => fn(text),
  'config/budgets/limit-schema.ts sizeLimits': (fn, text) => fn(text),
  'source/excerpt.ts excerpt': (fn, text) => [
    fn(text, { line: 1, column: text.length }, 80),
    fn(text, { line: 2, column: 1 }, 80),
  ],
  'source/diagnostic.ts didYouMean': (fn, text) => fn(text, [text, 'route']),
  'source/diagnostic.ts suggestion': (fn, text) => fn(text, ['route', 'routes']),
  'field/engines/table-name.ts quotedTable': (fn, text) => fn(text, (name: string) => `"${name}"`),
  'field/questions/template.ts fillTemplate': (fn, text) => fn(text, {}, {}),
  'suggest/crux/response.ts readCrux': (fn, text) => fn(text, { name: 'crux.json', curl: 'curl' }),
  'gate/search/why/code-line.ts telling': (fn, text) => fn(text, [1, 2], /never/),
  'gate/search/why/early-connects.ts earlyConnects': (fn, text) => fn(`<link ${text}>`, 'cdn.example'),
  'lab/diagnosis/asking-text.ts isAskedAt': (fn, text) => fn(text, text.length, 'image'),
  'lab/diagnosis/asking-text.ts placesOfUrl': (fn, text) => fn(text, text.slice(0, 4)),
  'source-maps/extent.ts extentOf': (fn, text) =>
    [`(${text}`, `<script></script>${text}`].flatMap((whole) =>
      ['a.css', 'a.ts', 'a.html'].map((file) => fn(file, whole, { line: 1, column: whole.length }, true)),
    ),
  'source-maps/served-text.ts excerptOf': (fn, text) => fn(text, { line: 1, column: 1 }),
  'deploys/providers/github-deployments/candidates.ts candidateOfStatus': (fn, text) =>
    fn(text, { context: text, state: text, targetUrl: text, creator: text }, text),
  'deploys/providers/url/placeholders.ts expandUrl': (fn, text) =>
    fn(`https://{branch}.example/${text}`, { sha: text, 'short-sha': text, pr: text, branch: text }),
  'github/comment-key.ts keyFor': (fn, text) => fn(text, [null]),
  'deploys/providers/url/placeholders.ts expandFolder': (fn, text) =>
    fn(`{branch}/${text}`, { sha: text, 'short-sha': text, pr: text, branch: text }),
  'github/marker.ts stamped': (fn, text) => fn(text, { key: null, run: { id: 1, attempt: 1 }, state: 'f' }),
  'lab/visit/script-place.ts placeAt': (fn, text) => fn(text, text.length, { startLine: 0, startColumn: 0 }),
  'report/comment/details.ts fold': (fn, text) => fn(text, [text]),
  'report/words/commit-link.ts commitLink': (fn, text) => fn(text, { repositoryUrl: 'https://github.example/a/b' }),
  'report/words/links.ts fileLink': (fn, text) =>
    fn(`${text}:1`, text, { repositoryUrl: 'https://github.example/a/b', result: { head: { sha: 'a'.repeat(40) } } }),
  'report/words/commit-link.ts rangeLink': (fn, text) => fn(text, { result: { base: NO_SHA, head: NO_SHA } }),
  'text/html.ts readHtml': (fn, text) => fn(text, {}),
  'text/stable-path.ts replaceHashes': (fn, text) => fn(text, () => '*'),
};

/** What is repeated: the beginnings of what is looked for, and what stands between them. */
const UNITS = [
  ['<a', '<a ', '<a b="', '<!--', '<script>', '<style>', '<svg>', '</p>', '&am', '&amp;', '&#', '&#39;'],
  [' ', ' a', '\t', '\n', '\r', '\n\n', '\r\n', 'a\n', '`', '` ', '/', '//', 'a/', '.', '..', 'a.', '. ', '-', 'a-'],
  [
    '_',
    '0',
    '1',
    '0.',
    '1e',
    '%',
    '%2',
    '%25',
    '%5c',
    '%20',
    '"',
    '" ',
    "'",
    '""',
    '(',
    '[',
    ']',
    '{',
    '}',
    '{{',
    '[]',
  ],
  [
    'a',
    'A',
    'aA',
    'Aa0',
    'aaaaaaaaA-',
    'F-',
    'KEY-',
    'F-KEY="',
    '=',
    'a=',
    'a="',
    'a: ',
    '- ',
    '? ',
    '&a ',
    '*a ',
    '!',
  ],
  ['\\', '\\"', '\\u', '\\u005c', '#', '#a', '# ', '#\n', ',', ', ', ':', '::', '@', 'a@', '@a', '?', 'a?', '?a', '&'],
  ['http://', 'https://a', 'https://a?', '*', '*a', '**/', '|', '\\|', '~', '^', '$', '+', '1+', '—', 'ß', 'İ'],
  ['/* ', '<link ', '<img ', 'url(', 'rel=', 'url()'],
  ['\u0301', 'e\u0301', '\ud800', '😀', '\u202e', '\u0000', '\u001b[', '\u2028', 'query', 'name="operations"\n'],
].flat();

interface TextFunction {
  readonly key: string;
  readonly file: string;
  readonly name: string;
  /** Whether what it takes is the name of a file, a side, a route: no text of anybody's. */
  readonly isName: boolean;
  /** What each parameter that must be given is, where that is plain; null where it is not. */
  readonly parameters: readonly ('text' | 'number' | 'flag' | 'error')[] | null;
}

const DECLARED =
  /^export (?:function (\w+)(?:<[^(]*>)?|const (\w+)(?:: [^=\n]+)? = )\((\s*\w+\??: string\b(?!\[)[^)]*)\)(?!: Promise|: Asserts)/gm;

function exported(): TextFunction[] {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => /\/.*\.ts$/.test(file));
  return files.toSorted().flatMap((file) =>
    [...readFileSync(path.join(SRC, file), 'utf8').matchAll(DECLARED)].map(([, declared, assigned, list = '']) => {
      const name = declared ?? assigned ?? '';
      const isName = /^\s*(?:file|folder|side|route|metric|scope|key)\b/.test(list);
      return { key: `${file} ${name}`, file, name, isName, parameters: parametersOf(list) };
    }),
  );
}

function parametersOf(list: string): TextFunction['parameters'] {
  const given = list
    .split(/,(?![^<{]*[>}])/)
    .map((each) => each.trim())
    .filter((each) => each !== '' && !each.includes(' = ') && !/^\w+\?:/.test(each));
  const kinds = given.map((each) => {
    if (/^\w+: string(?: \| (?:null|undefined))?$/.test(each)) return 'text';
    if (/^\w+: number$/.test(each)) return 'number';
    if (/^\w+: unknown$/.test(each)) return 'error';
    return /^\w+: boolean$/.test(each) ? 'flag' : null;
  });
  return kinds.every((kind) => kind !== null) ? kinds : null;
}

const GIVEN = {
  text: (text: string) => text,
  number: () => 100,
  flag: () => true,
  error: (text: string) => new Error(text),
};

/** How a function is called; null where nobody has said. */
function callOf({ key, parameters }: TextFunction): Call | null {
  const call = CALLS[key];
  if (call !== undefined || parameters === null) return call ?? null;
  return (fn, text) => fn(...parameters.map((kind) => GIVEN[kind](text)));
}

const functions = exported();
const timed = functions.filter(({ key }) => EXCEPTIONS[key] === undefined);

test('every exported function of a text is called, or it is said why not', () => {
  const known = new Set(functions.map(({ key }) => key));
  expect(functions.length).toBeGreaterThan(80);
  const unknown = timed.filter((found) => callOf(found) === null && !found.isName);
  expect(unknown.map(({ key }) => key)).toEqual([]);
  expect([...Object.keys(EXCEPTIONS), ...Object.keys(CALLS)].filter((key) => !known.has(key))).toEqual([]);
});

/** Time of the processor, which other processes take nothing from. */
function cpuMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Long enough to be hostile, with an end that nothing matches. */
function hostile(unit: string, length: number): string {
  return `${unit.repeat(Math.ceil(length / unit.length)).slice(0, length)}\u0000!`;
}

/** What is wrong with the time that it takes; null where nothing is. */
function complaintAbout(read: (text: string) => unknown, unit: string): string | null {
  const ms = (length: number): number => {
    const text = hostile(unit, length);
    return cpuMs(() => attempt(read, text));
  };
  // Short ones first: exponential time does not come to an end with long ones.
  for (const length of [32, 3000]) if (ms(length) > FAR_TOO_LONG_MS) return `${length} characters take for ever`;
  const first = ms(SIZE);
  if (first < LITTLE_MS) return null;
  if (first > 10 * FAR_TOO_LONG_MS) return `${SIZE} characters take ${first} ms`;
  const [short, long] = [hostile(unit, SIZE / 4), hostile(unit, SIZE)];
  let [part, whole] = [Infinity, first];
  // The least of them is what the work itself takes: caches and memory are shared with what runs beside it.
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    part = Math.min(
      part,
      cpuMs(() => attempt(read, short)),
    );
    whole = Math.min(
      whole,
      cpuMs(() => attempt(read, long)),
    );
    if (round >= 2 && (whole < LITTLE_MS || whole < MOST_GROWTH * part)) return null;
  }
  return `four times the text takes ${(whole / part).toFixed(1)} times as long: ${part} and ${whole} ms`;
}

/** A refusal is an answer; a stack that is too small for a text is not. */
function attempt(read: (text: string) => unknown, text: string): void {
  try {
    read(text);
  } catch (error) {
    if (error instanceof RangeError && /call stack/.test(error.message)) throw error;
  }
}

describe('50 kB of hostile text take a time that grows with their length only', () => {
  beforeAll(() => void vi.spyOn(process.stdout, 'write').mockReturnValue(true));
  afterAll(() => void vi.restoreAllMocks());

  it.each(timed.filter((found) => callOf(found) !== null).map((found) => [found.key, found] as const))(
    '%s',
    async (_, found) => {
      const module = (await import(pathToFileURL(path.join(SRC, found.file)).href)) as Readonly<
        Record<string, unknown>
      >;
      const fn = module[found.name] as (...given: unknown[]) => unknown;
      const call = callOf(found);
      const complaints = UNITS.flatMap((unit) => {
        const complaint = complaintAbout((text) => call?.(fn, text), unit);
        return complaint === null ? [] : [`${JSON.stringify(unit)}: ${complaint}`];
      });
      expect(complaints).toEqual([]);
    },
  );

  it.each(['text', 'cutText'] as const)('Redactor.%s', (name) => {
    const redactor = new Redactor(['p&ss"wörd/1', 'aaaaaaaaaaaa', 'ghs_abcdefghijklmnopqrstuvwxyz0123456789']);
    const complaints = UNITS.flatMap((unit) => complaintAbout(redactor[name], unit) ?? []);
    expect(complaints).toEqual([]);
  });
});
