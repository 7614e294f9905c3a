import type { Interaction } from './interaction.ts';

/** A text of the configuration: as written, or the name of an environment variable that holds it. */
export type Text = string | Secret;

/** A secret by the name of its environment variable. Its value is never in a configuration, a sample or a report. */
interface Secret {
  readonly secret: string;
}

interface Cookie {
  readonly name: string;
  readonly value: Text;
  /** Null: the deploy's own host. */
  readonly domain: string | null;
  readonly path: string;
}

/** Who visits: what a browser has of the site before a visit, and says with its requests. */
export interface Session {
  /** Performed once per deploy, route and condition, unmeasured; each visit begins with the state it leaves. */
  readonly setup: readonly Interaction[];
  readonly cookies: readonly Cookie[];
  /** Sent to the deploy's own origin only. */
  readonly headers: readonly { readonly name: string; readonly value: Text }[];
  /** Of the deploy's own origin. */
  readonly localStorage: readonly { readonly key: string; readonly value: Text }[];
  /** Sent to the deploy's own origin only. */
  readonly basicAuth: { readonly username: string; readonly password: Secret } | null;
}
