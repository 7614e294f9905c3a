import type { Deploy, Side } from '../model/deploy.ts';
import type { BuildServer } from './worktree/server.ts';

/** A commit that is being served. */
export interface Served {
  /** Its URL may be another one after its server has moved. */
  readonly deploy: Deploy;
  /** Waits for a server that is being restarted. Null, or why there is no deploy any more. */
  readonly attend: () => Promise<string | null>;
  readonly close: () => Promise<void>;
  /** The server, where it is one of ours that can change its port. */
  readonly server?: BuildServer;
}

/** Where commits are served. */
export interface DeployProvider {
  /** Makes a commit answer; `intermediate` is one between base and head. Throws GateError. */
  readonly resolve: (sha: string, side: Side | 'intermediate') => Promise<Served>;
  /** Ends everything that it has started. */
  readonly dispose: () => Promise<void>;
}
