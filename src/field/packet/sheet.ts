/** A text that stands on a line of one of the packet's files. */
export interface Cited {
  readonly text: string;
  /** The numbers behind the text, as the file has them. */
  readonly values: readonly number[];
  readonly file: string;
  readonly from: number;
  readonly to: number;
}

/** Words are ours or have been made visible; both are escaped for the format they are written in. */
export type Inline = string | Cited;

export interface Table {
  readonly kind: 'table';
  readonly head: readonly string[];
  readonly rows: readonly (readonly Inline[])[];
}

export type Block =
  | { readonly kind: 'text'; readonly words: readonly Inline[] }
  | { readonly kind: 'list'; readonly items: readonly (readonly Inline[])[] }
  | Table
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'picture'; readonly label: string; readonly picture: Picture };

/** A drawing of rectangles, lines and words, in its own coordinates. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
}

export type Shape =
  | {
      readonly kind: 'box';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly isDashed: boolean;
    }
  | {
      readonly kind: 'line';
      readonly x1: number;
      readonly y1: number;
      readonly x2: number;
      readonly y2: number;
      readonly isDashed: boolean;
      readonly hasHead: boolean;
    }
  | { readonly kind: 'dot'; readonly x: number; readonly y: number }
  | {
      readonly kind: 'words';
      readonly x: number;
      readonly y: number;
      readonly anchor: 'start' | 'middle' | 'end';
      readonly text: string;
    };

export interface Section {
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** What a figure of page one may be taken for. */
export type Label = 'Effect' | 'Association' | 'Not established';

/** A figure of page one, or why there is none. */
export interface Headline {
  readonly label: Label;
  readonly figure: readonly Inline[];
  /** What the figure is of, and what it rests on. */
  readonly words: readonly Inline[];
}

export interface Packet {
  readonly title: string;
  /** The first one is the packet's figure. */
  readonly headlines: readonly Headline[];
  /** What was compared: a name and what it is. */
  readonly facts: readonly (readonly [name: string, value: readonly Inline[]])[];
  readonly uncontrolled: readonly Inline[];
  readonly signatories: readonly string[];
  readonly files: readonly string[];
  readonly appendix: readonly Section[];
}
