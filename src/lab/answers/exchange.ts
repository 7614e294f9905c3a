import type { Protocol } from 'puppeteer';

import { byLowerCase } from '../visit/header-names.ts';
import type { Body } from './bodies.ts';

/** Names in lower case; one that is repeated is there several times. */
export type HeaderList = readonly (readonly [name: string, value: string])[];

/** A request with its answer; a redirect has an exchange of its own. */
export interface Exchange {
  readonly requestId: string;
  readonly method: string;
  readonly url: string;
  /** Chrome's word. */
  readonly type: string;
  readonly initiator: Protocol.Network.Initiator;
  /** The request of the document that it belongs to, which is its own if it is one; empty in a worker. */
  readonly loaderId: string;
  readonly frameId: string | null;
  /** When it was asked for, ms of the browser's clock. */
  readonly at: number;
  readonly isAfterInput: boolean;
  /** When the head of its answer came, on the same clock; null: not yet, or unknown. */
  answeredAt: number | null;
  requestHeaders: Readonly<Record<string, string>>;
  /** 0 until it is answered. */
  status: number;
  /** Of the connection: `http/1.1`, `h2 TLS 1.3`; null: not told. */
  protocol: string | null;
  headers: HeaderList;
  body: Body | null;
  /** Whether one of Chrome's caches answered. */
  isCached: boolean;
  /** `canceled`: by the page; `forbidden`: by its own policy, so that nothing was sent. */
  state: 'open' | 'ended' | 'canceled' | 'forbidden' | 'failed';
  /** Bytes of the decoded body so far. */
  bytes: number;
}

/** The head of its answer has come. */
export function answer(exchange: Exchange, response: Protocol.Network.Response): void {
  exchange.status = response.status;
  exchange.protocol = protocolOf(response);
  exchange.headers = listOf(response.headers);
  if (response.fromDiskCache === true || response.fromPrefetchCache === true) exchange.isCached = true;
}

function protocolOf({ protocol, securityDetails }: Protocol.Network.Response): string | null {
  if (protocol === undefined || protocol === '') return null;
  return securityDetails === undefined ? protocol : `${protocol} ${securityDetails.protocol}`;
}

/** By the page's policies alone, which are a part of what it was served. */
const POLICIES = new Set<Protocol.Network.BlockedReason | undefined>(['csp', 'mixed-content']);

/** What has no body and is not read by the page ends as a failure, too. */
export function failureOf(
  exchange: Exchange,
  { canceled = false, blockedReason }: Protocol.Network.LoadingFailedEvent,
): Exchange['state'] {
  if (exchange.status > 0 && hasNoBody(exchange)) return 'ended';
  if (exchange.status === 0 && POLICIES.has(blockedReason)) return 'forbidden';
  return canceled ? 'canceled' : 'failed';
}

/** By RFC 9110, sections 6.4.1 and 15.4.5, and by what it declares. */
export function hasNoBody({ method, status, headers }: Exchange): boolean {
  if (method === 'HEAD' || status === 204 || status === 205 || status === 304) return true;
  return headers.some(([name, value]) => name === 'content-length' && value.trim() === '0');
}

/** HTTP/2's own fields are not headers. */
export function headersOf(headers: Protocol.Network.Headers): Record<string, string> {
  return byLowerCase(Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith(':'))));
}

/** Chrome joins repeated headers by line breaks. */
export function listOf(headers: Protocol.Network.Headers): [string, string][] {
  return Object.entries(headers)
    .filter(([name]) => !name.startsWith(':'))
    .flatMap(([name, values]) => values.split('\n').map((value): [string, string] => [name.toLowerCase(), value]));
}
