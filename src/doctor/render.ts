import { STATUSES, type Check, type CheckName, CHECKS } from './check.ts';

type Status = Check['status'];

/** A sign and a colour (SGR) for each status; the word says the same without them. */
const MARKS: Readonly<Record<Status, { readonly sign: string; readonly sgr: number }>> = {
  ok: { sign: '✓', sgr: 32 },
  warn: { sign: '!', sgr: 33 },
  fail: { sign: '✗', sgr: 31 },
};
const STATUS_WIDTH = Math.max(...STATUSES.map(({ length }) => length));
const NAME_WIDTH = Math.max(...CHECKS.map(({ length }) => length));
/** Where messages begin. */
const INDENT = 2 + STATUS_WIDTH + 2 + NAME_WIDTH + 2;

/** The lines of one check, with its remedy below. */
export function renderCheck({ check, status, message, remedy }: Check, color: boolean): string {
  const { sign, sgr } = MARKS[status];
  const mark = `${sign} ${status.padEnd(STATUS_WIDTH)}`;
  const shown = color ? `\u001b[${sgr}m${mark}\u001b[0m` : mark;
  const lines = [message, ...(remedy === null ? [] : [`→ ${remedy}`])].join('\n').split('\n');
  return `${shown}  ${nameOf(check)}  ${lines.join(`\n${' '.repeat(INDENT)}`)}\n`;
}

function nameOf(check: CheckName): string {
  return check.padEnd(NAME_WIDTH);
}

/** `12 checks: 10 ok, 1 warning, 1 failure` */
export function renderTotal(checks: readonly Check[]): string {
  const [good = 0, warned = 0, failed = 0] = STATUSES.map(
    (status) => checks.filter((check) => check.status === status).length,
  );
  const parts = [`${good} ok`, counted(warned, 'warning'), counted(failed, 'failure')];
  return `${counted(checks.length, 'check')}: ${parts.join(', ')}\n`;
}

function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
