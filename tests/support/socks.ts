import type { Socket } from 'node:net';

import { SocksClient } from 'socks';

/** A TCP connection through the SOCKS5 proxy on `proxyPort`. */
export async function connectThrough(proxyPort: number, port: number, host = '127.0.0.1'): Promise<Socket> {
  const { socket } = await SocksClient.createConnection({
    proxy: { host: '127.0.0.1', port: proxyPort, type: 5 },
    command: 'connect',
    destination: { host, port },
    set_tcp_nodelay: true,
  });
  return socket;
}
