import type { CDPSession, Protocol } from 'puppeteer';

import type { CodePlace } from '../../model/diagnosis.ts';
import type { Cleaner } from './cleaner.ts';
import { isOfPage, placeOf } from './places.ts';

type Value = Protocol.Runtime.RemoteObject;
type Properties = ReadonlyMap<string, Value>;

/** What React calls the property of a node that holds its fiber: from version 17 on, and in 16. */
const FIBER = /^__react(?:Fiber|InternalInstance)\$/;
/** How far up the tree of fibers is followed: pages have providers and wrappers by the dozen. */
const MOST_FIBERS = 200;
const MOST_COMPONENTS = 20;
/** `memo(forwardRef(…))` */
const MOST_WRAPPERS = 3;

/** Where what Chrome runs was served; null where it is not a script of the page. */
export type UrlOfScript = (scriptId: string) => string | null;

/**
 * The components of React that rendered a node, innermost first: React creates and inserts every element itself, so that
 * no stack has them. Its fibers link each node to them, in builds for production too. Properties are read without running
 * code of the page. Empty where no React rendered it.
 *
 * See `packages/react-dom-bindings/src/client/ReactDOMComponentTree.js` and `packages/react-reconciler/src/ReactInternalTypes.js`
 * in React's repository.
 */
export async function componentsOf(
  session: CDPSession,
  nodeId: number,
  { clean, urlOf }: { readonly clean: Cleaner; readonly urlOf: UrlOfScript },
): Promise<CodePlace[]> {
  const { object } = await session.send('DOM.resolveNode', { nodeId });
  const node = await propertiesOf(session, object);
  const key = [...node.keys()].find((name) => FIBER.test(name));
  const found: CodePlace[] = [];
  let fiber = key === undefined ? undefined : node.get(key);
  for (let depth = 0; fiber !== undefined && depth < MOST_FIBERS && found.length < MOST_COMPONENTS; depth += 1) {
    const properties = await propertiesOf(session, fiber);
    const component = await functionIn(session, properties.get('type'));
    const place = component === null ? null : await placeOfFunction(session, component, clean, urlOf);
    if (place !== null) found.push(place);
    fiber = properties.get('return');
  }
  return found;
}

/** The function that a fiber's type is, or that is wrapped in it. */
async function functionIn(session: CDPSession, type: Value | undefined): Promise<Value | null> {
  let value = type;
  for (let depth = 0; value !== undefined && depth <= MOST_WRAPPERS; depth += 1) {
    if (value.type === 'function') return value;
    const properties = await propertiesOf(session, value);
    value = properties.get('type') ?? properties.get('render');
  }
  return null;
}

async function placeOfFunction(
  session: CDPSession,
  { objectId }: Value,
  clean: Cleaner,
  urlOf: UrlOfScript,
): Promise<CodePlace | null> {
  if (objectId === undefined) return null;
  const { result, internalProperties = [] } = await session.send('Runtime.getProperties', {
    objectId,
    ownProperties: true,
  });
  const location = internalProperties.find(({ name }) => name === '[[FunctionLocation]]')?.value?.value as
    | Protocol.Debugger.Location
    | undefined;
  const url = location === undefined ? null : urlOf(location.scriptId);
  if (location === undefined || url === null || !isOfPage(url)) return null;
  const named = result.find(({ name }) => name === 'name')?.value?.value as unknown;
  const functionName = typeof named === 'string' ? named : '';
  return placeOf(
    { url, lineNumber: location.lineNumber, columnNumber: location.columnNumber ?? 0, functionName },
    clean,
  );
}

/** An object's own properties, without those that are computed. */
async function propertiesOf(session: CDPSession, { objectId }: Value): Promise<Properties> {
  if (objectId === undefined) return new Map();
  const { result } = await session.send('Runtime.getProperties', { objectId, ownProperties: true });
  return new Map(result.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value] as const])));
}
