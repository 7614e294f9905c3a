import { GateError } from '../../errors.ts';
import type { Files, TextFile } from '../files/files.ts';
import { readSelected, type Selection } from '../files/select-files.ts';
import { DocumentReader } from './documents.ts';
import { readManifest } from './manifest.ts';
import type { Operation } from './operation.ts';

/**
 * The operations of documents and manifests, in the order of the files. What a file is, its text says: JSON is a
 * manifest, all else GraphQL.
 *
 * @throws GateError `graphql-input`
 */
export async function readOperations(
  files: Files,
  selection: Selection,
  reader: DocumentReader = new DocumentReader(),
): Promise<Operation[]> {
  const texts = await readSelected(files, selection);
  const documents = texts.filter((file) => !isManifest(file));
  // All documents are read at once, because fragments are shared between files.
  const ofDocuments = Map.groupBy(reader.read(documents), ({ where }) => fileOf(where));
  const operations = texts.flatMap((file) =>
    isManifest(file) ? readManifest(file) : (ofDocuments.get(file.path) ?? []),
  );
  if (operations.length > 0 || files.side === 'base') return unique(operations);
  const what = `${selection.named}: ${texts.map(({ path }) => path).join(', ')} has no operation.`;
  const [first] = texts;
  throw new GateError(
    'graphql-input',
    { what, todo: 'Name files that hold operations.' },
    { where: selection.where ?? `${first?.path ?? ''}:1:1` },
  );
}

function isManifest({ path, text }: TextFile): boolean {
  return /\.json$/i.test(path) || /^\ufeff?\s*(?:\[|\{\s*(?:"|\}))/.test(text);
}

function fileOf(where: string): string {
  return where.replace(/:\d+:\d+$/, '');
}

/** The same operation of the same client in two files is one. */
function unique(operations: readonly Operation[]): Operation[] {
  const found = new Map<string, Operation>();
  for (const operation of operations) {
    const key = JSON.stringify([operation.client, operation.name, operation.hash]);
    const before = found.get(key);
    if (before === undefined) found.set(key, operation);
    else found.set(key, { ...before, ids: [...new Set([...before.ids, ...operation.ids])] });
  }
  return [...found.values()];
}
