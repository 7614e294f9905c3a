import type { Socket } from 'node:net';

import type { Target } from '../../model/hosts.ts';

/** Reply codes of RFC 1928, section 6. */
export const REPLY = {
  succeeded: 0,
  generalFailure: 1,
  notAllowed: 2,
  networkUnreachable: 3,
  hostUnreachable: 4,
  refused: 5,
  ttlExpired: 6,
  commandNotSupported: 7,
  addressNotSupported: 8,
} as const;
export type ReplyCode = (typeof REPLY)[keyof typeof REPLY];

const VERSION = 5;
const NO_AUTHENTICATION = 0;
const NO_ACCEPTABLE_METHOD = 0xff;
const CONNECT = 1;
const IPV4 = 1;
const DOMAIN = 3;
const IPV6 = 4;
/** 4 bytes of header, 1 of length, 255 of name, 2 of port. */
const MAX_REQUEST_BYTES = 262;

/** The reply of RFC 1928, with the all-zero bound address that clients ignore. */
export function reply(code: ReplyCode): Buffer {
  return Buffer.from([VERSION, code, 0, IPV4, 0, 0, 0, 0, 0, 0]);
}

/**
 * Reads the SOCKS5 greeting and the CONNECT request (RFC 1928, no authentication). Resolves to null after refusing an
 * unsupported client. Bytes after the request stay in the socket.
 */
export async function readRequest(socket: Socket): Promise<Target | null> {
  const reader = new Reader(socket);
  try {
    const [version, methods] = await reader.take(2);
    if (version !== VERSION || methods === undefined) return null;
    const offered = await reader.take(methods);
    if (!offered.includes(NO_AUTHENTICATION)) {
      socket.end(Buffer.from([VERSION, NO_ACCEPTABLE_METHOD]));
      return null;
    }
    socket.write(Buffer.from([VERSION, NO_AUTHENTICATION]));
    const [, command, , kind] = await reader.take(4);
    const host = await readHost(reader, kind);
    if (host === null) return refuse(socket, REPLY.addressNotSupported);
    const port = (await reader.take(2)).readUInt16BE();
    return command === CONNECT ? { host, port } : refuse(socket, REPLY.commandNotSupported);
  } catch {
    return null;
  } finally {
    reader.release();
  }
}

function refuse(socket: Socket, code: ReplyCode): null {
  socket.end(reply(code));
  return null;
}

async function readHost(reader: Reader, kind: number | undefined): Promise<string | null> {
  if (kind === IPV4) return (await reader.take(4)).join('.');
  if (kind === IPV6) {
    const bytes = await reader.take(16);
    return Array.from({ length: 8 }, (_, i) => bytes.readUInt16BE(2 * i).toString(16)).join(':');
  }
  if (kind !== DOMAIN) return null;
  const length = (await reader.take(1)).readUInt8();
  return (await reader.take(length)).toString('latin1');
}

/** Takes exact numbers of bytes from a paused socket. */
class Reader {
  readonly #socket: Socket;
  #taken = 0;

  constructor(socket: Socket) {
    this.#socket = socket;
  }

  async take(count: number): Promise<Buffer> {
    this.#taken += count;
    if (this.#taken > MAX_REQUEST_BYTES + 257) throw new Error('SOCKS request too long');
    if (count === 0) return Buffer.alloc(0);
    for (;;) {
      const bytes = this.#socket.read(count) as Buffer | null;
      if (bytes !== null) {
        if (bytes.length < count) throw new Error('SOCKS client went away');
        return bytes;
      }
      await this.#readable();
    }
  }

  release(): void {
    this.#socket.removeAllListeners('readable');
  }

  #readable(): Promise<void> {
    return new Promise((resolve, reject) => {
      const settle = (action: () => void) => () => {
        this.#socket.off('readable', onReadable).off('end', onGone).off('close', onGone).off('error', onGone);
        action();
      };
      const onReadable = settle(resolve);
      const onGone = settle(() => reject(new Error('SOCKS client went away')));
      this.#socket.once('readable', onReadable).once('end', onGone).once('close', onGone).once('error', onGone);
    });
  }
}
