/** What is written beside the product: it is not what makes a page or its server slower. */
const BESIDE =
  /(?:^|\/)(?:tests?|__tests__|specs?|e2e|cypress|__mocks__|mocks?|__fixtures__|fixtures?|stories|docs?|examples?|node_modules|\.github|\.storybook)\/|\.(?:test|spec|stories|snap|md|mdx|markdown|rst|adoc|txt)(?:$|\.)|(?:^|\/)(?:package(?:-lock)?\.json|[^/]*lock[^/]*|vitals-gate\.ya?ml)$/i;

/** Whether a file may be a part of what is deployed. */
export function isOfProduct(file: string): boolean {
  return !BESIDE.test(file);
}

/** Each is read by a process of its own, so that a larger change would take minutes. */
export const MOST_FILES = 300;
/** So many are read at once. */
const AT_ONCE = 8;

/** What `of` says of each, in their order; a few at a time. */
export async function inTurn<Item, Value>(
  items: readonly Item[],
  of: (item: Item) => Promise<Value>,
): Promise<Value[]> {
  const found: Value[] = [];
  for (let at = 0; at < items.length; at += AT_ONCE)
    found.push(...(await Promise.all(items.slice(at, at + AT_ONCE).map(of))));
  return found;
}
