import { describe, expect, test } from 'vitest';

import { openDeploys } from '../../src/deploys/deploys.ts';
import type { DeployRequest } from '../../src/deploys/request.ts';
import { blockOf } from '../config/files.ts';
import { serveSite } from '../support/site.ts';
import { withFolder } from './site.ts';

test('URLs are taken as they are, with their labels', async () => {
  const base = { kind: 'url', url: 'http://base.example' } as const;
  const head = { kind: 'url', url: 'http://head.example' } as const;
  const deploys = await openDeploys({ deploys: { base, head } }, { baseSha: 'b5', headSha: null });
  expect(deploys.base).toEqual({ side: 'base', sha: 'b5', url: 'http://base.example' });
  expect(deploys.head).toEqual({ side: 'head', sha: null, url: 'http://head.example' });
  await deploys.close();
});

test('a first run has no base', async () => {
  const head = { kind: 'url', url: 'http://head.example' } as const;
  const deploys = await openDeploys({ deploys: { base: null, head } }, { baseSha: null, headSha: null });
  expect(deploys.base).toBeNull();
});

test('both folders are served, each at its own address, until they are closed', async () => {
  await withFolder({ 'base/index.html': 'base', 'head/index.html': 'head' }, async (folder) => {
    const lines: string[] = [];
    const base = { kind: 'static', folder: `${folder}/base` } as const;
    const head = { kind: 'static', folder: `${folder}/head` } as const;
    const deploys = await openDeploys({ deploys: { base, head } }, { baseSha: null, headSha: 'h1' }, (line) =>
      lines.push(line),
    );
    expect(await (await fetch(deploys.base?.url ?? '')).text()).toBe('base');
    expect(await (await fetch(deploys.head.url)).text()).toBe('head');
    expect(lines).toEqual([
      `base: 1 file of ${folder}/base at ${deploys.base?.url}`,
      `head: 1 file of ${folder}/head at ${deploys.head.url}`,
    ]);
    await deploys.close();
    await expect(fetch(deploys.head.url)).rejects.toThrow('fetch failed');
  });
});

test('after the ports are swapped, each side is where its own folder is served now', async () => {
  await withFolder({ 'base/index.html': 'base', 'head/index.html': 'head' }, async (folder) => {
    const base = { kind: 'static', folder: `${folder}/base` } as const;
    const head = { kind: 'static', folder: `${folder}/head` } as const;
    const deploys = await openDeploys({ deploys: { base, head } }, { baseSha: null, headSha: null });
    const before = [deploys.base?.url, deploys.head.url];
    await deploys.swapPorts();
    expect([deploys.head.url, deploys.base?.url]).toEqual(before);
    expect(await (await fetch(deploys.head.url)).text()).toBe('head');
    await deploys.close();
  });
});

test('a head that cannot be served stops the base again', async () => {
  await withFolder({ 'base/index.html': 'base' }, async (folder) => {
    const addresses: string[] = [];
    const base = { kind: 'static', folder: `${folder}/base` } as const;
    const head = { kind: 'static', folder: `${folder}/head` } as const;
    const open = () =>
      openDeploys({ deploys: { base, head } }, { baseSha: null, headSha: null }, (line) =>
        addresses.push(line.split(' at ')[1] ?? ''),
      );
    expect(await blockOf(open)).toContain(`The head deploy's folder ${folder}/head does not exist.`);
    await expect(fetch(addresses[0] ?? '')).rejects.toThrow('fetch failed');
  });
});

describe('a base at a fixed address', () => {
  const SHA = 'c'.repeat(40);
  const pullRequest = {
    kind: 'pull-request',
    number: 1,
    baseSha: 'b'.repeat(40),
    headSha: 'a'.repeat(40),
    branch: 'feature',
    baseBranch: 'main',
  } as const;

  async function baseOf(request: Partial<DeployRequest>): Promise<{ sha: string | null; notices: readonly string[] }> {
    const site = await serveSite({ '/': (_, response) => void response.writeHead(200, { 'x-sha': SHA }).end() });
    const source = { kind: 'url', url: site.url } as const;
    const config = { deploys: { base: source, head: source }, verify: { kind: 'header', name: 'x-sha' } } as const;
    const deploys = await openDeploys(config, { baseSha: null, headSha: null, cwd: '/', ...request });
    await site.close();
    return { sha: deploys.base?.sha ?? null, notices: deploys.notices };
  }

  test('is the commit that it says it serves, and both are named where that is not the merge base', async () => {
    const { sha, notices } = await baseOf({ event: pullRequest });
    expect(sha).toBe(SHA);
    expect(notices.at(-1)).toContain(`serves, ${SHA}, not the merge base ${'b'.repeat(40)}`);
  });

  test('is labelled by itself where nobody has', async () => {
    expect(await baseOf({})).toEqual({ sha: SHA, notices: [] });
  });

  test('is what the user says that it is: the proof will tell', async () => {
    expect((await baseOf({ baseSha: 'd'.repeat(40) })).sha).toBe('d'.repeat(40));
  });
});
