import { causeOf, GateError } from '../../errors.ts';
import { keepSecret } from '../../text/redactor.ts';

/** Where a database is, as it may be printed: without user and password. */
export interface Address {
  readonly database: string;
  readonly shown: string;
}

/** Takes the secrets of a URL out of everything that is printed from now on. `url` is one already. */
export function addressOf(database: string, url: string): Address {
  keepSecret(url);
  const { protocol, host, pathname, password } = new URL(url);
  keepSecret(password, decoded(password));
  return { database, shown: `${protocol}//${host}${pathname}` };
}

/** A password with a percent sign need not be an encoded one. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export function databaseError({ database, shown }: Address, cause: unknown): GateError {
  if (cause instanceof GateError) return cause;
  return new GateError('field-database', { database: `${database} at ${shown}`, cause: reasonOf(cause) }, { cause });
}

/** Node joins the failures of several addresses of a host, without a message of their own. */
function reasonOf(cause: unknown): string {
  if (cause instanceof AggregateError && cause.message === '') return reasonOf(cause.errors[0]);
  return causeOf(cause);
}
