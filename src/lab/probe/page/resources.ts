/**
 * Keeps the first `most` entries of Resource Timing, whatever the page does with its buffer: scripts that monitor real
 * users clear it, or set its size to 0. In this world `getEntriesByType('resource')` gives what was kept.
 */
export function keepResources(most: number): void {
  const kept: PerformanceEntry[] = [];
  const keep = (entries: readonly PerformanceEntry[]): void => void kept.push(...entries.slice(0, most - kept.length));
  const observer = new PerformanceObserver((list) => keep(list.getEntries()));
  observer.observe({ type: 'resource', buffered: true });
  const native = performance.getEntriesByType.bind(performance);
  // On the prototype of this world, where web-vitals finds it too.
  Performance.prototype.getEntriesByType = (type: string): PerformanceEntryList => {
    if (type !== 'resource') return native(type);
    keep(observer.takeRecords());
    return kept.toSorted((one, other) => one.startTime - other.startTime);
  };
}

/** Of each URL that a body came of: its latest length, as it was sent, bytes. */
export function bodySizes(urls: readonly string[]): [url: string, bytes: number][] {
  const sizes = new Map<string, number>();
  const asked = new Set(urls);
  for (const { name, encodedBodySize } of performance.getEntriesByType('resource'))
    if (asked.has(name) && encodedBodySize > 0) sizes.set(name, encodedBodySize);
  return [...sizes];
}
