import { describe, expect, it } from 'vitest';

import { cleanerOf } from '../../../src/lab/diagnosis/cleaner.ts';
import { MainThread } from '../../../src/lab/diagnosis/main-thread.ts';
import { traceEventSchema, type TraceEvent } from '../../../src/lab/diagnosis/trace-events.ts';

const URL = 'https://shop.example/a.js';
const clean = cleanerOf({ text: (text) => text });

/** An event `ms` after the navigation, which began at 1 s. */
function event(name: string, ms: number, more: object = {}): TraceEvent {
  return traceEventSchema.parse({ name, pid: 7, tid: 8, ts: 1_000_000 + ms * 1000, args: {}, ...more });
}

const START = event('navigationStart', 0, { args: { frame: 'main', data: { navigationId: 'page' } } });

function thread(events: readonly TraceEvent[], cleaner = clean): MainThread {
  const main = MainThread.in([START, ...events], 'main', 'page', cleaner);
  if (main === null) throw new Error('the trace has no navigation');
  return main;
}

const frame = (functionName: string, lineNumber: number): object => ({
  functionName,
  url: URL,
  lineNumber,
  columnNumber: 0,
});

const NOWHERE: { readonly lines: number[]; readonly columns: number[] } = { lines: [], columns: [] };

/** `outer` calls `inner`, which calls a function of the browser; samples are 10 ms apart. */
function profile(
  samples: readonly number[],
  timeDeltas: readonly number[],
  more: object = {},
  where = NOWHERE,
): TraceEvent[] {
  const nodes = [
    { id: 1, callFrame: { functionName: '(root)' } },
    { id: 2, parent: 1, callFrame: frame('outer', 0) },
    { id: 3, parent: 2, callFrame: frame('inner', 4) },
    { id: 4, parent: 3, callFrame: { functionName: 'parse' } },
    { id: 5, parent: 1, callFrame: { functionName: '(idle)' } },
    { id: 6, parent: 3, callFrame: frame('outer', 0) },
  ];
  return [
    event('Profile', 0, { id: '0x1', args: { data: { startTime: 1_000_000 } }, ...more }),
    event('ProfileChunk', 0, { id: '0x1', args: { data: { cpuProfile: { nodes, samples }, timeDeltas, ...where } } }),
  ];
}

const times = (main: MainThread, from: number, to: number): string[] =>
  main.work(from, to).functions.map(({ place, selfMs, totalMs }) => `${place.functionName} ${selfMs} of ${totalMs}`);

describe('the functions of a window', () => {
  it('have their own time, with that of the browser’s functions they call, and their total', () => {
    const main = thread(profile([2, 3, 4, 5, 5], [0, 10_000, 10_000, 10_000, 10_000]));
    expect(times(main, 0, 100)).toEqual(['inner 20 of 20', 'outer 10 of 30']);
    const [inner] = main.work(0, 100).functions;
    expect(inner?.place).toEqual({ url: URL, line: 5, column: 1, functionName: 'inner' });
    expect(inner?.callers.map(({ functionName }) => functionName)).toEqual(['outer']);
  });

  it('have the place in them where most of their own time went, without that of the browser’s functions', () => {
    const where = { lines: [7, 8, 8, 9, 1], columns: [3, 5, 5, 1, 1] };
    const main = thread(profile([3, 3, 3, 4, 5], [0, 10_000, 15_000, 10_000, 50_000], {}, where));
    expect(main.work(0, 100).functions.map(({ place, hottest }) => [place.functionName, hottest])).toEqual([
      ['inner', { url: URL, line: 8, column: 5, functionName: 'inner' }],
      ['outer', null],
    ]);
  });

  it('count within the window only', () => {
    const main = thread(profile([2, 3, 5], [0, 10_000, 10_000]));
    expect(times(main, 5, 12)).toEqual(['outer 5 of 7', 'inner 2 of 2']);
  });

  it('count a moment once, in a recursion and where samples are told out of order', () => {
    expect(times(thread(profile([6, 5], [0, 10_000])), 0, 100)).toEqual(['outer 10 of 10', 'inner 0 of 10']);
    const main = thread(profile([2, 5, 3], [0, 20_000, -10_000]));
    expect(times(main, 0, 100)).toEqual(['outer 10 of 20', 'inner 10 of 10']);
  });

  it('have what calls them among them, however many there are', () => {
    const each = Array.from({ length: 60 }, (_, at) => at + 3);
    const nodes = [
      { id: 1, callFrame: { functionName: '(root)' } },
      { id: 2, parent: 1, callFrame: frame('all', 0) },
      ...each.map((id) => ({ id, parent: 2, callFrame: frame(`each${id}`, id) })),
    ];
    const data = { cpuProfile: { nodes, samples: [...each, 1] }, timeDeltas: [0, ...each.map(() => 6000)] };
    const main = thread([
      event('Profile', 0, { id: '0x1', args: { data: { startTime: 1_000_000 } } }),
      event('ProfileChunk', 0, { id: '0x1', args: { data } }),
    ]);
    expect(times(main, 0, 1000)).toContain('all 0 of 360');
    expect(times(main, 0, 1000)).toHaveLength(50);
  });

  it('are not those of a worker', () => {
    expect(times(thread(profile([2, 5], [0, 10_000], { tid: 9 })), 0, 100)).toEqual([]);
  });
});

