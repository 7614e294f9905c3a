import { realpath } from 'node:fs/promises';

import { isPrice, priceIn, readPriceFile, repeatedIn, type ReadPrice } from '../../config/price/read.ts';
import { causeOf } from '../../errors.ts';
import { Git, type Environment } from '../../git/git.ts';
import type { Config } from '../../model/config.ts';
import type { PriceFile, UsedPrice } from '../../model/price.ts';
import type { Diagnostic } from '../../source/diagnostic.ts';
import { invalidConfig, placeIn, type PlacedDiagnostic } from '../../source/positions.ts';
import { inRepository, pathsTo, readAt, shortRef, type ContentsApi } from './read-policy.ts';

/** How price files at a commit are read. */
interface PriceReader {
  readonly contents: ContentsApi | null;
  /** Whether only what is committed counts, and the clone is not asked. */
  readonly withoutClone?: boolean;
  readonly cwd?: string;
  readonly env?: Environment;
}

/** The prices that could be read, and a sentence with its place for each file that could not. */
export interface ReadPrices {
  readonly read: readonly UsedPrice[];
  readonly warnings: readonly string[];
}

/**
 * The configuration with its prices. The files of the work tree must be right; where a base's policy applies, its prices do.
 * A base with a file that cannot be read has no price for that, and must not keep the pull request out that repairs it.
 *
 * @throws GateError `config-invalid` with every problem of the files in the work tree
 */
export async function withPrices(config: Config, reader: PriceReader): Promise<Config> {
  const { price, policySource } = config;
  const own = await ownPrices(price.own);
  if (policySource === null || policySource.instead !== null) return { ...config, price: { ...price, read: own } };
  const at = policySource.origin?.at ?? policySource.ref;
  const { read, warnings } = await pricesAt(at, price.applied, reader);
  return { ...config, price: { ...price, read }, warnings: [...config.warnings, ...warnings] };
}

async function ownPrices(files: readonly PriceFile[]): Promise<readonly UsedPrice[]> {
  const all = await Promise.all(files.map(async (file) => ({ file, found: await readPriceFile(file) })));
  const read = all.map(({ found }) => found).filter(isPrice);
  const repeated = repeatedIn(read);
  const problems = all.flatMap(({ file, found }) => [
    ...complaintsOf(found).map((each) => placed(file, each)),
    ...repeated.filter((each) => each.price === found).map(({ complaint }) => placed(file, complaint)),
  ]);
  const [first] = files;
  if (first !== undefined && problems.length > 0) throw invalidConfig(first.at.file, problems);
  return read;
}

function placed({ at }: PriceFile, complaint: Diagnostic): PlacedDiagnostic {
  return { ...complaint, position: at };
}

function complaintsOf(read: ReadPrice): readonly Diagnostic[] {
  return isPrice(read) ? [] : read;
}

/** The prices of a policy at its commit. Never throws. */
export async function pricesAt(ref: string, files: readonly PriceFile[], reader: PriceReader): Promise<ReadPrices> {
  const all = await Promise.all(files.map(async (file) => ({ file, found: await priceAt(ref, file, reader) })));
  return {
    read: all.flatMap(({ found }) => (isPrice(found) ? [found] : [])),
    warnings: all.flatMap(({ file, found }) => {
      const [complaint] = complaintsOf(found);
      if (complaint === undefined) return [];
      return [`${placeIn(file.at.file, file.at)}: the price of this file is not shown. ${complaint.what}`];
    }),
  };
}

/** A file that was downloaded is in no commit: what only head has committed is the pull request's own word. */
async function priceAt(ref: string, file: PriceFile, reader: PriceReader): Promise<ReadPrice> {
  try {
    const { content } = await readAt({ ref, isAsked: false }, { ...reader, config: file.path });
    if ('text' in content) return priceIn(file.name, content.text);
    if (reader.withoutClone !== true && !(await isOfHead(file.path, reader))) return await readPriceFile(file);
    const what = `${file.name} does not exist at ${shortRef(ref)}, and a pull request cannot bring its own price.`;
    return [{ what, todo: '' }];
  } catch (error) {
    return [{ what: `${file.name} cannot be read at ${shortRef(ref)}: ${causeOf(error)}.`, todo: '' }];
  }
}

/** Whether the commit that is checked out has the file, by its name or by where links lead; also if that is not known. */
async function isOfHead(file: string, { cwd = process.cwd(), env = process.env }: PriceReader): Promise<boolean> {
  const git = await Git.open(cwd, env);
  if ('cause' in git) return true;
  const real = await realpath(file).catch(() => file);
  const answers = await Promise.all([file, real].map((each) => isCommitted(git, each)));
  return answers.includes(true);
}

/** What is below a link or a submodule of the commit is of the commit, too. */
async function isCommitted(git: Git, file: string): Promise<boolean> {
  const name = await inRepository(git.root, file);
  if (name === null) return false;
  const paths = pathsTo(name);
  const listed = await git.tryRun('ls-tree', '-z', '--full-tree', 'HEAD', '--', ...paths);
  if (listed === null) return true;
  return listed.split('\0').some((entry) => paths.includes(entry.slice(entry.indexOf('\t') + 1)));
}
