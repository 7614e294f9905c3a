import type { InteractionKind, InteractionsByKind } from '../../../model/interaction.ts';
import type { Stage } from '../stage.ts';

/** Performs a step of a kind with real input. Throws VisitFailure. */
export type Performer<Kind extends InteractionKind> = (stage: Stage, step: InteractionsByKind[Kind]) => Promise<void>;
