import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { loadConfig } from '../../src/config/load.ts';
import type { OpenDeploys } from '../../src/deploys/deploys.ts';
import { GateError } from '../../src/errors.ts';
import { concludeRun } from '../../src/gate/verdict/conclude.ts';
import type { GateOutcome } from '../../src/gate/verdict/publish.ts';
import { Lanes } from '../../src/gate/run/lanes.ts';
import { rulesOf } from '../../src/gate/run/plan.ts';
import type { Explaining } from '../../src/gate/search/why/find-why.ts';
import type { FailedDiagnosis } from '../../src/lab/diagnosis/diagnose.ts';
import type { Diagnosed } from '../../src/lab/diagnosis/diagnosing.ts';
import { runRecord } from '../../src/gate/run/run-record.ts';
import type { Replays } from '../../src/gate/run/identity.ts';
import type { Run } from '../../src/gate/run/run.ts';
import { REPLAY_LOOKS } from '../../src/identity/times.ts';
import type { AnswerSet } from '../../src/model/answers.ts';
import type { Identity } from '../../src/model/identity.ts';
import type { ReplayedRoute } from '../../src/replay/replayed-route.ts';
import { leaf } from '../../src/model/breakdown.ts';
import type { Unreachable } from '../../src/model/campaign.ts';
import { SIDES, type Side } from '../../src/model/deploy.ts';
import type { LookStanding, Progress } from '../../src/model/progress.ts';
import { laterRecordSchema, type LaterRecord, type RunRecord } from '../../src/model/record.ts';
import type { LearntSettle, MeasuredOutcome, VisitOutcome } from '../../src/model/sample.ts';
import { LogFile, SAMPLES } from '../../src/record/log.ts';
import { seededRandom, type Random } from '../../src/stats/random.ts';
import { lcpOf, outcomeOf, type Readings } from '../compare/campaigns.ts';
import { BASE_SHA, HEAD_SHA } from '../report/factories.ts';

/** One visit as the lab is asked for it. */
export interface FakeVisit {
  readonly side: Side;
  readonly route: string;
  readonly condition: string;
  readonly isControl: boolean;
  readonly lane: number;
  /** Whether it is asked for after the restart that precedes fresh blocks. */
  readonly isFresh: boolean;
  /** The how manieth of all visits of the run it is, from 1; and of those to its side in its phase. */
  readonly count: number;
  readonly countOnSide: number;
  readonly random: Random;
  /** Stops the run as a signal does. */
  readonly stop: (signal: string) => void;
  /** The output folder. */
  readonly out: string;
}

/** One diagnostic visit as the lab is asked for it. */
export interface FakeDiagnosis extends Pick<FakeVisit, 'side' | 'route' | 'condition' | 'stop' | 'out'> {
  /** Whether a filmstrip is asked for, and pictures of its shifts. */
  readonly isFilmed: boolean;
  readonly hasShiftPictures: boolean;
  /** The how manieth of all diagnostic visits it is, from 1. */
  readonly count: number;
  /** What ends it. */
  readonly signal: AbortSignal;
}

/** The outcome of the visit: readings, all of it, a failure, or an error that the lab throws. */
type FakeOutcome = Readings | MeasuredOutcome | FakeFailure | Error;

interface FakeFailure {
  readonly code: string;
  readonly reason: string;
}

