import type { DiagnosticVisit, PictureNames } from '../model/diagnosis.ts';
import type { CauseId, Fact, FoundPlace } from '../model/cause.ts';
import { formatPath } from '../model/breakdown.ts';
import {
  askedAtOnHead,
  askedAtUrl,
  askedOnBase,
  fact,
  grown,
  headUrl,
  rendered,
  served,
  subject,
  type Context,
  type Finding,
} from './finding.ts';
import { growthOf, SCORE_FLOOR, sidesOf } from './growth.ts';
import { everyHead, turnedIn } from './pairs.ts';
import type { SeenVisit } from './seen-visit.ts';

/** What moves content on head that does not move it on base, or less. */

type Shift = DiagnosticVisit['shifts'][number];
type Culprit = Shift['culprits'][number];

/** An embedded page comes in late as any other element does; an animation that moves content is a style. */
const IDS: Readonly<Record<Culprit['kind'], CauseId>> = {
  'unsized-image': 'unsized-image',
  inserted: 'late-insert',
  iframe: 'late-insert',
  font: 'font-swap-shift',
  style: 'late-style',
  animation: 'late-style',
};

export function shiftCauses(context: Context): Finding[] {
  const { metric, segments, sides } = context;
  if (metric !== 'cls') return [];
  const scores = sidesOf(sides, (seen) => scoresOf(seen, segments[1] ?? null));
  const keys = new Set(scores.head.flatMap((each) => [...each.keys()]));
  return [...keys].flatMap((key): Finding[] => {
    const growth = growthOf(
      sidesOf(scores, (each) => each.get(key)?.score ?? 0),
      SCORE_FLOOR,
    );
    const found = scores.head.flatMap((each) => each.get(key) ?? []);
    const [first] = found;
    const pictures = picturesOf(found.flatMap(({ shifts }) => shifts));
    if (growth === null || first === undefined) return [];
    const { culprit, moved } = first;
    return [
      {
        id: IDS[culprit.kind],
        amount: growth.amount,
        phases: [segments.length > 1 ? segments : ['cls']],
        claims: [`shift:${formatPath([moved])}:${key}`],
        facts: [...kindFacts(culprit, growth.base === 0), grown('larger', growth)],
        places: placesOf(culprit, context),
        subject: subject({ url: culprit.url, selector: culprit.selector ?? moved }, headUrl(context)),
        ...(pictures === undefined ? {} : { pictures }),
      },
    ];
  });
}

/** Without a script: where the image, the font or the style sheet is asked for that came late. */
function placesOf({ kind, url, stack, renderedBy }: Culprit, context: Context): FoundPlace[] {
  const made = [...rendered(renderedBy), ...served('moves', stack)];
  if (made.length > 0) return made;
  if (url !== null) return [...askedAtUrl(context, url), ...askedBefore(kind, url, context)];
  if (kind !== 'style') return [];
  return context.pairs
    .filter((pair) => pair.kind === 'style' && everyHead(pair, ({ isRenderBlocking }) => !isRenderBlocking))
    .filter((pair) => pair.isNew || turnedIn(pair, ({ isRenderBlocking }) => isRenderBlocking) !== null)
    .flatMap(askedAtOnHead);
}

function kindFacts({ kind }: Culprit, isNew: boolean): Fact[] {
  const told = fact('new', false, true);
  if (!isNew) return [];
  if (kind === 'unsized-image') return [fact('unsized', false, true)];
  return [kind === 'inserted' || kind === 'iframe' ? fact('inserted', false, true) : told];
}

/** A font that was preloaded on base is late where it is not any more. */
function askedBefore(kind: Culprit['kind'], url: string, { pairs, sides }: Context): FoundPlace[] {
  const [seen] = sides.head;
  if (kind !== 'font' || seen === undefined) return [];
  return pairs
    .filter(({ head: [first] }) => first !== undefined && seen.keyOf(first.request.url) === seen.keyOf(url))
    .flatMap(askedOnBase);
}

interface Scored {
  readonly score: number;
  readonly culprit: Culprit;
  readonly moved: string;
  readonly shifts: readonly Shift[];
}

/** By what moved content; of one element, if the budget is about it. */
function scoresOf(seen: SeenVisit, element: string | null): Map<string, Scored> {
  const { visit, keyOf } = seen;
  const found = new Map<string, Scored>();
  for (const shift of visit.shifts) {
    const { value, atMs, moved, culprits } = shift;
    if (element !== null && !moved.some(({ selector }) => selector === element)) continue;
    // The first one is the most telling: others were there at the same time.
    const [first] = culprits;
    if (first === undefined) continue;
    const culprit = fontInstead(first, atMs, seen) ?? first;
    const { kind, url, selector } = culprit;
    const key = `${IDS[kind]} ${url === null ? (selector ?? '') : keyOf(url)}`;
    const { score = 0, shifts = [] } = found.get(key) ?? {};
    found.set(key, {
      score: score + value,
      culprit,
      moved: moved[0]?.selector ?? '',
      shifts: [...shifts, shift],
    });
  }
  return found;
}

/** Those of the largest shift that has any. */
function picturesOf(shifts: readonly Shift[]): PictureNames | undefined {
  const shown = shifts.filter(({ pictures: { before, after } }) => before !== null || after !== null);
  return shown.toSorted((one, other) => other.value - one.value)[0]?.pictures;
}

/** How long before a shift the font came that did it, ms. */
const FONT_MS = 500;

/** Nothing is painted before a style sheet that blocks rendering, so that it moves nothing; the font that came since does. */
function fontInstead({ kind, url }: Culprit, atMs: number, { visit, keyOf }: SeenVisit): Culprit | null {
  if (kind !== 'style' || url === null) return null;
  const sheet = visit.requests.find((request) => request.kind === 'style' && keyOf(request.url) === keyOf(url));
  if (sheet?.isRenderBlocking !== true) return null;
  const font = visit.requests.findLast(
    (request) => request.kind === 'font' && Math.abs((request.endedMs ?? -Infinity) - atMs) < FONT_MS,
  );
  return font === undefined ? null : { kind: 'font', selector: null, url: font.url, stack: [], renderedBy: [] };
}
