/** Durations are rounded to 8 ms, so that events of one frame seem to be painted as far apart (web-vitals takes the same). */
const SAME_FRAME_MS = 8;

/**
 * Events of where the pointer is, not of what it does. The browser also sends them by itself, after it has laid out what
 * an interaction changed: a frame's style and layout would count as processing.
 */
const HOVERING = /^(?:pointer|mouse)(?:over|enter|out|leave|move|rawupdate)$/;

type Window = readonly [from: number, to: number];

/**
 * Follows all events of the page, to tell when those of an interaction were processed: from the first handler to the end
 * of the last among the events that were painted in the same frame and are not older than the interaction. (web-vitals
 * takes in hovering and older events too, and then has the layout between them in processing.) `most`: how many events are
 * kept.
 */
export function watchEvents(most: number): (startTime: number, duration: number) => Window | null {
  const events: PerformanceEventTiming[] = [];
  new PerformanceObserver((list) => {
    events.push(...(list.getEntries() as PerformanceEventTiming[]).filter(({ name }) => !HOVERING.test(name)));
    if (events.length > most) events.splice(0, events.length - most);
  }).observe({ type: 'event', durationThreshold: 16, buffered: true });

  return (startTime, duration) => {
    const paintedAt = startTime + duration;
    const same = events.filter(
      (event) =>
        event.startTime >= startTime && Math.abs(event.startTime + event.duration - paintedAt) <= SAME_FRAME_MS,
    );
    if (same.length === 0) return null;
    return [
      Math.min(...same.map(({ processingStart }) => processingStart)),
      Math.max(...same.map(({ processingEnd }) => processingEnd)),
    ];
  };
}
