const said = new Set<string>();

/** Tells the page's developer, once, that an option is missing, and what follows from it. */
export function warn(missing: string, effect = 'nothing is recorded'): void {
  if (said.has(missing)) return;
  said.add(missing);
  // oxlint-disable-next-line no-console -- the page's developer reads it there
  console.warn(`vitals-gate: ${missing} is missing, so ${effect}`);
}
