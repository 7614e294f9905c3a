/**
 * The little of the DOM that our functions use inside the page. The project has only Node's types, so that code outside
 * the page cannot use a browser's globals by mistake.
 */
interface DomRect {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

interface DomRoot {
  readonly elementFromPoint: (x: number, y: number) => DomElement | null;
}

export interface DomElement {
  readonly id: string;
  readonly localName: string;
  readonly classList: Iterable<string>;
  readonly parentNode: DomElement | null;
  readonly assignedSlot?: DomElement | null;
  /** Of a shadow root. */
  readonly host?: DomElement;
  readonly labels?: Iterable<DomElement> | null;
  readonly shadowRoot: DomRoot | null;
  readonly ownerDocument: DomRoot & {
    readonly documentElement: { readonly clientWidth: number; readonly clientHeight: number };
  };
  readonly textContent: string | null;
  readonly querySelectorAll: (selectors: string) => Iterable<DomElement>;
  readonly contains: (other: DomElement) => boolean;
  readonly getClientRects: () => Iterable<DomRect>;
  readonly getBoundingClientRect: () => DomRect;
}

interface DomOption {
  readonly value: string;
  readonly label: string;
  readonly index: number;
  readonly disabled: boolean;
  readonly hidden: boolean;
  /** The `<select>`, or an `<optgroup>` of it. */
  readonly parentElement: { readonly localName: string; readonly disabled: boolean } | null;
}

export interface DomSelect {
  readonly localName: string;
  readonly options: Iterable<DomOption>;
  readonly selectedOptions: Iterable<DomOption>;
  selectedIndex: number;
}

/** What can be filled in. */
export interface DomField {
  readonly localName: string;
  readonly type: string;
  readonly readOnly: boolean;
  readonly multiple: boolean;
  readonly isContentEditable: boolean;
  value: string;
  innerText: string;
  readonly focus: () => void;
}

interface Scrollable {
  readonly scrollTop: number;
  readonly scrollHeight: number;
  readonly clientHeight: number;
}

export interface DomDocument {
  readonly scrollingElement: Scrollable | null;
  readonly documentElement: Scrollable;
}

export interface DomStorage {
  readonly setItem: (key: string, value: string) => void;
}
