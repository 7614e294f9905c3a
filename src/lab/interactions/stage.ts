import type { CDPSession, Keyboard, Page, Point } from 'puppeteer';

import type { Text } from '../../model/session.ts';
import type { RequestLog } from './request-log.ts';

/** What a step is performed on and with. */
export interface Stage {
  readonly page: Page;
  readonly session: CDPSession;
  readonly keyboard: Keyboard;
  /** Whether the condition has a touch screen. */
  readonly touch: boolean;
  readonly requests: RequestLog;
  /** The value of a text, secrets looked up. */
  readonly valueOf: (text: Text) => string;
  /**
   * Where to point at the one element that a CSS selector names, if that is clear at once: it is visible, in view and not
   * covered. Null: it may have to be waited for, or to be scrolled to.
   */
  readonly pointOf: (selector: string) => Promise<Point | null>;
  /** Performs one input; what the step measures is between its start and its paint. */
  readonly input: (act: () => Promise<void>) => Promise<void>;
  /** Resolves when the page has painted what an input has changed so far. */
  readonly painted: () => Promise<void>;
  /** Whether a document that a step leads to is held back, so that what it leads from stays the page that is measured. */
  readonly holdsDocuments: boolean;
  /** The URL of a held document once it was requested; null before, and if documents are loaded. */
  readonly held: () => string | null;
  /** Loads a path of the deploy and waits until the page is ready for the next step. */
  readonly navigate: (path: string) => Promise<void>;
  /** Performs the input that navigates without a new document, and waits until the page is ready for the next step. */
  readonly navigateSoftly: (act: () => Promise<void>) => Promise<void>;
}
