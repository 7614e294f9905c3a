import type { ResourceType } from './metrics/bytes.ts';

/**
 * What a visit was served, response by response. It stays in memory: request headers and URLs carry secrets, so nothing of
 * it is recorded as it is.
 */
export interface AnswerSet {
  readonly answers: readonly Answer[];
  /** What forbids to say that the visit was served nothing else. */
  readonly obstacles: readonly Obstacle[];
  /**
   * SHA-256, in hex, of the cookies and the storage that the visit has left beside what it was given. A visitor's identifier
   * is among it, and a page may have chosen by that what it requests.
   */
  readonly stored?: string;
}

export interface Answer {
  readonly method: string;
  /** As it was requested, with its query. */
  readonly url: string;
  /** For a reader: without its query and credentials. */
  readonly shownUrl: string;
  /** The URL without what differs between builds of the same code: the deploy's origin, content hashes, SHAs. */
  readonly key: string;
  readonly isSameOrigin: boolean;
  readonly kind: ResourceType;
  /** As Chrome sent them, cookies included; names in lower case. A replay sends the same. */
  readonly requestHeaders: Readonly<Record<string, string>>;
  /** 0: the page's own policy or the condition kept it from being sent. A final one, or 103 for early hints. */
  readonly status: number;
  /** How it came: `h2 TLS 1.3`; null or absent: unknown. */
  readonly protocol?: string | null;
  /**
   * In the order they came; names in lower case, values without what differs between builds, by the rule of `key`. A
   * redirect is an answer of its own.
   */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /**
   * Of the decoded body; empty where no page can read it (a redirect's, a beacon's); null: Chrome did not keep it, or not
   * so that it can be told from others.
   */
  readonly body: BodyDigest | null;
  /** The position, in `answers`, of the response that asked for this one (a script, a style sheet, the document); null: unknown. */
  readonly initiator: number | null;
  /** Whether it was requested before the LCP that counts was painted, unless nothing of that can have waited for it. */
  readonly isBeforeLcp: boolean;
  /** Whether it was requested after the first interaction, so that it may be what that has led to. */
  readonly isAfterInput: boolean;
}

/** SHA-256, in hex. */
export interface BodyDigest {
  /** Of the bytes; of a text, in UTF-8 without a byte order mark. */
  readonly raw: string;
  /** Without what differs between builds of the same code, by the rule of `Answer.key`. */
  readonly stable: string;
}

/** `url`: without query and secrets, or null. */
export interface Obstacle {
  readonly kind:
    | 'service-worker'
    | 'worker'
    | 'stream'
    | 'not-settled'
    | 'failed-request'
    | 'too-many-requests'
    /** What was stored is not known, or not the same on both sides. */
    | 'storage';
  readonly url: string | null;
}
