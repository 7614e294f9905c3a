import { quote, type Diagnostic } from '../../source/diagnostic.ts';

/** Kilobits per second in each unit. */
const RATE_UNITS = { kbit: 1, mbit: 1000, gbit: 1_000_000 } as const;

const NUMBER = String.raw`(?:\d{1,9}(?:\.\d{1,9})?|\.\d{1,9})`;
const WRITTEN = /^ *(\d{1,9}(?:\.\d{1,9})?|\.\d{1,9}) *([kmg])(?:bit\/s|bps) *$/i;

/** Matches exactly the valid texts; without flags, as JSON Schema has none. */
export const RATE_PATTERN = new RegExp(`^(?=.*[1-9]) *${NUMBER} *[kKmMgG](?:[bB][iI][tT]/[sS]|[bB][pP][sS]) *$`);

/** `1.6 Mbit/s` → 1600 kbit/s (1 kbit = 1000 bit); undefined if the text is not a rate. */
export function parseKbps(text: string): number | undefined {
  const [, digits, prefix] = WRITTEN.exec(text) ?? [];
  if (digits === undefined || prefix === undefined) return undefined;
  const unit = `${prefix.toLowerCase()}bit` as keyof typeof RATE_UNITS;
  return Number((Number(digits) * RATE_UNITS[unit]).toPrecision(12));
}

const EXAMPLE = 'Write for example 700 kbit/s or 1.6 Mbit/s.';

/** What is wrong with a value that the pattern refused. */
export function rateComplaint(value: unknown): Diagnostic {
  if (value === undefined || value === null) return { what: 'A value is missing here.', todo: EXAMPLE };
  if (typeof value !== 'string' && typeof value !== 'number')
    return { what: `${quote(value)} is not a rate.`, todo: EXAMPLE };
  const text = String(value).trim();
  if (/^\d+(?:\.\d*)?$/.test(text)) {
    if (Number(text) === 0) return { what: 'The rate must be greater than 0.', todo: EXAMPLE };
    return { what: `${text} has no unit.`, todo: `Write ${Number(text)} kbit/s or ${Number(text)} Mbit/s.` };
  }
  const [, digits, prefix] = /^([\d.]+) *([KMG])i?(?:B(?:\/s|ps)|bytes?\/s)$/i.exec(text) ?? [];
  if (digits !== undefined && prefix !== undefined && /B|byte/.test(text) && Number(digits) > 0)
    return {
      what: `${quote(value)} is in bytes; rates are in bits.`,
      todo: `Write ${Number(digits) * 8} ${prefix.toLowerCase() === 'k' ? 'k' : prefix.toUpperCase()}bit/s.`,
    };
  return { what: `${quote(value)} is not a rate.`, todo: EXAMPLE };
}
