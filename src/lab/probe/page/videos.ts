import { frames } from './interactions.ts';

/** Calls `onFrame` when a video on screen, outside of shadow roots, has its first frame. */
export function watchVideos(onFrame: () => void): void {
  const onMedia = ({ target }: Event): void => {
    if (!(target instanceof HTMLVideoElement) || !isOnScreen(target)) return;
    onFrame();
    reportFrame();
  };
  // Media events do not bubble, but they are captured on their way down.
  addEventListener('loadeddata', onMedia, { capture: true, passive: true });
}

/** For how long frames are asked for once a video has data to show, ms. */
const FRAMES_MS = 100;

/** Chrome reports that a video's first frame was painted with a later frame of the page; a page that stands still has none. */
function reportFrame(): void {
  void frames(2, performance.now() + FRAMES_MS);
}

let wasPending = false;

/**
 * The URL of a video on screen that is loading and has not shown its first frame, or null. (One that is fed by script
 * has no URL: what feeds it is seen as requests.) `deep`: in open shadow roots too, which takes a walk through the
 * whole document.
 */
export function pendingVideo(deep: boolean): string | null {
  const videos = deep ? videosBelow(document) : document.querySelectorAll('video');
  for (const video of videos) {
    if (!isPending(video)) continue;
    wasPending = true;
    return video.currentSrc;
  }
  if (wasPending) reportFrame();
  wasPending = false;
  return null;
}

function isPending(video: HTMLVideoElement): boolean {
  if (!/^https?:/.test(video.currentSrc) || video.networkState !== HTMLMediaElement.NETWORK_LOADING) return false;
  return video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA && isOnScreen(video);
}

function isOnScreen(video: HTMLVideoElement): boolean {
  const { top, right, bottom, left, width, height } = video.getBoundingClientRect();
  return width > 0 && height > 0 && bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
}

/** In document order, those in open shadow roots too. */
function* videosBelow(root: ParentNode): Generator<HTMLVideoElement> {
  for (const element of root.querySelectorAll('*')) {
    if (element instanceof HTMLVideoElement) yield element;
    if (element.shadowRoot !== null) yield* videosBelow(element.shadowRoot);
  }
}
