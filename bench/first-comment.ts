/**
 * `npm run bench:first-comment [-- NAME…]`: from a repository that a framework's own generator has just made to the first
 * comment on a pull request, with nothing edited by hand: `init --yes`, then the steps of the workflow that it wrote, with the
 * built action and a GitHub of ours. Needs the npm registry. Exits with 1 where that takes longer than ten minutes.
 */
import { appendFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { execa } from 'execa';
import { parse } from 'yaml';
import { z } from 'zod';

import { FakeGitHub, WORKFLOW_TOKEN } from '../tests/support/github/server.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const LIMIT_MS = 600_000;
const IDENTITY = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', '-c', 'commit.gpgsign=false'];

interface Sample {
  /** The generator, which makes a folder `site`; or the files of one that somebody wrote. */
  readonly from: string | Readonly<Record<string, string>>;
  /** What the pull request changes: a file, and what is put at its end or in place of something. */
  readonly change: { readonly file: string; readonly from?: RegExp; readonly to: string };
}

const PAGE = '<!doctype html><title>A site</title><h1>A site</h1>\n';
const SAMPLES: Readonly<Record<string, Sample>> = {
  static: { from: { 'index.html': PAGE }, change: { file: 'index.html', to: '<p>More.</p>\n' } },
  workspaces: {
    from: {
      'package.json': JSON.stringify({ name: 'all', private: true, workspaces: ['packages/*'] }),
      'packages/web/package.json': JSON.stringify({ name: 'web', private: true }),
      'packages/web/index.html': PAGE,
    },
    change: { file: 'packages/web/index.html', to: '<p>More.</p>\n' },
  },
  vite: {
    from: 'npm create --yes vite@latest site -- --template react --no-interactive',
    change: { file: 'index.html', from: /<title>/, to: '<title>My ' },
  },
  vue: {
    from: 'npm create --yes vue@latest site -- --default',
    change: { file: 'index.html', from: /<title>/, to: '<title>My ' },
  },
  next: {
    // The default template has fonts of Google, which the build fetches.
    from: 'npx --yes create-next-app@latest site --yes --empty --use-npm --skip-install --disable-git',
    change: { file: 'app/layout.tsx', from: /Create Next App/, to: 'My app' },
  },
  angular: {
    from: 'npx --yes @angular/cli@latest new site --defaults --skip-install --skip-git',
    change: { file: 'src/index.html', from: /<title>/, to: '<title>My ' },
  },
  // Its generator fetches the template from GitHub.
  astro: {
    from: 'npm create --yes astro@latest site -- --template basics --no-install --no-git --yes --skip-houston',
    change: { file: 'src/pages/index.astro', to: '<p>More.</p>\n' },
  },
  sveltekit: {
    from: 'npx --yes sv@latest create site --template minimal --types ts --no-add-ons --no-install',
    change: { file: 'src/routes/+page.svelte', to: '<p>More.</p>\n' },
  },
};

/** Makes the folder `site`, with a lockfile if a generator made it. */
async function generate({ from }: Sample, parent: string): Promise<void> {
  const folder = path.join(parent, 'site');
  if (typeof from === 'string') {
    const [program = '', ...args] = from.split(' ');
    await execa(program, args, { cwd: parent, stdin: 'ignore', env: { CI: 'true' } });
    await execa('npm', ['install', '--package-lock-only'], { cwd: folder });
    return;
  }
  for (const [name, text] of Object.entries(from)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  }
}

const workflowSchema = z.object({
  jobs: z.record(
    z.string(),
    z.object({
      steps: z.array(z.object({ uses: z.string(), with: z.record(z.string(), z.unknown()).default({}) }).loose()),
    }),
  ),
});

interface Finished {
  readonly seconds: number;
  readonly exitCode: number;
  readonly headline: string | null;
}

async function makeChange(folder: string, { file, from, to }: Sample['change']): Promise<void> {
  const name = path.join(folder, file);
  if (from === undefined) return appendFile(name, to);
  const text = await readFile(name, 'utf8');
  if (!from.test(text)) throw new Error(`${file} does not have ${from}`);
  return writeFile(name, text.replace(from, to));
}

/** The inputs of our step, and the environment in which a runner starts it. */
async function environmentOf(
  folder: string,
  api: string,
  event: string,
): Promise<NodeJS.ProcessEnv & Readonly<Record<string, string>>> {
  const workflow = parse(await readFile(path.join(folder, '.github/workflows/vitals-gate.yml'), 'utf8'));
  const steps = Object.values(workflowSchema.parse(workflow).jobs).flatMap((job) => job.steps);
  const own = steps.find(({ uses }) => uses.startsWith('vitals-gate/'));
  if (own === undefined) throw new Error('the workflow does not run the action');
  const inputs = Object.entries(own.with).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, String(value)]);
  const machine = Object.entries(process.env).filter(([name]) => !/^(?:GITHUB_|INPUT_|npm_)/.test(name));
  return {
    // A runner has its own proxies and certificates, too.
    ...Object.fromEntries([...machine, ...inputs]),
    GITHUB_ACTIONS: 'true',
    CI: 'true',
    GITHUB_EVENT_NAME: 'pull_request',
    GITHUB_EVENT_PATH: event,
    GITHUB_REPOSITORY: 'acme/shop',
    GITHUB_RUN_ID: '7001',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_API_URL: api,
    GITHUB_WORKSPACE: folder,
    GITHUB_STEP_SUMMARY: path.join(folder, '..', 'summary.md'),
    GITHUB_OUTPUT: path.join(folder, '..', 'output'),
    'INPUT_GITHUB-TOKEN': WORKFLOW_TOKEN,
  };
}

