/** A figure of a page, and the lines that stand beside it. */
export interface Place {
  readonly values: readonly number[];
  readonly file: string;
  readonly from: number;
  readonly to: number;
}

/** All figures of a packet's page. */
export function placesIn(page: string): Place[] {
  const figures = page.matchAll(
    /<data value="([^"]*)">[^<]*<\/data> <span class="source">([\w.-]+):(\d+)(?:–(\d+))?</g,
  );
  return [...figures].map(([, values = '', file = '', from = '', to = from]) => ({
    values: values.split(' ').map(Number),
    file,
    from: Number(from),
    to: Number(to),
  }));
}
