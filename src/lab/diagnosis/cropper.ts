import type { CDPSession } from 'puppeteer';

import type { Frame } from './film.ts';
import type { Area } from './frames.ts';

/** A larger picture is left out: an artefact is paid for, bytes. */
const MOST_PICTURE_BYTES = 300_000;

/** In a world of its own: cuts an area, in CSS px of a frame that is so wide, out of a JPEG; WebP, all in Base64. */
const CROP = `async (data, viewWidth, area) => {
  const bytes = Uint8Array.from(atob(data), (each) => each.charCodeAt(0));
  const frame = await createImageBitmap(new Blob([bytes]));
  const scale = frame.width / viewWidth;
  const [x, y, width, height] = [area.x, area.y, area.width, area.height].map((each) => Math.round(each * scale));
  const canvas = new OffscreenCanvas(Math.max(1, width), Math.max(1, height));
  canvas.getContext('2d').drawImage(frame, -x, -y);
  const blob = await canvas.convertToBlob({ type: 'image/webp', quality: 0.8 });
  if (blob.size > ${MOST_PICTURE_BYTES}) return null;
  return btoa(Array.from(new Uint8Array(await blob.arrayBuffer()), (each) => String.fromCharCode(each)).join(''));
}`;

/** Cuts pictures out of frames: the page's own Chrome does it, in a world that the page cannot reach. */
export class Cropper {
  readonly #session: CDPSession;
  readonly #executionContextId: number;

  private constructor(session: CDPSession, executionContextId: number) {
    this.#session = session;
    this.#executionContextId = executionContextId;
  }

  static async open(session: CDPSession, frameId: string): Promise<Cropper> {
    const world = await session.send('Page.createIsolatedWorld', { frameId, worldName: 'vitalsGatePictures' });
    return new Cropper(session, world.executionContextId);
  }

  /** WebP; null where it would be too large. Rejects where the page is gone. */
  async crop({ data, width }: Frame, area: Area): Promise<Uint8Array | null> {
    const { result } = await this.#session.send('Runtime.callFunctionOn', {
      functionDeclaration: CROP,
      executionContextId: this.#executionContextId,
      arguments: [{ value: data }, { value: width }, { value: area }],
      awaitPromise: true,
      returnByValue: true,
    });
    const value: unknown = result.value;
    if (typeof value !== 'string') return null;
    const picture = Buffer.from(value, 'base64');
    return isWebp(picture) && picture.length <= MOST_PICTURE_BYTES ? picture : null;
  }
}

function isWebp(picture: Buffer): boolean {
  return picture.toString('latin1', 0, 4) === 'RIFF' && picture.toString('latin1', 8, 12) === 'WEBP';
}
