/** Events of a video's first frame, and of one that will not come. */
const EVENTS = ['loadstart', 'loadeddata', 'emptied', 'error', 'abort', 'suspend'] as const;

/** Calls `onEvent` when a video of the document shows its first frame, or begins or gives up to load. */
export function watchVideos(onEvent: () => void): void {
  const onMedia = (event: Event): void => {
    if (event.target instanceof HTMLVideoElement) onEvent();
  };
  // Media events do not bubble, but they are captured on their way down.
  for (const type of EVENTS) addEventListener(type, onMedia, { capture: true, passive: true });
}

/**
 * The URL of a video on screen that is loading and has not shown its first frame; null where there is none. (One that is
 * fed by script has no URL: what feeds it is seen as requests.) `deep`: in open shadow roots too, which takes a walk
 * through the whole document.
 */
export function pendingVideo(deep: boolean): string | null {
  const videos = deep ? videosBelow(document) : document.querySelectorAll('video');
  for (const video of videos) if (isPending(video)) return video.currentSrc;
  return null;
}

function isPending(video: HTMLVideoElement): boolean {
  if (!/^https?:/.test(video.currentSrc) || video.networkState !== HTMLMediaElement.NETWORK_LOADING) return false;
  if (video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) return false;
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
