import type { Deploy, Side } from '../../model/deploy.ts';

/** A server of the gate's own, which can be started anew on another port. */
export interface MovableServer {
  readonly port: number;
  /** Ends it and frees its port. */
  readonly pause: () => Promise<void>;
  readonly moveTo: (port: number) => Promise<void>;
}

/** Exchanges the ports of two servers: what a port alone does to a measurement must not look like a change. */
export async function swapPorts(one: MovableServer, other: MovableServer): Promise<void> {
  const [first, second] = [one.port, other.port];
  await Promise.all([one.pause(), other.pause()]);
  await Promise.all([one.moveTo(second), other.moveTo(first)]);
}

/** A commit that is being served. */
export interface Served {
  /** Its URL may be another one after its server has moved. */
  readonly deploy: Deploy;
  /** Waits for a server that is being restarted. Null, or why there is no deploy any more. */
  readonly serverFailure: () => Promise<string | null>;
  readonly close: () => Promise<void>;
  /** The server, where it is one of ours that can change its port. */
  readonly server?: MovableServer;
}

/** Where commits are served. */
export interface DeployProvider {
  /** Makes a commit answer; `intermediate` is one between base and head. Throws GateError. */
  readonly resolve: (sha: string, side: Side | 'intermediate') => Promise<Served>;
  /** Ends everything that it has started. */
  readonly dispose: () => Promise<void>;
}
