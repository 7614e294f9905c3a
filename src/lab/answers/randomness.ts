import type { Collecting } from './collecting.ts';

/** Draws of so many in a row that are leant, and the draws after them that are not. */
const LEANT = 24;
const WIDE = 8;
/** How near to its end a leant draw is. */
const SHARE = 0.01;

/** Called with what a page does that no event tells of: `stream` or `worker`, as obstacles are called. */
export const TELLTALE = 'vitalsGateObstacle';

/**
 * A script that tells of connections between browsers and of worklets, and that makes `Math.random` draw from one end, before any script
 * of the page; so do `crypto.getRandomValues` for a single byte and for elements of two bytes or four, and the first and the
 * last two digits of `crypto.randomUUID`. Then a choice that a page makes at random is not the same on both sides, and shows
 * in what it requests. A choice that is the same at both ends, and another one in the middle, is not seen.
 *
 * Some draws are wide, so that a loop that draws until a value fits ends; those of the two sides are half the range
 * apart, so that no uniform choice is the same. Arrays of bytes stay as they are: identifiers are made of them.
 *
 * @param seed a whole number, the same on both sides
 */
export function randomnessScript(lean: Collecting['lean'], seed: number): string {
  const isHigh = lean === 'high';
  return `(() => {
  const tell = globalThis.${TELLTALE};
  delete globalThis.${TELLTALE};
  const telling = (obstacle, act) => (...given) => {
    tell?.(obstacle);
    return act(...given);
  };
  for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection'])
    if (typeof globalThis[name] === 'function')
      globalThis[name] = new Proxy(globalThis[name], { construct: telling('stream', Reflect.construct) });
  if (typeof Worklet === 'function')
    Worklet.prototype.addModule = new Proxy(Worklet.prototype.addModule, { apply: telling('worker', Reflect.apply) });
  const isWide = (count) => count % ${LEANT + WIDE} >= ${LEANT};
  let state = ${seed >>> 0};
  let drawn = 0;
  // mulberry32
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const { random } = {
    random() {
      const value = next();
      if (isWide(drawn++)) return ${isHigh ? '(value + 0.5) % 1' : 'value'};
      return ${isHigh ? `${1 - SHARE} + ` : ''}value * ${SHARE};
    },
  };
  Math.random = random;
  const native = Crypto.prototype.getRandomValues;
  // The lowest bit, too: a choice may be made by a remainder.
  const masks = new Map([
    [Uint8Array, [0x02, 0xfd]],
    [Uint16Array, [0x1fe, 0xfe01]],
    [Uint32Array, [0x1fffffe, 0xfe000001]],
  ]);
  let filled = 0;
  const { getRandomValues } = {
    getRandomValues(array) {
      const values = native.call(this, array);
      const mask = masks.get(values?.constructor);
      if (mask === undefined || (values.BYTES_PER_ELEMENT === 1 && values.length > 1) || isWide(filled++)) return values;
      const [low, high] = mask;
      for (let at = 0; at < values.length; at++) values[at] = ${isHigh ? 'values[at] | high' : 'values[at] & low'};
      return values;
    },
  };
  Crypto.prototype.getRandomValues = getRandomValues;
  const nativeId = Crypto.prototype.randomUUID;
  let identified = 0;
  const { randomUUID } = {
    randomUUID() {
      const id = nativeId.call(this);
      return isWide(identified++) ? id : '${isHigh ? 'ff' : '00'}' + id.slice(2, -2) + '${isHigh ? 'ff' : '00'}';
    },
  };
  if (nativeId !== undefined) Crypto.prototype.randomUUID = randomUUID;
})();`;
}
