import { GateError } from '../../../errors.ts';
import type { WorktreePlan } from '../../../model/config.ts';
import { abortOf, describeExit, type Subject } from './build.ts';
import type { LogFile } from './log-file.ts';
import { startGroup, type Exit, type ProcessGroup } from './process-group.ts';
import { freePort, untilFree, untilReady } from './ready.ts';

export interface ServerRequest {
  readonly plan: Pick<WorktreePlan, 'readyPath' | 'readyTimeoutMs'> & { readonly command: string };
  readonly subject: Subject;
  readonly cwd: string;
  /** Without PORT. */
  readonly env: Record<string, string>;
  readonly log: LogFile;
  readonly signal: AbortSignal;
  /** Ports that are in use by this run; the server adds its own and takes it out again. */
  readonly ports: Set<number>;
}

/** Fresh ports to try when another process takes the server's port first. */
const PORT_ATTEMPTS = 3;
const PORT_TAKEN = /EADDRINUSE|address already in use|port \d+ is (?:already )?(?:in use|used|taken)/i;

/** The server of one build, restarted once if it exits unexpectedly. */
export class BuildServer {
  readonly #request: ServerRequest;
  #port = 0;
  #url = '';
  #group: ProcessGroup | null = null;
  #restarts = 0;
  #restarting: Promise<void> | null = null;
  #gone: string | null = null;
  #closed = false;

  private constructor(request: ServerRequest) {
    this.#request = request;
  }

  /**
   * Starts the server on a port of its own and waits until it is ready.
   *
   * @throws GateError `server-ended`, `server-not-ready`, `port-taken`
   */
  static async start(request: ServerRequest): Promise<BuildServer> {
    const server = new BuildServer(request);
    for (let attempt = 1; ; attempt += 1) {
      try {
        await server.#listen(await freePort(request.ports));
        return server;
      } catch (error) {
        await server.#end();
        const taken = error instanceof GateError && PORT_TAKEN.test(request.log.tail());
        if (!taken) throw error;
        if (attempt === PORT_ATTEMPTS)
          throw new GateError('port-taken', { ...request.subject, tail: request.log.tail() }, { cause: error });
      }
    }
  }

  get url(): string {
    return this.#url;
  }

  get port(): number {
    return this.#port;
  }

  /** Waits for a restart in progress. Null if the server answers, otherwise why it is lost. */
  async serverFailure(): Promise<string | null> {
    await this.#restarting;
    return this.#gone;
  }

  /** The same build on another port, which must be free. */
  async moveTo(port: number): Promise<void> {
    await this.#end();
    if (this.#gone !== null) return;
    await untilFree(port, this.#request.signal);
    await this.#listen(port);
  }

  /** Frees the port, so that another server can move to it. */
  async pause(): Promise<void> {
    await this.#end();
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#restarting;
    await this.#end();
  }

  async #end(): Promise<void> {
    const group = this.#group;
    this.#group = null;
    await group?.end();
    this.#request.ports.delete(this.#port);
  }

  async #listen(port: number): Promise<void> {
    const { plan, subject, cwd, env, log, signal, ports } = this.#request;
    const command = plan.command.replaceAll('{port}', String(port));
    this.#port = port;
    ports.add(port);
    log.begin(command);
    const launch = { command, cwd, env: { ...env, PORT: String(port) }, output: log.descriptor };
    const group = startGroup({ ...launch, leavesDaemons: false });
    this.#group = group;
    const settled = new AbortController();
    const deadline = AbortSignal.timeout(plan.readyTimeoutMs);
    const ready = untilReady(port, plan.readyPath, AbortSignal.any([signal, deadline, settled.signal]));
    const first = await Promise.race([ready, group.exited, abortOf(signal)]);
    settled.abort();
    signal.throwIfAborted();
    const detail = { ...subject, command, tail: log.tail(), log: log.path };
    if (first === null || 'code' in first)
      throw new GateError('server-ended', {
        ...detail,
        problem: `ended with ${first === null ? 'us' : describeExit(first)}`,
      });
    if ('problem' in first) {
      const seconds = plan.readyTimeoutMs / 1000;
      throw new GateError('server-not-ready', { ...detail, seconds, problem: first.problem });
    }
    this.#url = first.url;
    void group.exited.then((exit) => this.#onExit(group, exit));
  }

  #onExit(group: ProcessGroup, exit: Exit): void {
    if (this.#group !== group || this.#closed) return;
    const story = `the server of the ${this.#request.subject.side} commit exited by itself, with ${describeExit(exit)}`;
    if (this.#restarts > 0) {
      this.#gone = `${story}, for the second time; its log is ${this.#request.log.path}`;
      return;
    }
    this.#restarts += 1;
    this.#restarting = this.#restart(story);
  }

  async #restart(story: string): Promise<void> {
    const port = this.#port;
    try {
      await this.#end();
      await untilFree(port, this.#request.signal);
      await this.#listen(port);
    } catch (error) {
      await this.#end();
      this.#gone = `${story}, and could not be restarted: ${error instanceof Error ? error.message : String(error)}`;
    }
  }
}