/** A run without Chrome, network or time. */
export interface FakeRun {
  readonly visit: (visit: FakeVisit) => FakeOutcome;
  /** The configuration without its deploys; by default one route with a blocking budget on LCP. */
  readonly config?: string;
  /** Exactly so many blocks; null or absent: the planned looks. */
  readonly blocks?: number | null;
  /** How many routes are visited at a time; 1 if absent. */
  readonly lanes?: 1 | 2;
  /** Sides without a listening server; by default none. */
  readonly unreachable?: Partial<Unreachable>;
  /** Where the deploys are; by default nowhere, which the visits of the fake do not mind. */
  readonly urls?: Readonly<Record<Side, string>>;
  /** Why a side has no deploy any more; null if it has one. It may stop the run. */
  readonly serverFailure?: (side: Side, stop: (signal: string) => null) => Promise<string | null>;
  /** Called with the output folder before the run. */
  readonly prepare?: (out: string) => void;
  /** What is recorded before the first visit, such as what GraphQL operations cost. */
  readonly before?: readonly LaterRecord[];
  /** Called when Chrome is restarted. */
  readonly restart?: () => void;
  /** Called when what was prepared in a lane is closed. */
  readonly discard?: (lane?: number) => void;
  /** Called when the verdict is being explained. */
  readonly explain?: (run: { readonly stop: (signal: string) => void; readonly out: string }) => void;
  /** Whether and how causes are looked for; absent: they are not. */
  readonly why?: Explaining;
  /** What a diagnostic visit saw; absent: each of them fails. An error is what the lab throws. */
  readonly diagnose?: (visit: FakeDiagnosis) => Diagnosed | FailedDiagnosis | Error;
  /** Whether there is a base; there is by default. */
  readonly hasBase?: boolean;
  /** The settle window that a first visit to a side asks for; absent: it is configured. */
  readonly learnt?: (side: Side) => LearntSettle;
  /** What a first visit to a side is served; absent: the run does not look at it. */
  readonly answers?: (side: Side, route: string) => AnswerSet;
  /** What repeating the requests of a route comes to; by default that they take clearly the same time. */
  readonly replay?: (route: ReplayedRoute) => Identity;
  /** What is said of a difference after a side was asked twice; by default the same. */
  readonly askedTwice?: Replays['explained'];
  /** What else is to be said of the deploys, such as how commits between them are served. */
  readonly deploys?: Partial<OpenDeploys>;
  /** The outcome of a visit to a deploy that is neither base nor head. */
  readonly between?: (url: string, random: Random) => FakeOutcome;
}

/** What the run did, and left behind. */
export interface FakeResult {
  /** What it ended with; null if it threw. */
  readonly outcome: GateOutcome | null;
  readonly error: unknown;
  /** As the command line would exit. */
  readonly exitCode: number;
  readonly records: readonly [RunRecord, ...LaterRecord[]];
  /** The names of the visits made. */
  readonly visits: number;
  readonly lines: readonly string[];
  /** What the audience receives besides lines: each campaign's begin, looks and end. */
  readonly told: readonly string[];
  /** How each look stood. */
  readonly standings: readonly LookStanding[];
  /** How many visits it was told about. */
  readonly advances: number;
  /** What the lab and the deploys were asked for, in that order. */
  readonly journal: readonly string[];
  readonly comment: string;
  readonly result: string;
  readonly out: string;
  readonly remove: () => Promise<void>;
}

/** One route with a blocking budget, planned looks. */
const ONE_ROUTE = `routes: [{ name: home, path: /home, conditions: [desktop] }]
budgets: { lcp: { max-increase: [5 %, 50 ms] } }
`;

const NOWHERE = { base: 'http://127.0.0.1:1', head: 'http://127.0.0.1:2' };

/** LCP of about 1.1 s, on head so much later. */
export function steady(slowerMs = 0): (visit: FakeVisit) => Readings {
  return ({ side, random }) => ({
    lcp: lcpOf(random, { load: 900 + (side === 'head' ? slowerMs : 0) }),
    cls: leaf('cls', 0),
  });
}

export const REFUSED: FakeFailure = { code: 'connection-failed', reason: 'the connection was refused' };
export const CHROME_DIED: FakeFailure = { code: 'chrome-died', reason: 'Chrome died' };

/** Makes the run in a folder of its own, from the first visit to the report. */
export async function fakeRun(fake: FakeRun, seed = 'fake'): Promise<FakeResult> {
  const { run, seen, remove } = await openFakeRun(fake, seed);
  const { out } = run;
  const lighthouse = fake.explain === undefined ? 'never' : 'on-failure';
  const ended = await concludeRun(run, { lighthouse, ...fake.why }).then(
    (outcome) => ({ outcome, error: null }),
    (error: unknown) => ({ outcome: null, error }),
  );
  const read = (name: string): Promise<string> => readFile(path.join(out, name), 'utf8').catch(() => '');
  return {
    ...ended,
    exitCode: ended.outcome?.exitCode ?? (ended.error instanceof GateError ? ended.error.exitCode : 3),
    records: [run.log.run, ...(await recordsIn(out))],
    visits: seen.visits,
    lines: seen.lines,
    told: seen.told,
    standings: seen.standings,
    advances: seen.advances,
    journal: seen.journal,
    comment: await read('comment.md'),
    result: await read('result.json'),
    out,
    remove,
  };
}

/** What is in the file, after the first record; nothing where the file is gone. */
async function recordsIn(out: string): Promise<LaterRecord[]> {
  const text = await readFile(path.join(out, SAMPLES), 'utf8').catch(() => '');
  const lines = text.split('\n').slice(1, -1);
  return lines.map((line) => laterRecordSchema.parse(JSON.parse(line)));
}

