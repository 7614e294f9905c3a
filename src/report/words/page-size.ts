/** A phone takes seconds to load and unpack more, bytes. */
const MOST_PAGE_BYTES = 3_000_000;

/** What to do about a report page that is slow to open; nothing about any other. */
export function pageSizeNotices(bytes: number): string[] {
  if (bytes <= MOST_PAGE_BYTES) return [];
  const megabytes = (bytes / 1e6).toFixed(1);
  return [
    `The report page, index.html, has ${megabytes} MB, so a phone takes seconds to open it. Divide the routes between several configurations: each has a page of its own.`,
  ];
}
