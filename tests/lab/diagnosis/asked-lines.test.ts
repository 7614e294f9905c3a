import type { CDPSession } from 'puppeteer';
import { describe, expect, it } from 'vitest';

import { withAskedLines } from '../../../src/lab/diagnosis/asked-lines.ts';
import { isAskedAt, isLazyAt, placesOfUrl } from '../../../src/lab/diagnosis/asking-text.ts';
import type { DiagnosedRequest } from '../../../src/model/diagnosis.ts';

const PAGE = 'https://shop.example/';

function request(url: string, more: Partial<DiagnosedRequest> = {}): DiagnosedRequest {
  const askedBy = { url: PAGE, line: 1, column: 1 };
  return { url, kind: 'image', initiator: 'parser', askedBy, redirects: [], ...more } as DiagnosedRequest;
}

function sessionOf(answer: () => string, state = { detached: false }): CDPSession {
  const send = async (): Promise<unknown> => ({ body: answer(), base64Encoded: false });
  return {
    send,
    get detached() {
      return state.detached;
    },
  } as unknown as CDPSession;
}

function cpuMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

describe('the line that asked for a request', () => {
  it('is that of the tag or the rule that asks, not one that only names it', async () => {
    const text = '<p>\n<a href="/hero.jpg">\n<IMG src="/hero.jpg">\n<style>p { background: URL(/tile.png) }</style>';
    const asked = [request(`${PAGE}hero.jpg`), request(`${PAGE}tile.png?1`), request(`${PAGE}none.png`)];
    const { requests } = await withAskedLines(
      sessionOf(() => text),
      { requests: asked, documentUrl: PAGE, idOf: () => '1' },
    );
    expect(requests.map(({ askedBy }) => askedBy?.line)).toEqual([3, 4, null]);
  });

  it('of a lazy image is that of its tag', async () => {
    const text = '<a href="/hero.jpg">\n<img src="/hero.jpg" loading=lazy>';
    const asked = [request(`${PAGE}hero.jpg`, { initiator: 'other', askedBy: null })];
    const { requests } = await withAskedLines(
      sessionOf(() => text),
      { requests: asked, documentUrl: PAGE, idOf: () => '1' },
    );
    expect(requests[0]).toMatchObject({ initiator: 'parser', askedBy: { url: PAGE, line: 2 } });
  });

  it('is not looked for any more when the session is gone', async () => {
    const state = { detached: false };
    let sent = 0;
    const session = sessionOf(() => {
      sent += 1;
      if (sent === 2) state.detached = true;
      throw new Error('Session closed.');
    }, state);
    const asked = Array.from({ length: 9 }, (_, index) =>
      request(`${PAGE}hero.jpg`, { askedBy: { url: `${PAGE}${index}.css`, line: 1, column: 1 } }),
    );
    const looked = withAskedLines(session, { requests: asked, documentUrl: PAGE, idOf: (url) => url });
    await expect(looked).rejects.toThrow('Session closed.');
    expect(sent).toBe(2);
  });
});

describe('a text that asks', () => {
  it('is read back in a short time, whatever it has open before a URL', () => {
    const text = `${'url('.repeat(499)})`;
    const kinds = ['image', 'script', 'style', 'font'] as const;
    const ms = cpuMs(() => {
      for (let look = 0; look < 3000; look += 1) for (const kind of kinds) isAskedAt(text, text.length, kind);
      for (let look = 0; look < 1000; look += 1) isLazyAt(`<img ${'loading '.repeat(240)}`, 1900);
    });
    expect(ms).toBeLessThan(500);
  });

  it('is not read to its end where it repeats a name', () => {
    expect(placesOfUrl('/a.js '.repeat(1000), 'a.js')).toHaveLength(100);
    expect(placesOfUrl(`${'aaaa'.repeat(9000)} /aaaa `, 'aaaa')).toEqual([]);
  });
});
