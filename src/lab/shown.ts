/** A sentence whose URLs have lost their queries and fragments: those may hold tokens, and reports are public. */
export function withoutQueries(text: string): string {
  return text.replaceAll(/(\bhttps?:\/\/[^\s?#"'<>()]+)[?#][^\s"'<>()]*/g, '$1');
}
