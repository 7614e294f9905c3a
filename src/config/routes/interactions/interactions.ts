import type { z } from 'zod';

import type { Interaction, InteractionKind, InteractionsByKind } from '../../../model/interaction.ts';
import { oneOf } from '../../schema-parts.ts';
import type { Recordings } from '../recordings.ts';
import { click } from './click.ts';
import { hover } from './hover.ts';
import { navigate } from './navigate.ts';
import { press } from './press.ts';
import { recording } from './recording.ts';
import { scroll } from './scroll.ts';
import { select } from './select.ts';
import { ONE_EACH } from './syntax.ts';
import { tap } from './tap.ts';
import { type } from './type.ts';
import { waitFor } from './wait-for.ts';

/** Every kind of step by its key, in the order in which messages name them. */
const SYNTAX = { click, tap, type, press, hover, scroll, select, 'wait-for': waitFor, navigate, recording };

type Syntax = typeof SYNTAX;
type Written = { readonly [Kind in InteractionKind]: z.output<Syntax[Kind]['schema']> };

/** The same, so that the compiler names the kind that has none. */
const BY_KIND: {
  readonly [Kind in InteractionKind]: {
    readonly resolve: (written: Written[Kind], recordings: Recordings) => InteractionsByKind[Kind];
  };
} = SYNTAX;

export const INTERACTION_KINDS = Object.keys(SYNTAX) as InteractionKind[];

/** One step of a route's script or set-up. */
export const interactionSchema = oneOf(
  'An interaction',
  ONE_EACH,
  Object.fromEntries(Object.entries(SYNTAX).map(([kind, { schema }]) => [kind, schema])) as {
    [Kind in InteractionKind]: Syntax[Kind]['schema'];
  },
  {},
);

export type InteractionInput = Readonly<z.output<typeof interactionSchema>>;

/** A step of a script, checked. */
export function resolveInteraction(input: InteractionInput, recordings: Recordings): Interaction {
  for (const kind of INTERACTION_KINDS) {
    const written = input[kind];
    if (written !== undefined) return resolveKind(kind, written, recordings);
  }
  throw new Error('a step without a kind has passed its schema');
}

function resolveKind<Kind extends InteractionKind>(
  kind: Kind,
  written: Written[Kind],
  recordings: Recordings,
): Interaction {
  return BY_KIND[kind].resolve(written, recordings);
}
