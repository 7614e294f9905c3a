import { byRank } from '../../../cause/rank.ts';
import {
  changedFiles,
  placeInChange,
  placeOfGone,
  readChange,
  type SourceChange,
} from '../../../git/history/place-in-change.ts';
import {
  isOuter,
  type CauseSearch,
  type FoundCause,
  type FoundPlace,
  type KnownCause,
  type KnownPlace,
  type KnownSearch,
} from '../../../model/cause.ts';
import type { Side } from '../../../model/deploy.ts';
import type { CodePlace } from '../../../model/diagnosis.ts';
import { attributionsOf } from '../../../record/campaigns.ts';
import { redact } from '../../../text/redactor.ts';
import { stripQuery } from '../../../text/strip-query.ts';
import type { Run } from '../../run/run.ts';
import { changedLineOf } from './changed-extent.ts';
import type { FileLine } from './code-line.ts';
import type { DiagnosedCampaign } from './diagnose-campaign.ts';
import { mayQuote } from './excerpts.ts';
import { grownLines } from './grown-source.ts';
import { PageFiles } from './page-files.ts';
import { preconnectIn } from './preconnect.ts';
import { isOfServer, serverLine } from './server-file.ts';
import { lineOfPage } from './served-scripts.ts';
import { SideSources } from './side-sources.ts';
import { copiedLine } from './written-line.ts';

/** Finds the places of causes in the repository, and in what head changed. */
export class Locator {
  readonly #run: Run;
  readonly #head: SideSources;
  #base: SideSources | undefined;
  /** Ends what is read and fetched: places that are not looked up by then stay as they were served. */
  readonly #limit: AbortSignal;
  #change: Promise<SourceChange | null> | undefined;
  readonly #pageFiles: PageFiles;

  /** @param mapFolder absolute path of a folder with source maps that are not deployed; null if there is none */
  constructor(run: Run, mapFolder: string | null, limit = run.signal) {
    this.#run = run;
    this.#limit = limit;
    this.#head = new SideSources(run, { side: 'head', commit: run.deploys.head.sha, mapFolder, limit });
    this.#pageFiles = new PageFiles(this.#head, { signal: run.signal, limit });
  }

  /** A search with what is known of its places, those that head changed first. `diagnosed` is null where nothing was visited. */
  async known({ causes, ...search }: CauseSearch, diagnosed: DiagnosedCampaign | null): Promise<KnownSearch> {
    const known: KnownCause[] = [];
    // One after the other: the worst are asked for first where git is asked a limited number of times.
    for (const cause of causes) {
      known.push(await this.#cause(cause, diagnosed));
      this.#run.signal.throwIfAborted();
    }
    return { ...search, causes: known.toSorted((one, other) => byRank(one, other) || changed(other) - changed(one)) };
  }

  async #cause(cause: FoundCause, diagnosed: DiagnosedCampaign | null): Promise<KnownCause> {
    const known = new Map<string, KnownPlace>();
    // Components of libraries are in no file; what is around the first that is in one only has it on its page.
    let hasComponent = false;
    for (const found of [...cause.places, ...preconnectIn(cause, diagnosed)]) {
      const isComponent = found.kind === 'served' && found.role === 'component';
      const place = isComponent && hasComponent ? { ...found, role: 'ancestor' as const } : found;
      const looked = await this.#places(place, cause, diagnosed);
      hasComponent ||= isComponent && looked.some(({ file }) => file !== null);
      this.#run.signal.throwIfAborted();
      for (const each of looked) {
        const key = JSON.stringify([each.file ?? each.url, each.line, each.file === null ? each.column : null]);
        if (!known.has(key)) known.set(key, each);
      }
    }
    const all = [...known.values()].toSorted((one, other) => rank(one) - rank(other));
    const server = isOfServer(cause.id) && all[0]?.inChange !== true ? await this.#server(cause, diagnosed) : null;
    return { ...cause, places: (server === null ? all : [server, ...all]).slice(0, MOST_PLACES) };
  }

