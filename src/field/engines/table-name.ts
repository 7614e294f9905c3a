const PART = /^(?:"(?:[^"]|"")+"|[^."]+)$/;

/**
 * The parts of a table's name as a configuration has it: `beacons`, `analytics.beacons`, `"odd.schema"."odd ""table"`. What
 * cannot be such a name is the name of one table, whatever characters it has.
 */
export function partsOfTable(table: string): string[] {
  const parts = table.match(/"(?:[^"]|"")+"|[^."]+/g) ?? [];
  if (parts.join('.') !== table || !parts.every((part) => PART.test(part))) return [table];
  return parts.map((part) => (part.startsWith('"') ? part.slice(1, -1).replaceAll('""', '"') : part));
}

/** The name quoted for a database, each part of it. */
export function quotedTable(table: string, quote: (name: string) => string): string {
  return partsOfTable(table).map(quote).join('.');
}
