import { byRank } from '../../../cause/rank.ts';
import { changedWithin, placeInChange, readChange, type SourceChange } from '../../../git/history/place-in-change.ts';
import { visitorOf } from '../../../lab/session/visitor.ts';
import type {
  CauseSearch,
  FoundCause,
  FoundPlace,
  KnownCause,
  KnownPlace,
  KnownSearch,
  PlaceRole,
} from '../../../model/cause.ts';
import type { CodePlace } from '../../../model/diagnosis.ts';
import { attributionsOf } from '../../../record/campaigns.ts';
import { mapFetcher } from '../../../source-maps/fetch-map.ts';
import { extentOf } from '../../../source-maps/extent.ts';
import type { OriginalPlace } from '../../../source-maps/original-place.ts';
import { openRepositoryFiles, type RepositoryFiles } from '../../../source-maps/repository-files.ts';
import { openSourceMaps, type SourceMaps } from '../../../source-maps/source-maps.ts';
import { redact } from '../../../text/redactor.ts';
import { stripQuery } from '../../../text/strip-query.ts';
import type { Run } from '../../run/run.ts';
import type { DiagnosedCampaign } from './diagnose-campaign.ts';
import { isOfServer, serverLine } from './server-file.ts';
import { lineAt, scriptsAt } from './served-scripts.ts';
import { writtenLine } from './written-line.ts';

/** Finds the places of causes in the repository, and in what head changed. */
export class Locator {
  readonly #run: Run;
  /** Absolute path of a folder with source maps that are not deployed; null if there is none. */
  readonly #mapFolder: string | null;
  /** Ends what is read and fetched: places that are not looked up by then stay as they were served. */
  readonly #limit: AbortSignal;
  /** Those of a campaign may be hundreds of megabytes: they go when it does. */
  readonly #maps = new WeakMap<DiagnosedCampaign, SourceMaps>();
  #change: Promise<SourceChange | null> | undefined;
  #repository: Promise<RepositoryFiles> | undefined;

  constructor(run: Run, mapFolder: string | null, limit = run.signal) {
    this.#run = run;
    this.#mapFolder = mapFolder;
    this.#limit = limit;
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

  async #cause({ places, ...cause }: FoundCause, diagnosed: DiagnosedCampaign | null): Promise<KnownCause> {
    const known = new Map<string, KnownPlace>();
    for (const found of places) {
      const place = await this.#place(found, diagnosed);
      this.#run.signal.throwIfAborted();
      const key = JSON.stringify([place.file ?? place.url, place.line, place.file === null ? place.column : null]);
      if (!known.has(key)) known.set(key, place);
    }
    const all = [...known.values()].toSorted((one, other) => rank(one) - rank(other));
    const server = isOfServer(cause.id) && all[0]?.inChange !== true ? await this.#server(diagnosed) : null;
    return { ...cause, places: server === null ? all : [server, ...all].slice(0, MOST_PLACES) };
  }

  /** Where the change touches a server, for causes that pages have no line of. */
  async #server(diagnosed: DiagnosedCampaign | null): Promise<KnownPlace | null> {
    const change = await this.#changes();
    if (change === null || diagnosed === null) return null;
    const served = diagnosed.diagnosis.visits.flatMap(({ requests }) => requests.map(({ url }) => url));
    const found = await serverLine(change, await this.#files(), served);
    if (found === null) return null;
    const { inChange, commit } = await placeInChange(change, found);
    return { ...found, column: null, url: null, excerpt: '', role: 'server', inChange, commit };
  }

