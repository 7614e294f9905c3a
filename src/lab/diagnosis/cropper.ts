import type { CDPSession } from 'puppeteer';
import { z } from 'zod';

import { MOST_PX, type Frame } from './film.ts';
import type { Shrunk } from './filmstrip.ts';
import type { Area } from './frames.ts';

/** A larger picture is left out: an artefact is paid for, bytes. */
const MOST_PICTURE_BYTES = 300_000;
/** The size of a frame of a filmstrip at most, px. What is below is cut off. */
const STRIP_WIDTH = 160;
const STRIP_HEIGHT = 285;

/**
 * In a world of its own: draws an area, in CSS px of a frame that is so wide, out of a JPEG, at most `mostWidth` px wide; WebP,
 * all in Base64.
 */
const DRAW = `async (data, viewWidth, area, mostWidth) => {
  const bytes = Uint8Array.from(atob(data), (each) => each.charCodeAt(0));
  const frame = await createImageBitmap(new Blob([bytes]));
  const scale = frame.width / viewWidth;
  const inFrame = (length) => Math.round(length * scale);
  const [x, y] = [inFrame(area.x), inFrame(area.y)];
  const cutWidth = Math.max(1, Math.min(inFrame(area.width), frame.width - x));
  const cutHeight = Math.max(1, Math.min(inFrame(area.height), frame.height - y));
  const smaller = Math.min(1, mostWidth / cutWidth);
  const [width, height] = [cutWidth, cutHeight].map((each) => Math.max(1, Math.round(each * smaller)));
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context.imageSmoothingQuality = 'high';
  context.drawImage(frame, x, y, cutWidth, cutHeight, 0, 0, width, height);
  const pixels = new Uint32Array(context.getImageData(0, 0, width, height).data.buffer);
  const blob = await canvas.convertToBlob({ type: 'image/webp', quality: 0.8 });
  if (blob.size > ${MOST_PICTURE_BYTES}) return null;
  const characters = Array.from(new Uint8Array(await blob.arrayBuffer()), (each) => String.fromCharCode(each));
  return { picture: btoa(characters.join('')), width, height, isBlank: pixels.every((each) => each === pixels[0]) };
}`;

const drawnSchema = z.strictObject({
  picture: z.string(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  isBlank: z.boolean(),
});

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
  async crop(frame: Frame, area: Area): Promise<Uint8Array | null> {
    return (await this.#draw(frame, area, MOST_PX))?.picture ?? null;
  }

  /** A frame as a filmstrip has it: its upper part. Null where that would be too large. Rejects where the page is gone. */
  async shrink(frame: Frame): Promise<Shrunk | null> {
    const height = Math.min(frame.height, (frame.width * STRIP_HEIGHT) / STRIP_WIDTH);
    return this.#draw(frame, { x: 0, y: 0, width: frame.width, height }, STRIP_WIDTH);
  }

  async #draw({ data, width }: Frame, area: Area, mostWidth: number): Promise<Shrunk | null> {
    const { result } = await this.#session.send('Runtime.callFunctionOn', {
      functionDeclaration: DRAW,
      executionContextId: this.#executionContextId,
      arguments: [{ value: data }, { value: width }, { value: area }, { value: mostWidth }],
      awaitPromise: true,
      returnByValue: true,
    });
    const drawn = drawnSchema.safeParse(result.value);
    if (!drawn.success) return null;
    const picture = Buffer.from(drawn.data.picture, 'base64');
    return isWebp(picture) && picture.length <= MOST_PICTURE_BYTES ? { ...drawn.data, picture } : null;
  }
}

function isWebp(picture: Buffer): boolean {
  return picture.toString('latin1', 0, 4) === 'RIFF' && picture.toString('latin1', 8, 12) === 'WEBP';
}
