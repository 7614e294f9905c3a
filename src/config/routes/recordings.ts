import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';

import { causeOf } from '../../errors.ts';
import type { RecordedStep } from '../../model/interaction.ts';
import { quote, type Diagnostic } from '../../source/diagnostic.ts';
import type { PathDiagnostic } from '../messages/findings.ts';
import { placeIn } from '../../source/positions.ts';
import type { ConfigInput } from '../schema.ts';
import type { InteractionInput } from './interactions/interactions.ts';
import { parseSource, type KeyPath } from '../../source/yaml.ts';

/** The steps to play of each recording, by its name as the configuration has it. */
export type Recordings = ReadonlyMap<string, readonly RecordedStep[]>;

/** What belongs to the condition, not to the script. */
const OURS: ReadonlySet<string> = new Set(['setViewport', 'emulateNetworkConditions']);
const UNPLAYABLE: ReadonlySet<string> = new Set(['close', 'customStep']);
/** No recording that people make is larger. */
const MAX_BYTES = 1_000_000;

/** Reads every recording that the configuration names, relative to its own folder. */
export async function readRecordings(
  input: ConfigInput,
  folder: string,
): Promise<{ readonly recordings: Recordings; readonly findings: readonly PathDiagnostic[] }> {
  const recordings = new Map<string, readonly RecordedStep[]>();
  const findings: PathDiagnostic[] = [];
  for (const [file, path] of namedIn(input)) {
    const read = await readRecording(file, resolve(folder, file));
    if ('what' in read) findings.push({ ...read, path, part: 'value' });
    else recordings.set(file, read);
  }
  return { recordings, findings };
}

/** Every mention of a recording with its place. */
function* namedIn(input: ConfigInput): Generator<[file: string, path: KeyPath]> {
  yield* namedBy(input.setup, ['setup']);
  for (const [index, route] of input.routes.entries()) {
    yield* namedBy(route.setup, ['routes', index, 'setup']);
    yield* namedBy(route.interactions, ['routes', index, 'interactions']);
  }
}

function* namedBy(
  steps: readonly InteractionInput[] | null | undefined,
  path: KeyPath,
): Generator<[file: string, path: KeyPath]> {
  for (const [index, { recording }] of (steps ?? []).entries())
    if (recording !== undefined) yield [recording, [...path, index, 'recording']];
}

async function readRecording(name: string, file: string): Promise<readonly RecordedStep[] | Diagnostic> {
  const todo =
    'Export it from the Recorder panel of Chrome DevTools as a JSON file, and name it relative to this file.';
  let text: string;
  try {
    text = await readFile(file, 'utf8');
    if (text.length > MAX_BYTES) throw new Error(`it has more than ${MAX_BYTES} characters`);
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return {
      what: `The recording ${quote(name)} cannot be read: ${missing ? 'it does not exist' : causeOf(error)}.`,
      todo,
    };
  }
  try {
    return await checkRecording(name, text, JSON.parse(text) as unknown);
  } catch (error) {
    const { line, column } = parseSource(text).problems[0]?.position ?? { line: 1, column: 1 };
    return { what: `${placeIn(name, { line, column })}: this is not JSON: ${causeOf(error)}.`, todo };
  }
}

async function checkRecording(
  name: string,
  text: string,
  flow: unknown,
): Promise<readonly RecordedStep[] | Diagnostic> {
  const { position } = parseSource(text);
  const { parse, parseStep } = await import('@puppeteer/replay');
  const steps: unknown[] =
    typeof flow === 'object' && flow !== null && 'steps' in flow && Array.isArray(flow.steps) ? flow.steps : [];
  const problem = (index: number, what: string, todo: string): Diagnostic => {
    const place = placeIn(name, position(index < 0 ? [] : ['steps', index]));
    return { what: `${place}: ${what}`, todo };
  };
  for (const [index, step] of steps.entries()) {
    const wrong = attempt(() => parseStep(step));
    if (wrong !== null)
      return problem(index, `this step cannot be played: ${wrong}.`, 'Record it again, or correct it.');
  }
  const wrong = attempt(() => parse(flow));
  if (wrong !== null) return problem(-1, `this is not a recording: ${wrong}.`, 'Export it as a JSON file.');
  return playable(steps as RecordedStep[], problem);
}

function attempt(work: () => unknown): string | null {
  try {
    work();
    return null;
  } catch (error) {
    return causeOf(error);
  }
}

/** The steps without those that set the scene: viewport, network, and the first navigation, which is the route's. */
function playable(
  steps: readonly RecordedStep[],
  problem: (index: number, what: string, todo: string) => Diagnostic,
): readonly RecordedStep[] | Diagnostic {
  const first = steps.findIndex(({ type }) => !OURS.has(type));
  const home = urlOf(steps[first]);
  const kept: RecordedStep[] = [];
  for (const [index, step] of steps.entries()) {
    if (OURS.has(step.type) || (index === first && step.type === 'navigate')) continue;
    if (UNPLAYABLE.has(step.type))
      return problem(index, `a step of type ${step.type} has no place in a visit.`, 'Remove it.');
    if ('target' in step && step.target !== 'main')
      return problem(index, 'this step is in another tab or frame process, which is not measured.', 'Remove it.');
    if (step.type === 'navigate' && urlOf(step)?.origin !== home?.origin)
      return problem(index, 'this step leads to another origin, which is not the deploy.', 'Remove it.');
    kept.push(step);
  }
  return kept;
}

function urlOf(step: RecordedStep | undefined): URL | null {
  return step !== undefined && 'url' in step && typeof step.url === 'string' ? URL.parse(step.url) : null;
}
