/** What the page itself reports. `lcp`, `cls`: the metric has another value now; `shift`: one that counts. */
export type PageEvent = 'paint' | 'lcp' | 'cls' | 'shift' | 'long task' | 'video';

/** When a task of the main thread ran, ms before it was reported. */
export interface LongTask {
  readonly beganMsAgo: number;
  readonly endedMsAgo: number;
}

/** What a reader is told of each. */
export const WORDS: Readonly<Record<PageEvent, string>> = {
  paint: 'its first paint',
  lcp: 'a new largest contentful paint',
  cls: 'a layout shift',
  shift: 'layout shifts',
  'long task': 'a long task',
  video: 'the first frame of a video',
};