  /** Where the change touches a server, for causes that pages have no line of. */
  async #server(cause: FoundCause, diagnosed: DiagnosedCampaign | null): Promise<KnownPlace | null> {
    const change = await this.#changes();
    if (change === null || diagnosed === null) return null;
    const search = {
      change,
      head: await this.#head.files(),
      base: await this.#baseOf(change).files(),
      served: diagnosed.diagnosis.visits.flatMap(({ requests }) => requests.map(({ url }) => url)),
      isOfPage: (file: string) => this.#pageFiles.has(file, diagnosed),
    };
    const found = await serverLine(search, cause);
    return found === null ? null : this.#atLine(change, found, 'server');
  }

  async #places(
    found: FoundPlace,
    cause: FoundCause,
    diagnosed: DiagnosedCampaign | null,
  ): Promise<readonly KnownPlace[]> {
    const change = await this.#changes();
    if (found.kind === 'source') return [await this.#inChange(sourceOf(found), found, cause)];
    if (found.kind === 'served') return [await this.#inChange(await this.#served(found, diagnosed), found, cause)];
    if (change === null || diagnosed === null) return [];
    const lines =
      found.kind === 'gone'
        ? await this.#gone(change, found.place, diagnosed)
        : await this.#grown(change, found, diagnosed);
    return Promise.all(lines.map((line) => this.#atLine(change, line, found.role)));
  }

  async #atLine(change: SourceChange, at: FileLine, role: KnownPlace['role']): Promise<KnownPlace> {
    const { inChange, commit } = await placeInChange(change, at);
    return { ...at, column: null, url: null, excerpt: '', role, inChange, commit };
  }

  /** With whether head changed it: at the line that it did change of what the place stands for. */
  async #inChange(place: Located, { role }: FoundPlace, { facts }: FoundCause): Promise<KnownPlace> {
    const { file, line, column } = place;
    const change = await this.#changes();
    if (change === null || file === null) return { ...place, role, inChange: null, commit: null };
    const names = facts.flatMap(({ kind, base, head }) => (kind === 'attribute' ? [head ?? base] : []));
    const [name] = names.flatMap((said) => /^[\w-]+/.exec(String(said))?.[0] ?? []);
    const hint = name === undefined ? null : new RegExp(`\\b${name}\\b`, 'i');
    const own = await changedLineOf(change, await this.#head.files(), { file, line, column, role }, hint);
    const { inChange, commit } = await placeInChange(change, { file, line: own ?? line });
    if (own === null && inChange === true) return { ...place, role, inChange: false, commit: null };
    const at = own === null || own === line ? place : { ...place, line: own, column: null };
    return { ...at, role, inChange, commit };
  }

  /** Where head has no more, or something else, what a place of base stands in. */
  async #gone(change: SourceChange, place: CodePlace, diagnosed: DiagnosedCampaign): Promise<FileLine[]> {
    const base = this.#baseOf(change);
    const original = await base.originalOf(place, diagnosed);
    const gone =
      original !== null && original.file !== null
        ? { file: original.file, line: original.line }
        : await this.#copied(change, place, 'base', diagnosed);
    const found = gone === null ? null : await placeOfGone(change, gone);
    return found === null ? [] : [found];
  }

  /** The changed line that a served line of the deploy's own is a copy of, where the file is not known. */
  async #copied(
    change: SourceChange,
    place: CodePlace,
    side: Side,
    diagnosed: DiagnosedCampaign,
  ): Promise<FileLine | null> {
    const served = lineOfPage(diagnosed[side], place);
    const deployUrl = diagnosed.diagnosis[side];
    if (served === null || deployUrl === null || URL.parse(place.url)?.origin !== URL.parse(deployUrl)?.origin)
      return null;
    const ranges = [...changedFiles(change)].flatMap(({ file, previous, written, gone }) => {
      if (side === 'head') return [{ file, ranges: written }];
      return previous === null ? [] : [{ file: previous, ranges: gone }];
    });
    return copiedLine(ranges, await (side === 'head' ? this.#head : this.#baseOf(change)).files(), served);
  }

  async #grown(
    change: SourceChange,
    { url, earlier }: Extract<FoundPlace, { kind: 'script' }>,
    diagnosed: DiagnosedCampaign,
  ): Promise<FileLine[]> {
    const head = await this.#head.sourcesOf(url, diagnosed);
    const isCompared = head.length > 0 && earlier !== null;
    const base = isCompared ? await this.#baseOf(change).sourcesOf(earlier, diagnosed) : [];
    return grownLines(change, await this.#head.files(), { url, head, base });
  }

  /** The commit where the change begins: its lines are what the change counts. */
  #baseOf({ lines }: SourceChange): SideSources {
    const commit = lines.isKnown ? lines.from : null;
    this.#base ??= new SideSources(this.#run, { side: 'base', commit, mapFolder: null, limit: this.#limit });
    return this.#base;
  }

  async #served(
    { place }: Extract<FoundPlace, { kind: 'served' }>,
    diagnosed: DiagnosedCampaign | null,
  ): Promise<Located> {
    const { url, line, column } = place;
    const shown = { file: null, line, column, url: stripQuery(url), excerpt: '' };
    if (diagnosed === null) return shown;
    const found = await this.#head.originalOf(place, diagnosed);
    const change = await this.#changes();
    if ((found === null || found.file === null) && change !== null) {
      const copied = await this.#copied(change, place, 'head', diagnosed);
      if (copied !== null) return { ...shown, ...copied, column: null };
    }
    if (found === null) return shown;
    const excerpt = mayQuote(this.#run.config.routes, diagnosed, place.url) ? redact(found.excerpt) : '';
    return { file: found.file, line: found.line, column: found.column, url: found.url, excerpt };
  }

  /** Null where the two commits are not known. */
  #changes(): Promise<SourceChange | null> {
    this.#change ??= this.#readChange();
    return this.#change;
  }

  async #readChange(): Promise<SourceChange | null> {
    const { deploys, log } = this.#run;
    const [base, head] = [deploys.base?.sha ?? null, deploys.head.sha];
    if (base === null || head === null) return null;
    const culprits = [...new Set(attributionsOf(log).flatMap((attribution) => attribution.culprits))];
    const git = 'cause' in deploys.git ? deploys.git : deploys.git.until(this.#limit);
    return readChange(base, head, { git, culprits: culprits.map((sha) => ({ sha, parent: null })) });
  }
}

/** As many as a record has. */
const MOST_PLACES = 20;

type Located = Omit<KnownPlace, 'role' | 'inChange' | 'commit'>;

/**
 * What head changed first, then what the repository has of it. A caller or an outer component that head changed comes
 * after, because it may be around what was slow before.
 */
function rank({ file, inChange, role }: KnownPlace): number {
  if (inChange === true) return isOuter(role) ? 2 : 0;
  if (file === null) return 4;
  return isOuter(role) ? 3 : 1;
}

function sourceOf({ file, line }: Extract<FoundPlace, { kind: 'source' }>): Located {
  return { file, line, column: null, url: null, excerpt: '' };
}

function changed({ places }: KnownCause): number {
  return places.some(({ inChange }) => inChange === true) ? 1 : 0;
}
