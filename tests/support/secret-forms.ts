const json = (text: string): string => JSON.stringify(text).slice(1, -1);
const percent = (text: string): string =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
const form = (text: string): string => new URLSearchParams({ a: text }).toString().slice(2);
const entities = (text: string, write: (codePoint: number) => string): string =>
  Array.from(text, (character) => (/\w/.test(character) ? character : write(character.codePointAt(0) ?? 0))).join('');
const named = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
const unicode = (text: string): string =>
  Array.from({ length: text.length }, (_, at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`).join('');
/** Every way in which a secret is written, by its name. */
export const FORMS: Readonly<Record<string, (secret: string) => string>> = {
  'as it is': (secret) => secret,
  'in lower case': (secret) => secret.toLowerCase(),
  'in upper case': (secret) => secret.toUpperCase(),
  'as a form field': form,
  'as a form field in lower hex': (secret) => form(secret).replaceAll(/%[0-9A-F]{2}/g, (each) => each.toLowerCase()),
  'as a component of a URL': encodeURIComponent,
  'with %27 and the like as well': (secret) =>
    encodeURIComponent(secret).replaceAll(/[!'()*]/g, (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`),
  'in a path': (secret) => encodeURI(secret),
  'with every character percent-encoded': percent,
  'percent-encoded twice': (secret) => encodeURIComponent(encodeURIComponent(secret)),
  'in HTML': named,
  'with decimal entities': (secret) => entities(secret, (code) => `&#${code};`),
  'with hexadecimal entities': (secret) => entities(secret, (code) => `&#x${code.toString(16).toUpperCase()};`),
  'with zeros in entities': (secret) => entities(secret, (code) => `&#00${code};`),
  'in HTML that is in HTML': (secret) => named(named(secret)),
  'in JSON': json,
  'in JSON with slashes escaped': (secret) => json(secret).replaceAll('/', String.raw`\/`),
  'in JSON that is in JSON': (secret) => json(json(secret)),
  'in JSON three deep': (secret) => json(json(json(secret))),
  'as escapes of JSON': unicode,
  'as escapes in JSON that is in JSON': (secret) => json(unicode(secret)),
  'in JSON in a URL': (secret) => encodeURIComponent(json(secret)),
  'in HTML in JSON': (secret) => json(named(secret)),
};
