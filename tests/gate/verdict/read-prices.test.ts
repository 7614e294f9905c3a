import { readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { loadConfig } from '../../../src/config/load.ts';
import { formatError, GateError } from '../../../src/errors.ts';
import { readPolicy } from '../../../src/gate/verdict/read-policy.ts';
import { withPrices } from '../../../src/gate/verdict/read-prices.ts';
import type { Config } from '../../../src/model/config.ts';
import { repository, type Repository } from '../../deploys/repository.ts';
import { priceFile } from '../../support/prices.ts';

const CONFIG = `deploys: { head: { url: http://head.example } }
routes: [{ name: product, path: /, budgets: { lcp: { max: 2 s } } }]
`;
const PRICED = `${CONFIG}price: ci/price.json\n`;

/** A price file by the loss that it claims per 100 ms. */
const claiming = (low: number): string => JSON.stringify(priceFile({ per100ms: { low, high: low / 10 } }));
const OF_BASE = claiming(-0.01);
const OF_HEAD = claiming(-0.5);

let repo: Repository;
beforeEach(async () => {
  repo = await repository();
});
afterEach(() => repo.remove());

/** The configuration of the work tree with its prices, under the policy of a commit if there is one. */
async function priced(base?: string): Promise<Config> {
  const config = path.join(repo.folder, 'gate.yml');
  const reader = { contents: null, cwd: repo.folder };
  const policy = base === undefined ? null : await readPolicy({ ref: base, isAsked: false }, { config, ...reader });
  return withPrices(await loadConfig(config, { baseUrl: null, headUrl: null, policy }), reader);
}

const lossesOf = ({ price }: Config): (number | undefined)[] => price.read.map(({ per100ms }) => per100ms?.low);

describe('under the policy of a base', () => {
  test('its price counts, whatever the pull request makes of the file', async () => {
    const base = await repo.commit('base', { 'gate.yml': PRICED, 'ci/price.json': OF_BASE });
    await repo.commit('head', { 'ci/price.json': OF_HEAD });
    const config = await priced(base);
    expect(lossesOf(config)).toEqual([-0.01]);
    expect(config.warnings).toEqual([]);
  });

  test('the files are those that its configuration names, and the change is listed', async () => {
    const base = await repo.commit('base', { 'gate.yml': PRICED, 'ci/price.json': OF_BASE });
    await repo.commit('head', { 'gate.yml': `${CONFIG}price: mine.json\n`, 'mine.json': OF_HEAD });
    const config = await priced(base);
    expect(lossesOf(config)).toEqual([-0.01]);
    expect(config.policySource?.changes).toEqual([
      { key: 'price', base: 'ci/price.json', head: 'mine.json', applied: 'base' },
    ]);
  });

  test('a file that only the pull request has committed does not count', async () => {
    const base = await repo.commit('base', { 'gate.yml': PRICED });
    await repo.commit('head', { 'ci/price.json': OF_HEAD });
    const { price, warnings } = await priced(base);
    expect(price.read).toEqual([]);
    const ref = base.slice(0, 7);
    expect(warnings).toEqual([
      `${path.join(repo.folder, 'gate.yml')} at ${ref}:3:8: the price of this file is not shown. ci/price.json does not exist at ${ref}, and a pull request cannot bring its own price.`,
    ]);
  });

  test('nor does one that it leads to by a link, or keeps in a submodule', async () => {
    const base = await repo.commit('base', { 'gate.yml': PRICED });
    await repo.write({ 'elsewhere/price.json': OF_HEAD });
    await symlink('elsewhere', path.join(repo.folder, 'ci'));
    await repo.commit('link', {});
    expect((await priced(base)).price.read).toEqual([]);
    await repo.git('rm', '--quiet', '--cached', 'ci');
    await repo.commit('no link', { ci: null });
    await symlink('elsewhere', path.join(repo.folder, 'ci'));
    expect((await priced(base)).price.read).toEqual([]);
    await repo.write({ ci: null });
    await repo.git('update-index', '--add', '--cacheinfo', `160000,${base},ci`);
    await repo.git('commit', '--quiet', '-m', 'submodule');
    await repo.write({ 'ci/price.json': OF_HEAD });
    expect((await priced(base)).price.read).toEqual([]);
  });

  test('a file that no commit has was downloaded, and counts', async () => {
    const base = await repo.commit('base', { 'gate.yml': PRICED, 'ci/other.json': '{}' });
    await repo.commit('head', { 'late.txt': '' });
    await repo.write({ 'ci/price.json': OF_BASE });
    const { price, warnings } = await priced(base);
    expect(price.read.map(({ file, per100ms }) => [file, per100ms?.low])).toEqual([['ci/price.json', -0.01]]);
    expect(warnings).toEqual([]);
  });

  test('a file of the base that is broken does not keep the pull request out that repairs it', async () => {
    const base = await repo.commit('base', { 'gate.yml': PRICED, 'ci/price.json': '{' });
    await repo.commit('head', { 'ci/price.json': OF_HEAD });
    const { price, warnings } = await priced(base);
    expect(price.read).toEqual([]);
    expect(warnings).toEqual([expect.stringContaining(':3:8: the price of this file is not shown. ci/price.json:')]);
  });
});

describe('without the policy of a base', () => {
  test('the files of the work tree count', async () => {
    await repo.write({ 'gate.yml': PRICED, 'ci/price.json': OF_HEAD });
    expect(lossesOf(await priced())).toEqual([-0.5]);
  });

  test('they also count where the base has no configuration: this is said of all the policy', async () => {
    const base = await repo.commit('base', { 'other.txt': '' });
    await repo.commit('head', { 'gate.yml': PRICED, 'ci/price.json': OF_HEAD });
    const config = await priced(base);
    expect(config.policySource?.instead).toContain('first adoption');
    expect(lossesOf(config)).toEqual([-0.5]);
  });
});

/** The error block of a work tree whose price files are wrong. */
async function errorOf(): Promise<string> {
  const error: unknown = await priced().catch((thrown: unknown) => thrown);
  if (!(error instanceof GateError)) throw new Error('no error', { cause: error });
  expect([error.code, error.exitCode]).toEqual(['config-invalid', 2]);
  return formatError(error).replaceAll(`${repo.folder}/`, '');
}

describe('a file of the work tree that is wrong is an error of the configuration', () => {
  test('with its place in both files, and every problem of all files', async () => {
    const broken = JSON.stringify({ ...priceFile(), route: 3, kind: 'guess' });
    await repo.write({ 'gate.yml': `${CONFIG}price:\n  - a.json\n  - gone.json\n`, 'a.json': broken });
    const block = await errorOf();
    expect(block).toMatch(/^gate\.yml:4:5: error: a\.json:1:\d+: kind cannot be "guess"\./);
    expect(block).toMatch(/\ngate\.yml:4:5: error: a\.json:1:\d+: route must be text, not 3\./);
    expect(block).toContain('gate.yml:5:5: error: The price file "gone.json" cannot be read: it does not exist.');
    expect(block).toMatch(/→ Write it with `vitals-gate field price --out`, or download it before this step\.$/);
  });

  test('also where it prices what another one prices', async () => {
    await repo.write({ 'gate.yml': `${CONFIG}price: [a.json, b.json]\n`, 'a.json': OF_BASE, 'b.json': OF_HEAD });
    expect(await errorOf()).toContain('gate.yml:3:17: error: "a.json" and "b.json" both price lcp of "product".');
  });

  test('also where the policy of a base applies', async () => {
    const base = await repo.commit('base', { 'gate.yml': PRICED, 'ci/price.json': OF_BASE });
    const file = path.join(repo.folder, 'ci/price.json');
    await writeFile(file, (await readFile(file, 'utf8')).slice(1));
    await expect(priced(base)).rejects.toMatchObject({ code: 'config-invalid' });
  });
});
