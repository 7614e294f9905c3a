import type { CDPSession, Protocol } from 'puppeteer';

/** The longest side of a frame, px. */
const MOST_PX = 1000;
/** Of the compression, from 0 to 100. */
const QUALITY = 80;
/** What is kept of a page that never stops painting, characters: the frames of about ten seconds. */
const MOST_CHARACTERS = 48 * 1024 * 1024;

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

/** The frames that a page showed, the latest ones if they are too many. A browser that shows none has an empty film. */
export class Film {
  readonly #session: CDPSession;
  readonly #mostCharacters: number;
  readonly #frames: Frame[] = [];
  #characters = 0;

  private constructor(session: CDPSession, mostCharacters: number) {
    this.#session = session;
    this.#mostCharacters = mostCharacters;
  }

  static async start(session: CDPSession, mostCharacters = MOST_CHARACTERS): Promise<Film> {
    const film = new Film(session, mostCharacters);
    session.on('Page.screencastFrame', film.#keep);
    const size = { maxWidth: MOST_PX, maxHeight: MOST_PX };
    await session.send('Page.startScreencast', { format: 'jpeg', quality: QUALITY, ...size }).catch(() => undefined);
    return film;
  }

  /** The frames in their order; from now on there are no others. */
  async end(): Promise<readonly Frame[]> {
    this.#session.off('Page.screencastFrame', this.#keep);
    await this.#session.send('Page.stopScreencast').catch(() => undefined);
    return this.#frames.splice(0);
  }

  /** Chrome sends no other frame before a few are acknowledged, and what it does not send is lost. */
  readonly #keep = ({ data, metadata, sessionId }: Protocol.Page.ScreencastFrameEvent): void => {
    this.#session.send('Page.screencastFrameAck', { sessionId }).catch(() => undefined);
    const { timestamp, pageScaleFactor: scale, deviceWidth, deviceHeight } = metadata;
    if (timestamp === undefined || !(scale > 0)) return;
    this.#frames.push({ atMs: timestamp * 1000, data, width: deviceWidth / scale, height: deviceHeight / scale });
    this.#characters += data.length;
    while (this.#characters > this.#mostCharacters) this.#characters -= this.#frames.shift()?.data.length ?? 0;
  };
}
