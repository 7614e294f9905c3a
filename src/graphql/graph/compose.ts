import { composeServices } from '@theguild/federation-composition';
import type { DocumentNode } from 'graphql';

import { causeOf } from '../../errors.ts';
import { withImportedCost } from './cost-link.ts';
import { composableVersion } from './federation-version.ts';
import type { Subgraph } from './graph.ts';
import { keepListSizes } from './list-size-forms.ts';
import { rankWeights } from './weight-ranks.ts';

/** Why subgraphs do not compose. */
export interface CompositionError {
  /** Null if it is about several. */
  readonly subgraph: string | null;
  /** Apollo's name of the rule, e.g. `INVALID_FIELD_SHARING`. */
  readonly rule: string;
  readonly message: string;
}

/** One error of a composition, on one line. */
export function compositionText({ subgraph, rule, message }: CompositionError): string {
  return `${subgraph === null ? '' : `[${subgraph}] `}${rule}: ${message}`;
}

export type Composition =
  | { readonly ok: true; readonly document: DocumentNode; readonly sdl: string; readonly notes: readonly string[] }
  | { readonly ok: false; readonly errors: readonly CompositionError[] };

/**
 * Composes subgraphs into a supergraph in this process. What does not compose is a value.
 *
 * @throws GateError `graphql-input` for a weight that is not a number or an unknown federation version
 */
export function compose(subgraphs: readonly Subgraph[]): Composition {
  const versions = subgraphs.map(({ document }) => composableVersion(document));
  const kept = keepListSizes(versions.map(({ document }) => withImportedCost(document)));
  const ranked = rankWeights(kept.documents);
  const services = subgraphs.map(({ name }, index) => ({
    name,
    url: `http://${encodeURIComponent(name)}.invalid`,
    typeDefs: ranked.documents[index] ?? versions[index]?.document,
  }));
  const notes = subgraphs.flatMap(({ name }, index) => {
    const asked = versions[index]?.asked ?? null;
    return asked === null ? [] : [`The subgraph ${name} links federation ${asked}; it is composed at v2.9.`];
  });
  const restore = (supergraph: DocumentNode): DocumentNode => kept.restore(ranked.restore(supergraph));
  return attempt(services, restore, [...notes, ...keptNote(kept.coordinates)]);
}

function keptNote(coordinates: readonly string[]): string[] {
  if (coordinates.length === 0) return [];
  const more = coordinates.length > 3 ? ` and ${coordinates.length - 3} more` : '';
  return [
    `The composer does not know the lists, paths and selections of @listSize: those of ${coordinates.slice(0, 3).join(', ')}${more} count as they are written.`,
  ];
}

type Service = Parameters<typeof composeServices>[0][number];

function attempt(
  services: readonly (Omit<Service, 'typeDefs'> & { readonly typeDefs: DocumentNode | undefined })[],
  restore: (supergraph: DocumentNode) => DocumentNode,
  notes: readonly string[],
): Composition {
  const complete = services.flatMap(({ typeDefs, ...service }) =>
    typeDefs === undefined ? [] : { ...service, typeDefs },
  );
  try {
    const result = composeServices(complete);
    if (result.errors !== undefined) return { ok: false, errors: result.errors.map(compositionError) };
    return { ok: true, document: restore(result.supergraphDocumentNode), sdl: result.supergraphSdl, notes };
  } catch (error) {
    // Some rules of the composer throw where others report.
    const message = causeOf(error);
    const subgraph = complete.find((service) => thrownBy(service) === message)?.name ?? null;
    return { ok: false, errors: [{ subgraph, rule: 'INVALID_GRAPHQL', message }] };
  }
}

/**
 * What the composer throws for one subgraph alone, because it does not name the subgraph; null if it does not throw.
 */
function thrownBy(service: Service): string | null {
  try {
    composeServices([service]);
    return null;
  } catch (error) {
    return causeOf(error);
  }
}

interface ComposerError {
  readonly message: string;
  readonly extensions: Readonly<Record<string, unknown>>;
}

function compositionError({ message, extensions }: ComposerError): CompositionError {
  const { subgraphName, code } = extensions;
  const subgraph = typeof subgraphName === 'string' ? subgraphName : null;
  const own = subgraph !== null && message.startsWith(`[${subgraph}] `) ? message.slice(subgraph.length + 3) : message;
  return { subgraph, rule: typeof code === 'string' ? code : 'UNKNOWN', message: own.replaceAll(/\s+/g, ' ').trim() };
}
