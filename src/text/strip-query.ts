/** A URL without its query and fragment: those may hold tokens, and what is shown of a page is public. */
export function stripQuery(url: string): string {
  const end = url.search(/[?#]/);
  return end === -1 ? url : url.slice(0, end);
}

/** A sentence in which every URL has lost its query and fragment. */
export function stripQueries(text: string): string {
  return text.replaceAll(/\bhttps?:\/\/[^\s"'<>()]+/g, stripQuery);
}
