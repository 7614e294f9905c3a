import { GateError } from '../../errors.ts';
import type { MaybeGit } from '../../git/choose.ts';
import type { DeployKind } from '../../model/config.ts';
import type { Deploy, Side } from '../../model/deploy.ts';
import type { DeployRequest } from '../request.ts';

/** One of the gate's own servers, which can be restarted on another port. */
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
export interface ServedCommit {
  /** Its URL may be another one after its server has moved. */
  readonly deploy: Deploy;
  /** Waits for a server that is restarting. Null, or why the deploy is lost. */
  readonly serverFailure: () => Promise<string | null>;
  readonly close: () => Promise<void>;
  /** The server, if it is one of the gate's own that can change its port. */
  readonly server?: MovableServer;
  /** Whether that server is the gate's own for folders of files; absent: no. */
  readonly isFolder?: true;
}

/** A side, or a commit between base and head. */
export type Place = Side | 'intermediate';

/** What a provider may need for its work. */
export interface ProviderRequest extends DeployRequest {
  readonly git: MaybeGit;
  readonly log: (line: string) => void;
}

/**
 * How a provider uses commits. `labels`: names for what is served anyway, which need not exist. `looked-up`: the deploy
 * is searched by commit. `checked-out`: commits are built, so they must be in the clone.
 */
export type CommitUse = 'labels' | 'looked-up' | 'checked-out';

/** One way to get at deploys, for one source in the configuration. */
export interface DeployProvider {
  readonly kind: DeployKind;
  readonly commits: CommitUse;
  /** Whether the source serves the commits between base and head too. */
  readonly servesBetween: boolean;
  /** Whether serving a commit takes a build. */
  readonly builds: boolean;
  /** Whether head must be opened before base, because it decides what base is. */
  readonly opensHeadFirst: boolean;
  /** Whether it is one address, which serves whatever commit is there. */
  readonly isFixedAddress: boolean;
  /** The absolute path of a folder that is served whatever commit is checked out, or null. */
  readonly fixedFolder: string | null;
  /** @throws GateError */
  readonly open: (request: ProviderRequest) => Promise<OpenProvider>;
}

/** An open provider. */
export interface OpenProvider {
  /** Serves a commit; `sha` is null if it is not known. Throws GateError. */
  readonly serve: (sha: string | null, place: Place) => Promise<ServedCommit>;
  /** What a reader must know about findings while serving. */
  readonly notices: readonly string[];
  /** Ends everything that it started, except what `ServedCommit.close` ends. */
  readonly dispose: () => Promise<void>;
}

/** The side that a deploy is labelled with: commits in between are heads of what lies before them. */
export function sideOf(place: Place): Side {
  return place === 'base' ? 'base' : 'head';
}

/** A deploy that is only visited. */
export function visited(deploy: Deploy): ServedCommit {
  return { deploy, serverFailure: async () => null, close: async () => {} };
}

/** The commit of a provider that serves nothing without one. @throws GateError `unknown-commit` */
export function knownCommit(sha: string | null, side: Place): string {
  if (sha === null) throw new GateError('unknown-commit', { side, sha: '(none)', cause: 'it is not named anywhere' });
  return sha;
}
