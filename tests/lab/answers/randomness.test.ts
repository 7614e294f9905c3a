import { runInNewContext } from 'node:vm';

import { describe, expect, it } from 'vitest';

import { randomnessScript } from '../../../src/lab/answers/randomness.ts';

/** What `code` gives in a realm whose randomness leans; `told`: what it told of. */
function run(lean: 'low' | 'high', code: string, seed = 7): { readonly value: unknown; readonly told: string[] } {
  const told: string[] = [];
  const realm = { vitalsGateObstacle: (obstacle: string) => void told.push(obstacle) };
  const crypto = `class Crypto { getRandomValues(array) { return array.fill(0x12345678); }
      randomUUID() { return '12345678-9abc-4def-8123-456789abcdef'; } }
    const crypto = new Crypto();
    globalThis.RTCPeerConnection = class { constructor(options) { this.options = options; } };
    class Worklet { addModule(url) { return url; } }`;
  return { value: runInNewContext(`${crypto}\n${randomnessScript(lean, seed)}\n${code}`, realm), told };
}

function draws(lean: 'low' | 'high', count: number, seed?: number): number[] {
  const code = `JSON.stringify(Array.from({ length: ${count} }, () => Math.random()))`;
  return JSON.parse(String(run(lean, code, seed).value)) as number[];
}

/** What an array is filled with, as a list. */
function filled(lean: 'low' | 'high', array: string): unknown {
  return run(lean, `[...crypto.getRandomValues(${array})].join()`).value;
}

describe('a page’s draws', () => {
  it('are of the lowest hundredth on one side and of the highest on the other', () => {
    expect(draws('low', 24).filter((draw) => draw >= 0.01 || draw < 0)).toEqual([]);
    expect(draws('high', 24).filter((draw) => draw < 0.99 || draw >= 1)).toEqual([]);
  });

  it('are wide eight times in 32, half the range apart, so that no uniform choice of two or more is the same', () => {
    const [low, high] = [draws('low', 320), draws('high', 320)];
    const wide = [...low.keys()].filter((at) => at % 32 >= 24);
    for (const at of wide) expect(Math.abs((low[at] ?? 0) - (high[at] ?? 0))).toBeCloseTo(0.5);
    expect(wide.filter((at) => (low[at] ?? 0) > 0.1)).not.toEqual([]);
  });

  it('are all different, the same again with the same seed, and others with another one', () => {
    expect(new Set(draws('low', 1000)).size).toBe(1000);
    expect(draws('high', 50)).toEqual(draws('high', 50));
    expect(draws('low', 5, 8)).not.toEqual(draws('low', 5, 7));
  });

  it('let a loop end that draws until two values of the whole range fit', () => {
    const polar =
      'let s; do { const [x, y] = [2 * Math.random() - 1, 2 * Math.random() - 1]; s = x * x + y * y } while (s >= 0.5 || s === 0); s';
    expect(run('low', polar).value).toBeLessThan(0.5);
    expect(run('high', polar).value).toBeLessThan(0.5);
  });

  it('of elements of several bytes and of a single byte lean, those of several single bytes do not', () => {
    expect(filled('low', 'new Uint32Array(1)')).toBe(String(0x00345678));
    expect(filled('high', 'new Uint32Array(1)')).toBe(String(0xfe345679));
    expect(filled('low', 'new Uint16Array(1)')).toBe(String(0x0078));
    expect(filled('low', 'new Uint8Array(1)')).toBe('0');
    expect(filled('high', 'new Uint8Array(1)')).toBe(String(0xfd));
    expect(filled('high', 'new Uint8Array(2)')).toBe('120,120');
  });

  it('of identifiers lean in their first and last digits, and stay identifiers of version 4; some are wide', () => {
    expect(run('low', 'crypto.randomUUID()').value).toBe('00345678-9abc-4def-8123-456789abcd00');
    expect(run('high', 'crypto.randomUUID()').value).toBe('ff345678-9abc-4def-8123-456789abcdff');
    const all = 'Array.from({ length: 32 }, () => crypto.randomUUID()).filter((id) => id.startsWith("12")).length';
    expect(run('high', all).value).toBe(8);
  });
});

it('a page’s connections to other browsers and its worklets are told of, and work', () => {
  expect(run('low', 'new RTCPeerConnection(5).options + new Worklet().addModule(2)')).toEqual({
    value: 7,
    told: ['stream', 'worker'],
  });
  expect(run('low', 'typeof vitalsGateObstacle').value).toBe('undefined');
});
