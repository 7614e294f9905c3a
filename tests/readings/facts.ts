import type { Facts, InpFacts, LcpFacts, NavigationFacts } from '../../src/lab/probe/facts.ts';

type Script = InpFacts['scripts'][number];

export function navigation(over: Partial<NavigationFacts> = {}): NavigationFacts {
  return {
    activationStart: 0,
    redirectStart: 0,
    redirectEnd: 0,
    workerStart: 0,
    fetchStart: 2,
    domainLookupStart: 3,
    connectStart: 13,
    connectEnd: 53,
    responseStart: 180,
    protocol: 'h2',
    serverTiming: [],
    ...over,
  };
}

export function lcp(over: Partial<LcpFacts> = {}): LcpFacts {
  return { value: 500, target: 'h1', url: null, resource: null, ...over };
}

export function resource(over: Partial<NonNullable<LcpFacts['resource']>> = {}): NonNullable<LcpFacts['resource']> {
  return { startTime: 200, responseEnd: 400, initiator: 'img', serverTiming: [], ...over };
}

export function facts(over: Partial<Facts> = {}): Facts {
  return {
    navigation: navigation(),
    softStart: null,
    restored: false,
    fcp: null,
    lcp: lcp(),
    inp: null,
    cls: null,
    interactionsSeen: 0,
    untimedMs: 0,
    interactionMs: 0,
    loadMs: 0,
    ...over,
  };
}

export function script(startTime: number, durationMs: number, over: Partial<Script> = {}): Script {
  return {
    invoker: 'BUTTON#add.onclick',
    invokerType: 'event-listener',
    sourceUrl: 'https://shop.example/assets/product-D_x8-3Yk.js',
    functionName: 'addToCart',
    charPosition: 10,
    startTime,
    durationMs,
    ...over,
  };
}

export function inp(over: Partial<InpFacts> = {}): InpFacts {
  return {
    value: 200,
    target: '#add',
    type: 'pointer',
    step: 0,
    startTime: 1000,
    processingStart: 1010,
    processingEnd: 1160,
    scripts: [],
    ...over,
  };
}
