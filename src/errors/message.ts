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

/** The last lines of a log below a message, and its first error where that was before them. */
export function logTail(detail: Detail): string {
  const tail = text(detail, 'tail');
  if (tail === '') return ' It printed nothing.';
  const what = tail.includes('\n…\n') ? 'Its first error and its last lines' : 'Its last lines';
  return ` ${what}:\n${tail.replaceAll(/^/gm, '  | ')}`;
}
