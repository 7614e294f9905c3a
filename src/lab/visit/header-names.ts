/** Headers by their names in lower case: HTTP has them in any case, and HTTP/2 in that one. */
export function byLowerCase(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
