import type { Protocol } from 'puppeteer';

import type { CodePlace } from '../../model/diagnosis.ts';
import { lookedAt, type Cleaner } from './cleaner.ts';

/** The most frames of a stack, asynchronous parents included. */
const MOST_FRAMES = 100;

/** A frame as Chrome tells of it. */
interface Frame {
  readonly url: string;
  /** From 0. */
  readonly lineNumber: number;
  /** From 0. */
  readonly columnNumber: number;
  readonly functionName: string;
}

/** Whether code is the page's own, neither the browser's, nor the probe's, nor Puppeteer's. */
export function isOfPage(url: string): boolean {
  return url !== '' && !url.startsWith('pptr:');
}

/** The place of a frame whose line and column count from 0. */
export function placeOf({ url, lineNumber, columnNumber, functionName }: Frame, clean: Cleaner): CodePlace {
  return {
    url: clean.url(url),
    line: Math.max(0, lineNumber) + 1,
    column: Math.max(0, columnNumber) + 1,
    functionName: clean.name(functionName),
  };
}

/** The page's frames among these, innermost first. */
export function placesOf(frames: readonly Frame[], clean: Cleaner): CodePlace[] {
  return frames
    .filter(({ url }) => isOfPage(url))
    .slice(0, MOST_FRAMES)
    .map((frame) => placeOf(frame, clean));
}

/** A stack with those of its asynchronous parents below it, as one. */
export function stackOf(trace: Protocol.Runtime.StackTrace | undefined, clean: Cleaner): CodePlace[] {
  const frames: Frame[] = [];
  for (let part = trace; part !== undefined && frames.length < MOST_FRAMES; part = part.parent)
    frames.push(...part.callFrames);
  return placesOf(frames, clean);
}

/** The page's frames of a stack and of its asynchronous parents, as many as are told. */
export function framesOf(trace: Protocol.Runtime.StackTrace | undefined): Protocol.Runtime.CallFrame[] {
  const frames: Protocol.Runtime.CallFrame[] = [];
  for (let part = trace; part !== undefined && frames.length < MOST_FRAMES; part = part.parent)
    frames.push(
      ...part.callFrames.filter(({ url }) => isOfPage(url)).map((frame) => ({ ...frame, url: lookedAt(frame.url) })),
    );
  return frames.slice(0, MOST_FRAMES);
}
