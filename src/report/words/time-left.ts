/** To a minute beyond two of them: no estimate of several campaigns is better than that. */
export function coarseText(ms: number): string {
  return ms < 120_000 ? spanText(ms) : `${Math.round(ms / 60_000)} min`;
}

/** `40 s`, `2 min 40 s`: to ten seconds, beyond half a minute; to five below, and to one below ten. */
export function spanText(ms: number): string {
  const seconds = rounded(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const rest = seconds % 60;
  return `${Math.floor(seconds / 60)} min${rest === 0 ? '' : ` ${rest} s`}`;
}

function rounded(seconds: number): number {
  const step = seconds < 10 ? 1 : seconds < 30 ? 5 : 10;
  return Math.max(1, Math.round(seconds / step) * step);
}
