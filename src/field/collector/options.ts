/** What `field collect` is told. */
export interface CollectOptions {
  readonly port: number;
  readonly host: string;
  /** The folder of the files. */
  readonly dir: string;
  /** Origins as browsers send them; `*` is any. */
  readonly origins: readonly string[];
  /** The name of the proxy's header with the visitor's country, in lower case. */
  readonly countryHeader: string | null;
  /** The name of the proxy's header with the visitor's address, in lower case. */
  readonly trustProxy: string | null;
  /** From one address; with 0 there is no limit. */
  readonly requestsPerSecond: number;
}
