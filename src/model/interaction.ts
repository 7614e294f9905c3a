import type { Text } from './session.ts';

/** One step of a route's script, performed with real input. `action` is the kind, by its key in the configuration. */
export type Interaction =
  | { readonly action: 'click'; readonly selector: string }
  /** A finger; the condition must have a touch screen. */
  | { readonly action: 'tap'; readonly selector: string }
  /** Types into `selector`, or into the focused element if it is null. */
  | { readonly action: 'type'; readonly selector: string | null; readonly text: Text }
  /** A key by its DOM name (`Enter`, `ArrowDown`, `a`), or a chord (`Control+a`). */
  | { readonly action: 'press'; readonly key: string }
  | { readonly action: 'hover'; readonly selector: string }
  | { readonly action: 'scroll'; readonly to: ScrollTarget }
  /** Chooses the option with this value (or label) of a `<select>`. */
  | { readonly action: 'select'; readonly selector: string; readonly value: string }
  | { readonly action: 'wait-for'; readonly selector: string }
  /** A glob of a path (`/api/*`) or of a whole URL: waits until such a request is answered. */
  | { readonly action: 'wait-for'; readonly request: string }
  | { readonly action: 'wait-for'; readonly timeMs: number }
  /** Loads another page of the deploy: what is measured is the new document. */
  | { readonly action: 'navigate'; readonly kind: 'hard'; readonly path: string }
  /** Clicks what leads to another page without loading a document: what is measured is the soft navigation. */
  | { readonly action: 'navigate'; readonly kind: 'soft'; readonly selector: string }
  /** A file of the Chrome DevTools Recorder. */
  | { readonly action: 'recording'; readonly file: string; readonly steps: readonly RecordedStep[] };

export type InteractionKind = Interaction['action'];

/** The steps of each kind. */
export type InteractionsByKind = {
  readonly [Kind in InteractionKind]: Extract<Interaction, { readonly action: Kind }>;
};

export type ScrollTarget = { readonly selector: string } | { readonly byPx: number } | 'bottom';

/** A step as the Recorder wrote it, checked by `@puppeteer/replay`; it alone knows what the other keys mean. */
export interface RecordedStep {
  readonly type: string;
}

/**
 * What a step does to the measurement. `input`: INP counts it. `scroll`: LCP ends with it, as with input. `navigation`:
 * another page is what is measured from then on; a soft one is input that loads no document. `wait`: it waits for what
 * the step before it has started. `none`: none of these.
 */
export type Effect = 'input' | 'scroll' | 'navigation' | 'soft-navigation' | 'wait' | 'none';

/** A step as a record has it: of any version, so perhaps of a kind that this one does not know. */
export interface RecordStep {
  readonly action: string;
  /** Of a navigation. */
  readonly kind?: unknown;
  /** Of a recording. */
  readonly steps?: readonly RecordedStep[] | undefined;
}

/** What the gate must know of a kind, beside how it is written (`config/`) and performed (`lab/`). */
interface Traits<Step extends Interaction> {
  /** Several, in their order, where a step is made of others. */
  readonly effects: (step: RecordStep) => readonly Effect[];
  /** What it types. The values of those that are secrets are kept out of all that leaves the lab. */
  readonly texts: (step: Step) => readonly Text[];
}

const noTexts = (): readonly Text[] => [];
const always = (effect: Effect) => (): readonly Effect[] => [effect];

/** Every kind of step. */
const TRAITS: { readonly [Kind in InteractionKind]: Traits<InteractionsByKind[Kind]> } = {
  click: { effects: always('input'), texts: noTexts },
  tap: { effects: always('input'), texts: noTexts },
  type: { effects: always('input'), texts: ({ text }) => [text] },
  press: { effects: always('input'), texts: noTexts },
  hover: { effects: always('none'), texts: noTexts },
  scroll: { effects: always('scroll'), texts: noTexts },
  select: { effects: always('input'), texts: noTexts },
  'wait-for': { effects: always('wait'), texts: noTexts },
  navigate: { effects: ({ kind }) => [kind === 'soft' ? 'soft-navigation' : 'navigation'], texts: noTexts },
  recording: { effects: ({ steps = [] }) => steps.map(recordedEffect), texts: noTexts },
};

/** The steps of a recording that have an effect. */
const RECORDED_EFFECTS: ReadonlyMap<string, Effect> = new Map([
  ['click', 'input'],
  ['doubleClick', 'input'],
  ['change', 'input'],
  ['keyDown', 'input'],
  ['keyUp', 'input'],
  ['scroll', 'scroll'],
  ['navigate', 'navigation'],
]);

export function recordedEffect({ type }: RecordedStep): Effect {
  return RECORDED_EFFECTS.get(type) ?? 'none';
}

/** None of a kind that is not known. */
export function effectsOf(step: RecordStep): readonly Effect[] {
  return isKind(step.action) ? TRAITS[step.action].effects(step) : [];
}

/** What a step types. */
export function textsOf(step: Interaction): readonly Text[] {
  return textsOfKind(step.action, step);
}

function textsOfKind<Kind extends InteractionKind>(kind: Kind, step: InteractionsByKind[Kind]): readonly Text[] {
  return TRAITS[kind].texts(step);
}

function isKind(action: string): action is InteractionKind {
  return Object.hasOwn(TRAITS, action);
}
