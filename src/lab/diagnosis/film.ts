import type { CDPSession, Protocol } from 'puppeteer';

/** The longest side of a frame, px: to be cut, and to be shrunk. */
export const MOST_PX = 1000;
const MOST_SHRUNK_PX = 400;
/** Of the compression, from 0 to 100. */
const QUALITY = 80;
/** What is kept of a page that never stops painting, characters: the frames of about ten seconds. */
const MOST_CHARACTERS = 48 * 1024 * 1024;
/** How much of that are the first frames. */
const OPENING = 0.25;

/** What the page showed at one time. */
export interface Frame {
  /** When it was shown, ms since the epoch. */
  readonly atMs: number;
  /** JPEG, Base64. */
  readonly data: string;
  /** What of the page it shows, CSS px. */
  readonly width: number;
  readonly height: number;
}

/** How a page is filmed. */
interface FilmOptions {
  /** Whether parts are cut out of its frames. Otherwise they are smaller, which takes Chrome less time. */
  readonly isCut: boolean;
  readonly mostCharacters?: number;
}

/** The frames that a page showed, the first and the latest ones if they are too many. A browser that shows none has an empty film. */
export class Film {
  readonly #session: CDPSession;
  readonly #mostCharacters: number;
  readonly #opening: Frame[] = [];
  readonly #latest: Frame[] = [];
  /** Of the opening, which is over with the first frame that is too large for it. */
  #openingLeft: number;
  #characters = 0;

  private constructor(session: CDPSession, mostCharacters: number) {
    this.#session = session;
    this.#openingLeft = mostCharacters * OPENING;
    this.#mostCharacters = mostCharacters - this.#openingLeft;
  }

  static async start(session: CDPSession, { isCut, mostCharacters = MOST_CHARACTERS }: FilmOptions): Promise<Film> {
    const film = new Film(session, mostCharacters);
    session.on('Page.screencastFrame', film.#keep);
    const mostPx = isCut ? MOST_PX : MOST_SHRUNK_PX;
    const size = { maxWidth: mostPx, maxHeight: mostPx };
    await session.send('Page.startScreencast', { format: 'jpeg', quality: QUALITY, ...size }).catch(() => undefined);
    return film;
  }

  /** Ends the film. Returns its frames in the order of their times. */
  async end(): Promise<readonly Frame[]> {
    this.#session.off('Page.screencastFrame', this.#keep);
    await this.#session.send('Page.stopScreencast').catch(() => undefined);
    // Chrome sends some after later ones.
    return [...this.#opening.splice(0), ...this.#latest.splice(0)].toSorted((one, other) => one.atMs - other.atMs);
  }

  /** Chrome sends no other frame before a few are acknowledged, and what it does not send is lost. */
  readonly #keep = ({ data, metadata, sessionId }: Protocol.Page.ScreencastFrameEvent): void => {
    this.#session.send('Page.screencastFrameAck', { sessionId }).catch(() => undefined);
    const { timestamp, pageScaleFactor: scale, deviceWidth, deviceHeight } = metadata;
    if (timestamp === undefined || !(scale > 0)) return;
    const frame = { atMs: timestamp * 1000, data, width: deviceWidth / scale, height: deviceHeight / scale };
    this.#openingLeft -= data.length;
    if (this.#openingLeft >= 0) {
      this.#opening.push(frame);
      return;
    }
    this.#latest.push(frame);
    this.#characters += data.length;
    while (this.#characters > this.#mostCharacters) this.#characters -= this.#latest.shift()?.data.length ?? 0;
  };
}
