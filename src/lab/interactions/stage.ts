import type { Page } from 'puppeteer';

import type { Text } from '../../model/session.ts';
import type { RequestLog } from './request-log.ts';

/** What a step is performed on and with. */
export interface Stage {
  readonly page: Page;
  /** Whether the condition has a touch screen. */
  readonly touch: boolean;
  readonly requests: RequestLog;
  /** The value of a text, secrets looked up. */
  readonly valueOf: (text: Text) => string;
  /** Performs one input; what the step measures is between its start and its paint. */
  readonly input: (act: () => Promise<void>) => Promise<void>;
  /** Resolves when the page has painted what an input has changed so far. */
  readonly painted: () => Promise<void>;
  /** Loads a path of the deploy and waits until the page is ready for the next step. */
  readonly navigate: (path: string) => Promise<void>;
  /** Performs the input that navigates without a new document, and waits until the page is ready for the next step. */
  readonly navigateSoftly: (act: () => Promise<void>) => Promise<void>;
}
