import type { ShaProof } from '../../model/config.ts';
import type { Deploy } from '../../model/deploy.ts';
import { causeOf } from '../../errors.ts';
import { startTags } from '../../text/html.ts';
import { fetchPage, type Page } from '../fetch-page.ts';

export interface ProofRequest {
  readonly proof: ShaProof;
  /** A path of the deploy that shows the proof: that of an entry page. */
  readonly path: string;
  /** What visits send beside the browser's own, to get past a preview's protection. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  readonly allowHosts?: readonly string[];
}

/** What a deploy says of itself: its SHA, or why it says nothing that could be one. */
export type ShaClaim = { readonly sha: string } | { readonly problem: string };

/** Asks a deploy which commit it serves. Rejects only for the signal's reason. */
export async function claimedSha(deploy: Pick<Deploy, 'url' | 'hosts'>, request: ProofRequest): Promise<ShaClaim> {
  const { proof, path, headers = {}, signal, allowHosts = [] } = request;
  const where = `${deploy.url}${proof.kind === 'json' ? proof.path : path}`;
  try {
    const options = { headers, hosts: deploy.hosts, allowHosts };
    const page = await fetchPage(where, { ...options, ...(signal === undefined ? {} : { signal }) });
    if (page.status >= 400) return { problem: `${where} answered ${page.status}` };
    const sha = readProof(proof, page)?.trim() ?? '';
    return sha === '' ? { problem: `${where} has no ${describeProof(proof)}` } : { sha };
  } catch (error) {
    signal?.throwIfAborted();
    return { problem: `${where} cannot be read: ${causeOf(error)}` };
  }
}

/** The declared place of an answer, as text; undefined if it is not there. */
export function readProof(proof: ShaProof, { headers, body }: Pick<Page, 'headers' | 'body'>): string | undefined {
  switch (proof.kind) {
    case 'header':
      return textOf(headers[proof.name.toLowerCase()]);
    case 'server-timing':
      return descriptionOf(textOf(headers['server-timing']) ?? '', proof.name);
    case 'meta':
      return metaOf(body.toString(), proof.name.toLowerCase());
    case 'cookie':
      return cookieOf(headers['set-cookie'] ?? [], proof.name);
    case 'json':
      return fieldOf(body.toString(), proof.field);
    default:
      return undefined;
  }
}

function metaOf(html: string, wanted: string): string | undefined {
  const tags = startTags(html).filter(({ name }) => name === 'meta');
  return tags.find(({ attributes }) => attributes.get('name')?.toLowerCase() === wanted)?.attributes.get('content');
}

export function describeProof(proof: ShaProof): string {
  if (proof.kind === 'json') return `JSON field ${proof.field}`;
  const nouns = { header: 'header', 'server-timing': 'Server-Timing entry', meta: 'meta element', cookie: 'cookie' };
  return `${nouns[proof.kind]} ${proof.name}`;
}

/** Whether two names are of one commit: either may be short. */
export function isSameSha(one: string, other: string): boolean {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()];
  if (a === b) return true;
  const short = a.length < b.length ? a : b;
  return /^[0-9a-f]{7,}$/.test(short) && (a.startsWith(b) || b.startsWith(a));
}

function textOf(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(', ') : value;
}

/** `name;dur=1;desc="…"` among the entries of a Server-Timing header (W3C Server Timing, 3.2). */
function descriptionOf(header: string, name: string): string | undefined {
  const entries = header.match(/(?:[^,"]|"(?:[^"\\]|\\.)*")+/g) ?? [];
  for (const entry of entries) {
    const [own = '', ...parameters] = (entry.match(/(?:[^;"]|"(?:[^"\\]|\\.)*")+/g) ?? []).map((part) => part.trim());
    if (own !== name) continue;
    const description = parameters.find((parameter) => /^desc\s*=/i.test(parameter));
    return description
      ?.replace(/^desc\s*=\s*/i, '')
      .replace(/^"(.*)"$/, '$1')
      .replaceAll(/\\(.)/g, '$1');
  }
  return undefined;
}

function cookieOf(cookies: readonly string[], name: string): string | undefined {
  const own = cookies.map((cookie) => cookie.split(';')[0] ?? '').find((pair) => pair.split('=')[0]?.trim() === name);
  const value = own
    ?.slice(own.indexOf('=') + 1)
    .trim()
    .replace(/^"(.*)"$/, '$1');
  try {
    return value === undefined ? undefined : decodeURIComponent(value);
  } catch {
    return value;
  }
}

function fieldOf(text: string, field: string): string | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  for (const key of field.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
