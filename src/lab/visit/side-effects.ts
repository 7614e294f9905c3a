import type { BrowserContext, CDPSession, Dialog, HTTPResponse, Page, Protocol } from 'puppeteer';
import { stripQuery } from '../../text/strip-query.ts';
import { redact } from '../../text/redactor.ts';

/** Of the failed requests that a note names. */
const NAMED = 3;

/** A page that asks the same so often in a row wants another answer: `while (!confirm('Sure?'));`. */
const INSISTING = 5;

/** What happens beside the page under measurement: kept from disturbing it, and remembered for the report. */
export class Bystanders {
  #dialogs = 0;
  #questions = 0;
  #asked = { message: '', times: 0 };
  #tabs = 0;
  readonly #failed = new Map<string, number>();

  /** Answers dialogs, closes tabs that the page opens, notes requests that are answered with an error. */
  constructor(context: BrowserContext, page: Page, session: CDPSession) {
    page.on('dialog', (dialog) => this.#onDialog(dialog));
    page.on('response', (response) => this.#onResponse(response));
    this.#closeTabs(context, page, session);
  }

  /**
   * Puppeteer reports a tab only when it shows a document; by then it has taken bandwidth from the page. A tab starts
   * paused until its debugger resumes it. Closing it earlier would leave the process that it shares with its opener
   * paused for ever.
   */
  #closeTabs(context: BrowserContext, page: Page, session: CDPSession): void {
    const connection = session.connection();
    const onTarget = ({ sessionId, targetInfo }: Protocol.Target.AttachedToTargetEvent): void => {
      const { type, subtype, browserContextId, targetId } = targetInfo;
      // A page that Chrome renders in advance has a subtype.
      if (type !== 'page' || subtype !== undefined || browserContextId !== context.id) return;
      this.#tabs++;
      const running = connection?.session(sessionId)?.send('Runtime.runIfWaitingForDebugger');
      running?.then(() => connection?.send('Target.closeTarget', { targetId })).catch(() => undefined);
    };
    const onSession = (opened: CDPSession): void => void opened.on('Target.attachedToTarget', onTarget);
    connection?.on('sessionattached', onSession);
    page.once('close', () => connection?.off('sessionattached', onSession));
  }

  /** One sentence for each kind of thing that happened. */
  notes(): string[] {
    const notes: string[] = [];
    if (this.#failed.size > 0) notes.push(this.#failures());
    if (this.#dialogs > 0) notes.push(`The page opened ${count(this.#dialogs, 'dialog')}, dismissed at once.`);
    if (this.#questions > 0) notes.push('The page asked whether to leave it (beforeunload); the answer was yes.');
    if (this.#tabs > 0) notes.push(`The page opened ${count(this.#tabs, 'other tab')}, closed and not measured.`);
    return notes;
  }

  /**
   * Dismisses every dialog except `beforeunload`: dismissing that one means to stay, and only a step that leaves the
   * page raises it.
   */
  #onDialog(dialog: Dialog): void {
    const leaving = dialog.type() === 'beforeunload';
    if (leaving) this.#questions++;
    else this.#dialogs++;
    (leaving || this.#insists(dialog.message()) ? dialog.accept() : dialog.dismiss()).catch(() => undefined);
  }

  #insists(message: string): boolean {
    const times = message === this.#asked.message ? this.#asked.times + 1 : 1;
    this.#asked = { message, times };
    return times > INSISTING;
  }

  #onResponse(response: HTTPResponse): void {
    const status = response.status();
    const isFavicon = response.request().resourceType() === 'other';
    if (status < 400 || isFavicon || this.#failed.size >= 100) return;
    this.#failed.set(stripQuery(response.url()), status);
  }

  #failures(): string {
    const named = [...this.#failed].slice(0, NAMED).map(([url, status]) => `${status} ${redact(url).slice(0, 200)}`);
    const more = this.#failed.size > NAMED ? ` and ${this.#failed.size - NAMED} more` : '';
    return `Requests failed with an error status: ${named.join(', ')}${more}.`;
  }
}

function count(number: number, noun: string): string {
  return number === 1 ? `a ${noun}`.replace('a other', 'another') : `${number} ${noun}s`;
}

/** A URL without its query, which may hold secrets. */