  async #place(found: FoundPlace, diagnosed: DiagnosedCampaign | null): Promise<KnownPlace> {
    const { role } = found;
    const place = found.kind === 'source' ? sourceOf(found) : await this.#served(found.place, diagnosed);
    const change = await this.#changes();
    if (change === null) return { ...place, role, inChange: null, commit: null };
    const own =
      place.file === null ? await this.#written(found, change, diagnosed) : await this.#narrowed(place, change, role);
    const at = own === null ? place : { ...place, ...own, column: null, excerpt: '' };
    if (at.file === null) return { ...at, role, inChange: null, commit: null };
    const { inChange, commit } = await placeInChange(change, { file: at.file, line: at.line });
    return { ...at, role, inChange, commit };
  }

  /** The first line that head changed of what the place stands for, where it did not change the place's own line. */
  async #narrowed({ file, line, column }: Located, change: SourceChange, role: PlaceRole): Promise<FileLine | null> {
    if (file === null || changedWithin(change, file, { first: line, last: line }) !== null) return null;
    const text = await (await this.#files()).read(file);
    if (text === null) return null;
    const isFunction = role === 'function' || role === 'caller' || role === 'component';
    const first = changedWithin(change, file, extentOf(file, text, { line, column: column ?? 1 }, isFunction));
    return first === null ? null : { file, line: first };
  }

  /** The line that head wrote as it is served, where the file is not known. */
  async #written(
    found: FoundPlace,
    change: SourceChange,
    diagnosed: DiagnosedCampaign | null,
  ): Promise<FileLine | null> {
    if (found.kind === 'source' || diagnosed === null) return null;
    const served = lineAt(diagnosed.head, found.place);
    return served === undefined ? null : writtenLine(change, await this.#files(), served);
  }

  #files(): Promise<RepositoryFiles> {
    const { git, head } = this.#run.deploys;
    this.#repository ??= openRepositoryFiles(
      'cause' in git ? process.cwd() : git.root,
      head.sha,
      process.env,
      this.#limit,
    );
    return this.#repository;
  }

  async #served(place: CodePlace, diagnosed: DiagnosedCampaign | null): Promise<Located> {
    const { url, line, column } = place;
    const found = diagnosed === null ? null : await this.#original(place, diagnosed);
    if (found === null) return { file: null, line, column, url: stripQuery(url), excerpt: '' };
    return { file: found.file, line: found.line, column: found.column, url: found.url, excerpt: redact(found.excerpt) };
  }

  /** In a file if one is known, otherwise as it was served. */
  async #original(place: CodePlace, diagnosed: DiagnosedCampaign): Promise<OriginalPlace | null> {
    const maps = this.#mapsOf(diagnosed);
    let found: OriginalPlace | null = null;
    for (const script of scriptsAt(diagnosed.head, place)) {
      const original = await maps.originalOf(script, place);
      if (original.file !== null) return original;
      if (found === null || found.excerpt === '') found = original;
    }
    return found;
  }

  #mapsOf(diagnosed: DiagnosedCampaign): SourceMaps {
    const known = this.#maps.get(diagnosed);
    if (known !== undefined) return known;
    const { diagnosis } = diagnosed;
    const signal = this.#limit;
    const { config, deploys } = this.#run;
    const { git, base, head } = deploys;
    const route = config.routes.find(({ name }) => name === diagnosis.route);
    const deployUrls = [head.url, ...(base === null ? [] : [base.url])];
    const headers = route === undefined ? {} : visitorOf(route, head.url, process.env).headers;
    const maps = openSourceMaps({
      repository: 'cause' in git ? process.cwd() : git.root,
      commit: head.sha,
      directory: this.#mapFolder,
      deployUrls,
      fetchMap: mapFetcher({ deployUrls, headers, allowHosts: config.allowHosts, hosts: head.hosts, signal }),
      env: process.env,
      signal,
    });
    this.#maps.set(diagnosed, maps);
    return maps;
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

type FileLine = { readonly file: string; readonly line: number };
type Located = Omit<KnownPlace, 'role' | 'inChange' | 'commit'>;

/** What head changed first, then what the repository has. */
function rank({ file, inChange }: KnownPlace): number {
  if (inChange === true) return 0;
  return file === null ? 2 : 1;
}

function sourceOf({ file, line }: Extract<FoundPlace, { kind: 'source' }>): Located {
  return { file, line, column: null, url: null, excerpt: '' };
}

function changed({ places }: KnownCause): number {
  return places.some(({ inChange }) => inChange === true) ? 1 : 0;
}
