/**
 * Bytes in each unit of size. 1 kB is 1000 bytes, as in the report and in Chrome's network panel; who means 1024 writes KiB.
 * `KB` is taken for kB. Bits are not sizes, so the B is a capital.
 */
const SIZE_UNITS = { B: 1, kB: 1000, MB: 1_000_000, KiB: 1024, MiB: 1_048_576 } as const;
export type SizeUnit = keyof typeof SIZE_UNITS;

/** Matches each unit as it may be written; without flags, as JSON Schema has none. */
export const SIZE_PATTERNS: Readonly<Record<SizeUnit, string>> = {
  B: 'B',
  kB: '[kK]B',
  MB: 'MB',
  KiB: '[kK]iB',
  MiB: 'MiB',
};

const WRITTEN = /^ *(\d{1,15}(?:\.\d{1,15})?|\.\d{1,15}) *(?:B|([kK])B|(M)B|([kK]i)B|(Mi)B) *$/;

/** `300 kB` → 300000, `1.2 MB` → 1200000, `300 KiB` → 307200; undefined if the text is not a size. */
export function parseBytes(text: string): number | undefined {
  const [, digits, ...prefixes] = WRITTEN.exec(text) ?? [];
  if (digits === undefined) return undefined;
  const prefix = prefixes.find((each) => each !== undefined) ?? '';
  const unit = `${prefix === 'K' ? 'k' : prefix === 'ki' ? 'Ki' : prefix}B` as SizeUnit;
  // A factor of ten at a time leaves what floating point makes of 1.2 × 1000000.
  return Number((Number(digits) * SIZE_UNITS[unit]).toPrecision(15));
}

/** As a user would write it: `300 kB`, `1.2 MB`, `12 B`. */
export function formatBytes(bytes: number, digits: (value: number) => string): string {
  if (bytes >= 1e6) return `${digits(bytes / 1e6)} MB`;
  return bytes >= 1000 ? `${digits(bytes / 1000)} kB` : `${digits(bytes)} B`;
}
