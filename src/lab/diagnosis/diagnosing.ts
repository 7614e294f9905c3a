import type { Side } from '../../model/deploy.ts';
import type { DiagnosticVisit } from '../../model/diagnosis.ts';

/** What a diagnostic visit saw. `texts`: of scripts, by their SHA-256 in hex, secrets taken out. */
export interface Diagnosed {
  readonly visit: DiagnosticVisit;
  readonly texts: ReadonlyMap<string, string>;
  /** Of the documents and style sheets that asked for something, by URL; secrets taken out. */
  readonly pages: ReadonlyMap<string, string>;
}

/** What a visit does that records why it is as fast as it is; its numbers do not count. */
export interface Diagnosing {
  readonly side: Side;
  /** When it aborts, the visit ends and has failed. */
  readonly signal?: AbortSignal;
  /** Told once, and only by a visit that was measured. */
  readonly keep: (diagnosed: Diagnosed) => void;
}
