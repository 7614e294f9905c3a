/** What an error tells: what happened, and what to do about it. `exit` is 2 for wrong use, 3 for "could not measure". */
interface Message {
  readonly exit: 2 | 3;
  readonly what: string;
  readonly todo: string;
}

/** What a message is about, by the names that it has for it. */
export type Detail = Readonly<Record<string, string | number>>;

/** Messages by their code. */
export type Messages = Readonly<Record<string, (detail: Detail) => Message>>;

export const text = (detail: Detail, key: string): string => String(detail[key] ?? '');

/** The last lines of a log below a message. */
export function logTail(detail: Detail): string {
  const tail = text(detail, 'tail');
  return tail === '' ? ' It printed nothing.' : ` Its last lines:\n${tail.replaceAll(/^/gm, '  | ')}`;
}
