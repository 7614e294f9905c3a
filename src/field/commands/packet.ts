import { dirname, resolve } from 'node:path';

import { GateError } from '../../errors.ts';
import { priceSchema, type Price } from '../../model/price.ts';
import { commitTimes } from '../deploys/commit-times.ts';
import { readManifests } from '../deploys/manifest.ts';
import type { PacketContent } from '../packet/content.ts';
import { deliveryOf, type Delivery } from '../packet/delivery.ts';
import { eValues } from '../packet/e-value.ts';
import { deploysSchema, type DeploysFile } from '../packet/files.ts';
import { packetOf } from '../packet/packet.ts';
import type { Packet } from '../packet/sheet.ts';
import { sourceOf, type Source } from '../packet/source.ts';
import { findDeploySteps } from './deploys.ts';
import { readWithFiles, writtenDeploys, writtenPrice, writtenWithFiles } from './packet-files.ts';
import { assertAsItIs, onlyRoute, pricedAs, readingOf, type PacketOptions } from './packet-request.ts';
import { findPrice } from './price.ts';
import type { FieldSetup, Place } from './reading.ts';

/** A packet that is not written yet. */
export interface FoundPacket {
  readonly packet: Packet;
  /** By their names in the folder. */
  readonly files: readonly { readonly file: string; readonly text: string }[];
  readonly notices: readonly string[];
  readonly exitCode: 0 | 3;
}

/**
 * `field packet`: the price of a route with all that speaks for it and against it, as files and as a page.
 *
 * @throws GateError `usage`, and as `findPrice` and `findDeploySteps`
 */
export async function findPacket(setup: FieldSetup, options: PacketOptions, place: Place): Promise<FoundPacket> {
  const old = options.route === null ? await writtenPrice(resolve(place.cwd, options.out), options.out) : null;
  if (old !== null) assertAsItIs(options);
  const withFiles = await readWithFiles(await withNames(options, place, old), place.cwd);
  const priced = old === null ? await priceFor(setup, options, place) : { price: old, isOld: true, notices: [] };
  const { price } = priced;
  const moved = await deploysFor(setup, options, place, priced);
  const content: PacketContent = {
    price,
    ...withFiles,
    deploys: moved.deploys,
    delivery: await deliveryFor(setup, options, place, { price: price.content, deploys: moved.deploys }),
    sensitivity: sensitivityOf(price.content),
  };
  const isAnswered =
    price.content.coefficient !== null || content.experiments.some(({ content: { effect } }) => effect !== null);
  return {
    packet: packetOf(content),
    files: sourcesOf(content).map(({ file, json }) => ({ file, text: json.text })),
    notices: [...priced.notices, ...moved.notices],
    exitCode: isAnswered ? 0 : 3,
  };
}

/** Where none is named, those that an earlier command wrote into the folder. */
async function withNames(
  { out, with: named }: PacketOptions,
  { cwd }: Place,
  old: object | null,
): Promise<readonly string[]> {
  return old === null || named.length > 0 ? named : writtenWithFiles(resolve(cwd, out), out);
}

interface Priced {
  readonly price: Source<Price>;
  /** Whether an earlier command wrote it. */
  readonly isOld: boolean;
  readonly notices: readonly string[];
}

async function priceFor(setup: FieldSetup, options: PacketOptions, place: Place): Promise<Priced> {
  const route = options.route ?? (await onlyRoute(setup, options, place));
  const { json, notices } = await findPrice(setup, pricedAs(options, route), place);
  return { price: sourceOf('price.json', json, priceSchema.parse(json)), isOld: false, notices };
}

interface Moved {
  /** Null: the configuration has no list of deploys, or an empty one. */
  readonly deploys: Source<DeploysFile> | null;
  readonly notices: readonly string[];
}

async function deploysFor(
  setup: FieldSetup,
  options: PacketOptions,
  place: Place,
  { price, isOld }: Priced,
): Promise<Moved> {
  const old = isOld ? await writtenDeploys(resolve(place.cwd, options.out), options.out) : null;
  if (old !== null || setup.field.deploys === null) return { deploys: old, notices: [] };
  const until = price.content.window?.to ?? options.until;
  try {
    const { json, notices } = await findDeploySteps(setup, { ...readingOf(options), until }, place);
    return { deploys: sourceOf('deploys.json', json, deploysSchema.parse(json)), notices };
  } catch (error) {
    if (!(error instanceof GateError) || error.code !== 'deploys-empty') throw error;
    return { deploys: null, notices: [error.message] };
  }
}

interface Window {
  readonly price: Price;
  readonly deploys: Source<DeploysFile> | null;
}

/** Null where there is no list of deploys, or no page view and so no window. */
async function deliveryFor(
  { config, field }: FieldSetup,
  { environment }: PacketOptions,
  place: Place,
  { price: { window }, deploys: steps }: Window,
): Promise<Source<Delivery> | null> {
  if (field.deploys === null || window === null) return null;
  const deploys = await readManifests(field.deploys, environment);
  const [from, to] = [Date.parse(window.from), Date.parse(window.to)];
  const within = deploys.filter(({ at }) => Date.parse(at) >= from && Date.parse(at) <= to);
  const times = await commitTimes(within, dirname(resolve(place.cwd, config.file)), place.env);
  const known = new Map(within.map((deploy, index) => [deploy, times[index] ?? null]));
  const moved = steps === null ? null : movedBy(steps.content);
  const delivery = deliveryOf({
    deploys,
    window,
    isMoved: moved === null ? null : (deploy) => moved.has(keyOf(deploy)),
    committedAt: (deploy) => known.get(deploy) ?? null,
  });
  return sourceOf('delivery.json', delivery, delivery);
}

interface Deployed {
  readonly sha: string;
  readonly at: string;
}

const keyOf = ({ sha, at }: Deployed): string => JSON.stringify([sha, at]);

const movedBy = (rows: DeploysFile): ReadonlySet<string> =>
  new Set(rows.filter(({ verdict }) => verdict === 'step').map(keyOf));

function sensitivityOf({ per100ms }: Price): PacketContent['sensitivity'] {
  if (per100ms === null) return null;
  const found = { eValues: eValues(per100ms) };
  return sourceOf('sensitivity.json', found, found);
}

function sourcesOf({ price, deploys, delivery, sensitivity, experiments, powers, interruptions }: PacketContent) {
  const all = [price, deploys, delivery, sensitivity, ...experiments, ...powers, ...interruptions];
  return all.filter((source) => source !== null);
}
