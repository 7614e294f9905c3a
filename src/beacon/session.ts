import { attempt } from './attempt.ts';

const KEY = 'vitals-gate';
/** A session ends when nothing was viewed for so long, ms. */
const IDLE_MS = 30 * 60_000;

let inMemory = '';

/** 128 random bits, in hexadecimal digits. */
export function randomId(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (bits) => bits.toString(16).padStart(8, '0')).join('');
}

/**
 * The session that a view at `now` belongs to (ms since 1970). Its id is kept in the storage of this tab, or, where that
 * is refused, for as long as the page lives.
 */
export function sessionAt(now: number): string {
  const kept = attempt(() => sessionStorage.getItem(KEY)) ?? inMemory;
  const [known = '', last] = kept.split(' ');
  // Without a regular expression, because their first use takes the browser long.
  const isId = known.length === 32 && Number(`0x${known}`) >= 0;
  const session = isId && now - Number(last) < IDLE_MS ? known : randomId();
  inMemory = `${session} ${Math.round(now)}`;
  attempt(() => sessionStorage.setItem(KEY, inMemory));
  return session;
}

/** Whether a session is among the share that is recorded: the same in all of its views. Without a share, each one is. */
export function isSampled(session: string, share: number): boolean {
  return !(Number.parseInt(session.slice(0, 8), 16) >= share * 2 ** 32);
}