describe('style work of a window', () => {
  const stackTrace = [{ ...frame('resize', 3), columnNumber: 5 }];

  it('has its elements and who forced it, in lines and columns from 1', () => {
    const main = thread([
      event('UpdateLayoutTree', 10, { dur: 4000, args: { elementCount: 500, beginData: {} } }),
      event('Layout', 20, { dur: 2000, args: { beginData: { dirtyObjects: 7, stackTrace } } }),
      event('Layout', 50, { dur: 2000, args: {} }),
    ]);
    expect(main.work(12, 30).styles).toEqual([
      { kind: 'style', ms: 2, elements: 500, forcedBy: [] },
      { kind: 'layout', ms: 2, elements: 7, forcedBy: [{ url: URL, line: 3, column: 5, functionName: 'resize' }] },
    ]);
  });

  it('is one for each line that forced it where there is much', () => {
    const args = { beginData: { dirtyObjects: 2, stackTrace } };
    const main = thread(Array.from({ length: 300 }, (_, at) => event('Layout', at, { dur: 500, args })));
    expect(main.work(0, 1000).styles).toMatchObject([{ ms: 150, elements: 600 }]);
  });

  it('is the longest where there is more than is kept, and the rest is not even cleaned', () => {
    let cleaned = 0;
    const counted = cleanerOf({ text: (text) => (cleaned++, text) });
    const main = thread(
      Array.from({ length: 2000 }, (_, at) => {
        const args = { beginData: { dirtyObjects: 1, stackTrace: [frame('inner', at + 1), frame('outer', 1)] } };
        return event('Layout', at, { dur: at === 1500 ? 900 : 500, args });
      }),
      counted,
    );
    const { styles } = main.work(0, 5000);
    expect(styles).toHaveLength(200);
    expect(styles[0]).toMatchObject({ ms: 0.9, forcedBy: [{ functionName: 'inner', line: 1501 }, { line: 1 }] });
    // A URL and a name for each of two frames.
    expect(cleaned).toBe(200 * 2 * 2);
  });
});

describe('the frames of a page', () => {
  it('tell what came after the one before a shift, and who made it necessary', () => {
    const stackTrace = [frame('restyle', 9)];
    const main = thread([
      event('Commit', 100),
      event('InvalidateLayout', 110, { args: { data: { stackTrace } } }),
      event('InvalidateLayout', 120, { args: { data: {} } }),
      event('Commit', 200),
    ]);
    expect(main.frameBefore(150)).toBe(100);
    expect(main.frameBefore(50)).toBe(0);
    expect(main.lastChange(100, 150)).toMatchObject([{ functionName: 'restyle', line: 9 }]);
    expect(main.lastChange(112, 150)).toEqual([]);
  });
});

it('a trace without the navigation has no main thread', () => {
  expect(MainThread.in([START], 'main', 'another', clean)).toBeNull();
});
