import { isWait } from '../../model/input.ts';
import type { Interaction, InteractionKind, InteractionsByKind } from '../../model/interaction.ts';
import { click } from './kinds/click.ts';
import { hover } from './kinds/hover.ts';
import { navigate } from './kinds/navigate.ts';
import type { Performer } from './kinds/performer.ts';
import { press } from './kinds/press.ts';
import { recording } from './kinds/recording.ts';
import { scroll } from './kinds/scroll.ts';
import { select } from './kinds/select.ts';
import { tap } from './kinds/tap.ts';
import { type } from './kinds/type.ts';
import { waitFor } from './kinds/wait-for.ts';
import type { Stage } from './stage.ts';

const PERFORMERS: { readonly [Kind in InteractionKind]: Performer<Kind> } = {
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
};

/** Performs one step of a script with real input. Throws VisitFailure. */
export async function perform(stage: Stage, step: Interaction): Promise<void> {
  if (!isWait(step)) stage.requests.beginStep();
  await performKind(stage, step.action, step);
}

function performKind<Kind extends InteractionKind>(
  stage: Stage,
  kind: Kind,
  step: InteractionsByKind[Kind],
): Promise<void> {
  return PERFORMERS[kind](stage, step);
}
