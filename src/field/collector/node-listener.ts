import type { IncomingMessage, ServerResponse } from 'node:http';
import { isIP } from 'node:net';

import type { Answer, Receiver } from './receiver.ts';

export interface NodeListenerOptions {
  /** The name of a header that a proxy sets to the visitor's address, in lower case; null without a proxy. */
  readonly addressHeader?: string | null;
  /** Told what could not be answered. */
  readonly onError?: (error: unknown) => void;
}

export type NodeListener = (request: IncomingMessage, response: ServerResponse) => void;

/** The client went away before its request was whole: there is nobody to answer. */
class Aborted extends Error {}

/** The collector as a listener of Node's HTTP server. */
export function createNodeListener(receive: Receiver, options: NodeListenerOptions = {}): NodeListener {
  const { addressHeader = null, onError } = options;
  return (request, response) => {
    receive({
      method: request.method ?? '',
      header: (name) => headerOf(request, name),
      address: addressOf(request, addressHeader),
      readBody: (mostBytes) => readBody(request, response, mostBytes),
    }).then(
      (answer) => send(response, answer),
      (error: unknown) => {
        if (error instanceof Aborted) return;
        onError?.(error);
        send(response, { status: 500, headers: {}, body: null });
      },
    );
  };
}

function headerOf(request: IncomingMessage, name: string): string | null {
  const value = request.headers[name];
  return Array.isArray(value) ? (value.at(-1) ?? null) : (value ?? null);
}

/** The last address of a list is the one that the proxy has seen itself; those before it are what it was told. */
function addressOf(request: IncomingMessage, header: string | null): string {
  const list = header === null ? null : headerOf(request, header);
  const last = (list ?? '').slice((list ?? '').lastIndexOf(',') + 1).trim();
  const address = last.replace(/^\[(.*)\](?::\d+)?$/, '$1').replace(/^([\d.]+):\d+$/, '$1');
  return isIP(address) === 0 ? (request.socket.remoteAddress ?? '') : address;
}

/** What comes after an answer is read and dropped, until the server's time limit for a request. */
export function send(response: ServerResponse, { status, headers, body }: Answer): void {
  if (response.headersSent || response.destroyed) return;
  if (body === null) response.writeHead(status, status === 204 ? headers : { ...headers, 'content-length': 0 }).end();
  else response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body);
}

function readBody(request: IncomingMessage, response: ServerResponse, mostBytes: number): Promise<Uint8Array | null> {
  // The client of `expect` sends nothing until it is told to; after a refusal it never does.
  if (request.headers.expect !== undefined) response.writeContinue();
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const take = (chunk: Buffer): void => {
      length += chunk.byteLength;
      if (length <= mostBytes) return void chunks.push(chunk);
      request.off('data', take).resume();
      resolve(null);
    };
    request
      .on('data', take)
      .once('end', () => resolve(Buffer.concat(chunks, Math.min(length, mostBytes))))
      .once('error', () => reject(new Aborted()))
      .once('close', () => reject(new Aborted()));
  });
}