interface FakeLabLog {
  visits: number;
  readonly lines: string[];
  readonly told: string[];
  readonly standings: LookStanding[];
  readonly journal: string[];
  advances: number;
}

interface OpenFakeRun {
  readonly run: Run;
  readonly seen: Readonly<FakeLabLog>;
  readonly remove: () => Promise<void>;
}

/** The run before its first visit, in a folder of its own. */
export async function openFakeRun(fake: FakeRun, seed = 'fake'): Promise<OpenFakeRun> {
  const folder = await mkdtemp(path.join(tmpdir(), 'vitals-gate-fake-'));
  const out = path.join(folder, 'out');
  await mkdir(out);
  const file = path.join(folder, 'vitals-gate.yml');
  await writeFile(file, fake.config ?? ONE_ROUTE);
  const urls = fake.urls ?? NOWHERE;
  const config = await loadConfig(file, { baseUrl: fake.hasBase === false ? null : urls.base, headUrl: urls.head });
  const controller = new AbortController();
  const seen: FakeLabLog = { visits: 0, lines: [], told: [], standings: [], journal: [], advances: 0 };
  const state = { fresh: false };
  const stopNow = (signal: string): null => {
    controller.abort(signal);
    return null;
  };
  const deploys = fakeDeploys(fake, { urls, state, seed, seen, stopNow });
  fake.prepare?.(out);
  const control = config.control?.route ?? null;
  const rules = rulesOf(config, fake.blocks ?? null, control !== null);
  const lab = fakeLab(fake, { urls, seen, state, seed, controller, out });
  const chrome = await lab.version();
  const facts = { config, rules, deploys, chrome, notices: config.warnings, reproduce: 'vitals-gate run' };
  const log = new LogFile(
    out,
    runRecord({
      purpose: 'gate',
      ...facts,
      shard: null,
      repository: null,
      repositoryUrl: null,
      pageUrl: null,
      origins: { base: null, head: { subject: null, proof: 'labelled', by: null } },
      lanes: fake.lanes ?? 1,
    }),
  );
  for (const record of fake.before ?? []) log.append(record);
  const line = (text: string): void => void seen.lines.push(text);
  const tell = (campaign: string, what: string | number): void => void seen.told.push(`${campaign}: ${what}`);
  const end = (campaign: string, note: string): void => {
    line(campaign);
    tell(campaign, note);
  };
  const look: Progress['look'] = (campaign, text, standing) => {
    tell(campaign, text);
    seen.standings.push(standing);
  };
  const progress = { line, begin: tell, advance: () => void (seen.advances += 1), look, end };
  const unreachable = { base: null, head: null, ...fake.unreachable };
  const { signal } = controller;
  return {
    run: {
      config,
      rules,
      deploys,
      unreachable,
      control,
      lab,
      lanes: new Lanes(fake.lanes ?? 1),
      log,
      observed: null,
      openReplays: fake.answers === undefined ? null : () => fakeReplays(fake, seen),
      out,
      progress,
      signal,
    },
    seen,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Deploys without a server. Their ports are swapped before fresh blocks and after them. */
function fakeDeploys(
  { hasBase = true, serverFailure, deploys }: FakeRun,
  {
    urls,
    state,
    seed,
    seen,
    stopNow,
  }: Pick<FakeContext, 'urls' | 'seed' | 'seen'> & {
    readonly state: { fresh: boolean };
    readonly stopNow: (signal: string) => null;
  },
): OpenDeploys {
  return {
    base: hasBase ? { side: 'base', sha: BASE_SHA, url: urls.base } : null,
    head: { side: 'head', sha: `${HEAD_SHA.slice(0, 8)}-${seed}`, url: urls.head },
    notices: [],
    git: { cause: 'this is no repository' },
    serverFailure: async (side) => (serverFailure === undefined ? null : serverFailure(side, stopNow)),
    swapPorts: async () => {
      seen.journal.push('swap ports');
      state.fresh = !state.fresh;
    },
    serveBetween: null,
    servesFolders: false,
    buildsBetween: false,
    pullRequestOf: async () => null,
    close: async () => {},
    ...deploys,
  };
}

interface FakeContext {
  readonly urls: Readonly<Record<Side, string>>;
  readonly seen: FakeLabLog;
  readonly state: { readonly fresh: boolean };
  readonly seed: string;
  readonly controller: AbortController;
  readonly out: string;
}

const NOTHING_SEEN = { status: 'failed', code: 'probe-failed', reason: 'a fake lab has nothing to diagnose' } as const;

function fakeLab(fake: FakeRun, { urls, seen, state, seed, controller, out }: FakeContext): Run['lab'] {
  const random = seededRandom('fake-lab', seed);
  const counts = new Map<string, number>();
  const stop = (signal: string): void => controller.abort(signal);
  const kept = new Set<string>();
  let diagnosed = 0;
  return {
    diagnose: async ({ name }, { name: condition }, _, { side, signal = controller.signal, ...how }) => {
      controller.signal.throwIfAborted();
      diagnosed += 1;
      seen.journal.push(`diagnose ${side} ${name}`);
      const { isFilmed = false, hasShiftPictures = false } = how;
      const about = { side, isFilmed, hasShiftPictures, route: name, condition };
      const asked = { ...about, stop, out, count: diagnosed, signal };
      const found = fake.diagnose?.(asked) ?? NOTHING_SEEN;
      if (found instanceof Error) throw found;
      return found;
    },
    visit: async (route, { name: condition }, { url }, options): Promise<VisitOutcome> => {
      controller.signal.throwIfAborted();
      const side = SIDES.find((each) => urls[each] === url);
      seen.visits += 1;
      seen.journal.push(`visit ${side ?? url} ${route.name}`);
      if (side === undefined) return outcomeAt(url, fake, random);
      const key = `${side}${state.fresh}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
      const { lane = 0 } = options ?? {};
      const asked = {
        lane,
        side,
        route: route.name,
        condition,
        isControl: route.name === 'control',
        isFresh: state.fresh,
      };
      const count = { count: seen.visits, countOnSide: counts.get(key) ?? 0 };
      const outcome = fake.visit({ ...asked, ...count, random, stop, out });
      controller.signal.throwIfAborted();
      const visited = visitOutcomeOf(outcome);
      if (fake.answers !== undefined && visited.status === 'measured')
        options?.collect?.keep(fake.answers(side, route.name));
      if (options?.learn !== true || fake.learnt === undefined || visited.status === 'failed') return visited;
      return { ...visited, learntSettle: fake.learnt(side) };
    },
    restart: async () => {
      controller.signal.throwIfAborted();
      seen.journal.push('restart Chrome');
      fake.restart?.();
    },
    learnsSettle: (route) => fake.learnt !== undefined && !kept.has(route.name),
    keepSettle: (route, _, settleMs) => {
      kept.add(route.name);
      seen.journal.push(`keep ${settleMs} ms for ${route.name}`);
    },
    discardPrepared: async (lane) => fake.discard?.(lane),
    forgetSessions: () => void seen.journal.push('forget sessions'),
    connectedBrowser: async () => {
      fake.explain?.({ stop, out });
      controller.signal.throwIfAborted();
      throw new Error('there is no Chrome to explain with');
    },
    proxyPort: () => 0,
    version: async () => 'Chrome/156.0.0.0',
  };
}

function outcomeAt(url: string, { between }: FakeRun, random: Random): VisitOutcome {
  if (between === undefined) throw new Error(`nobody serves ${url}`);
  return visitOutcomeOf(between(url, random));
}

/** Throws what the lab would throw. */
function visitOutcomeOf(outcome: FakeOutcome): VisitOutcome {
  if (outcome instanceof Error) throw outcome;
  if (isFailure(outcome)) return { status: 'failed', ...outcome };
  return isWhole(outcome) ? outcome : outcomeOf(outcome);
}

function isWhole(outcome: Readings | MeasuredOutcome): outcome is MeasuredOutcome {
  return 'status' in outcome;
}

function isFailure(outcome: Readings | MeasuredOutcome | FakeFailure): outcome is FakeFailure {
  return 'code' in outcome;
}

/** Repeats no request. */
function fakeReplays(
  { replay = clearReplay, askedTwice = async (found) => found }: FakeRun,
  { journal }: FakeLabLog,
): Replays {
  return {
    explained: askedTwice,
    identityOf: async (route) => {
      journal.push('repeat requests');
      return replay(route);
    },
  };
}

/** Every response took 5 ms on both sides. */
export function clearReplay({ same, base, toleranceMs }: ReplayedRoute): Identity {
  const urls = same.pairs.flatMap((pair) => base.answers[pair.base]?.shownUrl ?? []);
  const times = urls.map(() => 5);
  const passes = (['base', 'head', 'head', 'base'] as const).map((side) => ({ side, times, wallMs: 5 }));
  const blocks = Array.from({ length: REPLAY_LOOKS[0].blocks }, () => passes);
  return {
    kind: 'identical',
    responses: same.responses,
    replay: { urls, sums: [[...urls.keys()]], toleranceMs, blocks },
  };
}
