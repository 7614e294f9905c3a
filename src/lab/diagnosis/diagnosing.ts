import type { Side } from '../../model/deploy.ts';
import type { DiagnosticVisit } from '../../model/diagnosis.ts';
import type { Area } from './frames.ts';

/** What a shift looked like, WebP; null where that is not known. */
export interface ShiftPictures {
  readonly before: Uint8Array | null;
  readonly after: Uint8Array | null;
  /** The part of what the browser shows that both are cut out of, CSS px; null where they are not of one size. */
  readonly area: Area | null;
}

/** What a page showed from the start of its navigation until LCP; WebP pictures of one size, px. */
export interface Filmstrip {
  readonly width: number;
  readonly height: number;
  readonly frames: readonly {
    /** When it was shown, ms since the navigation began. */
    readonly atMs: number;
    /** Whether it shows the LCP element for the first time. */
    readonly isLcp: boolean;
    readonly picture: Uint8Array;
  }[];
}

/** What a diagnostic visit saw. `texts`: of scripts, by their SHA-256 in hex, secrets taken out. */
export interface Diagnosed {
  readonly visit: DiagnosticVisit;
  readonly texts: ReadonlyMap<string, string>;
  /** Of the documents and style sheets that asked for something, by URL; secrets taken out. */
  readonly pages: ReadonlyMap<string, string>;
  /** Of the largest shifts, by their index in the visit, the largest one first; empty where none are asked for. */
  readonly pictures: ReadonlyMap<number, ShiftPictures>;
  /** Null where it is not filmed, or showed nothing. */
  readonly filmstrip: Filmstrip | null;
}

/** What a visit does that records why it is as fast as it is; its numbers do not count. */
export interface Diagnosing {
  readonly side: Side;
  /** When it aborts, the visit ends and has failed. */
  readonly signal?: AbortSignal;
  /** Whether it has a filmstrip. */
  readonly isFilmed?: boolean;
  /** Whether a visit that is filmed has pictures of its shifts too. */
  readonly hasShiftPictures?: boolean;
  /** Told once, and only by a visit that was measured. */
  readonly keep: (diagnosed: Diagnosed) => void;
}
