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
const SYNTAX = {
  click,
  tap,
  type,
  press,
  hover,
  scroll,
  select,
  'wait-for': waitFor,
  navigate,
  recording,
} satisfies { readonly [Kind in InteractionKind]: SyntaxOf<Kind> };

/** Of the kind, whatever is written. */
interface SyntaxOf<Kind extends InteractionKind> {
  readonly schema: z.ZodType;
  readonly resolve: (written: never, recordings: Recordings) => InteractionsByKind[Kind];
}

type Key = keyof typeof SYNTAX;
type Schemas = { readonly [Each in Key]: (typeof SYNTAX)[Each]['schema'] };

export const INTERACTION_KINDS = Object.keys(SYNTAX) as Key[];

/** One step of a route's script or set-up. */
export const interactionSchema = oneOf(
  'An interaction',
  ONE_EACH,
  Object.fromEntries(INTERACTION_KINDS.map((key) => [key, SYNTAX[key].schema])) as Schemas,
  {},
);

export type InteractionInput = Readonly<z.output<typeof interactionSchema>>;

/** What is written of each kind. */
type InputByKind = { readonly [Each in Key]: z.output<Schemas[Each]> };
/** The same as `SYNTAX`, as the compiler can look it up by a key that it does not know. */
const RESOLVERS: {
  readonly [Each in Key]: { readonly resolve: (written: InputByKind[Each], recordings: Recordings) => Interaction };
} = SYNTAX;

/** A step of a script, checked. */
export function resolveInteraction(input: InteractionInput, recordings: Recordings): Interaction {
  for (const key of INTERACTION_KINDS) {
    const written = input[key];
    if (written !== undefined) return resolveAs(key, written, recordings);
  }
  throw new Error('a step without a kind has passed its schema');
}

function resolveAs<Each extends Key>(key: Each, written: InputByKind[Each], recordings: Recordings): Interaction {
  return RESOLVERS[key].resolve(written, recordings);
}
