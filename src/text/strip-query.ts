import { soundsSecret } from './tokens.ts';

/** Schemes whose URLs are content, or lead to content of one visit: nothing of them can be shown or compared. */
const CONTENT = /^(data|blob|javascript):/i;
const CREDENTIALS = /^((?:[a-z][a-z0-9+.-]*:)?\/\/)[^/\\]*@/i;
const TRAILING_MARKS = ')].,;:!?';

/**
 * A URL as it may be written anywhere: without its query, its fragment, its user and its password, because each may hold
 * a token or a session, and reports, logs and artefacts are public. Of a URL that is content itself (`data:`, `blob:`,
 * `javascript:`) only the scheme stays. A text that is not a URL is cut in the same places.
 */
export function stripQuery(url: string): string {
  const [, scheme] = CONTENT.exec(url) ?? [];
  if (scheme !== undefined) return `${scheme.toLowerCase()}:…`;
  return stripCredentials(url.slice(0, endOfPath(url)));
}

function endOfPath(url: string): number {
  const end = url.search(/[?#]/);
  return end === -1 ? url.length : end;
}

/** A value of a query that nobody wrote by hand: a session, a signature, a nonce. */
const DRAWN = /^(?=.*\d)(?=.*[a-z])[\w.%~+/-]{20,}=*$/i;
const MASK = '***';

/**
 * A URL as it was sent, for a record by which requests are matched: without its fragment, its user and its password, and
 * with `***` for each value of its query that looks like a secret. Of a URL that is content itself only the scheme stays.
 */
export function maskQuery(url: string): string {
  if (CONTENT.test(url)) return stripQuery(url);
  const sent = stripCredentials(stripFragment(url));
  const end = endOfPath(sent);
  const parameters = sent.slice(end + 1).split('&');
  return end === sent.length ? sent : `${sent.slice(0, end)}?${parameters.map(maskParameter).join('&')}`;
}

function maskParameter(parameter: string): string {
  const at = parameter.indexOf('=');
  const [name, value] = at === -1 ? ['', parameter] : [parameter.slice(0, at + 1), parameter.slice(at + 1)];
  return soundsSecret(name.slice(0, -1)) || DRAWN.test(value) ? name + MASK : parameter;
}

/** A URL as the user wrote it, with `…` in place of each part that may be secret, for a message about its form. */
export function elideSecrets(written: string): string {
  const end = endOfPath(written);
  const path = written.slice(0, end).replaceAll(/[^/\s]+/g, elideCredentials);
  const rest = written.slice(end);
  return rest.length > 1 ? `${path}${rest.charAt(0)}…` : path + rest;
}

function elideCredentials(segment: string): string {
  const at = segment.lastIndexOf('@');
  return at === -1 ? segment : `…${segment.slice(at)}`;
}

/** A URL without its user and its password. For what is still to be connected to: its query stays. */
export function stripCredentials(url: string): string {
  return url.replace(CREDENTIALS, '$1');
}

/** A URL without its fragment, which is never sent to the server. */
export function stripFragment(url: string): string {
  const end = url.indexOf('#');
  return end === -1 ? url : url.slice(0, end);
}

/** A text in which every absolute URL is stripped, and the marks of the sentence around it stay. */
export function stripQueries(text: string): string {
  return text.replaceAll(/\b(?:https?|wss?):\/\/[^\s"'<>]+/gi, (found) => {
    const end = endOfUrl(found);
    return stripQuery(found.slice(0, end)) + found.slice(end);
  });
}

/** Where the URL ends and the sentence goes on: `(https://shop.example/?a).` */
function endOfUrl(text: string): number {
  let end = text.length;
  while (end > 0 && TRAILING_MARKS.includes(text.charAt(end - 1))) end -= 1;
  return end;
}