/** The generators must be reachable, and must make what they made before. */
async function firstComment(sample: Sample): Promise<Finished> {
  try {
    return await commented(sample);
  } catch (error) {
    process.stdout.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return { seconds: 0, exitCode: 3, headline: null };
  }
}

async function commented(sample: Sample): Promise<Finished> {
  const parent = await mkdtemp(path.join(tmpdir(), 'vitals-gate-first-'));
  const folder = path.join(parent, 'site');
  const github = await FakeGitHub.start();
  try {
    await generate(sample, parent);
    const git = async (...command: readonly string[]): Promise<string> =>
      (await execa('git', [...IDENTITY, ...command], { cwd: folder })).stdout;
    const commit = async (subject: string): Promise<string> => {
      await git('add', '--all');
      await git('commit', '--quiet', '-m', subject);
      return git('rev-parse', 'HEAD');
    };
    await git('init', '--quiet', '--initial-branch=main');
    await commit('Begin');

    const began = performance.now();
    const init = await execa(process.execPath, [path.join(ROOT, 'dist/cli.js'), 'init', '--yes'], {
      cwd: folder,
      stdin: 'ignore',
      reject: false,
    });
    if (init.exitCode !== 0) {
      process.stdout.write(`${init.stderr}\n`);
      return { seconds: (performance.now() - began) / 1000, exitCode: init.exitCode ?? 3, headline: null };
    }
    process.stdout.write(`${init.stdout.split('\n---')[0]}\n`);
    const base = await commit('Gate pull requests');
    await makeChange(folder, sample.change);
    const head = await commit('Change the page');
    const repo = { full_name: 'acme/shop', fork: false };
    const event = path.join(parent, 'event.json');
    await writeFile(
      event,
      JSON.stringify({
        action: 'opened',
        number: 42,
        pull_request: { number: 42, head: { sha: head, ref: 'change', repo }, base: { sha: base, ref: 'main', repo } },
        repository: { full_name: 'acme/shop', name: 'shop', owner: { login: 'acme' } },
      }),
    );
    github.current.head.sha = head;
    const env = await environmentOf(folder, github.url, event);
    await Promise.all([writeFile(env['GITHUB_OUTPUT'] ?? '', ''), writeFile(env['GITHUB_STEP_SUMMARY'] ?? '', '')]);
    const { exitCode, stdout } = await execa(process.execPath, [path.join(ROOT, 'dist/action.js')], {
      cwd: folder,
      reject: false,
      extendEnv: false,
      env,
    });
    const [, headline] = /^### (.+)$/m.exec(github.comments[0]?.body ?? '') ?? [];
    if (headline === undefined) process.stdout.write(`${stdout.slice(-3000)}\n`);
    return { seconds: (performance.now() - began) / 1000, exitCode: exitCode ?? 3, headline: headline ?? null };
  } finally {
    await github.stop();
    await rm(parent, { recursive: true, force: true });
  }
}

const given = process.argv.slice(2);
for (const name of given.length === 0 ? Object.keys(SAMPLES) : given) {
  const sample = SAMPLES[name];
  if (sample === undefined) throw new Error(`${name} is not one of ${Object.keys(SAMPLES).join(', ')}`);
  process.stdout.write(`\n--- ${name} ---\n`);
  const { seconds, exitCode, headline } = await firstComment(sample);
  const isMet = headline !== null && exitCode === 0 && seconds * 1000 <= LIMIT_MS;
  process.stdout.write(
    `${isMet ? 'ok  ' : 'FAIL'} ${name}: ${seconds.toFixed(0)} s, exit code ${exitCode}: ${headline ?? 'no comment'}\n`,
  );
  if (!isMet) process.exitCode = 1;
}
