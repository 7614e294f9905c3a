import path from 'node:path';

import { byRank } from '../../../cause/rank.ts';
import { placeInChange, readChange, type SourceChange } from '../../../git/history/place-in-change.ts';
import { visitorOf } from '../../../lab/session/visitor.ts';
import type { CauseSearch, FoundCause, FoundPlace, KnownCause, KnownPlace, KnownSearch } from '../../../model/cause.ts';
import type { CodePlace } from '../../../model/diagnosis.ts';
import { attributionsOf, costsOf } from '../../../record/campaigns.ts';
import { mapFetcher } from '../../../source-maps/fetch-map.ts';
import { openSourceMaps, type SourceMaps } from '../../../source-maps/source-maps.ts';
import { redact } from '../../../text/redactor.ts';
import { stripQuery } from '../../../text/strip-query.ts';
import type { Run } from '../../run/run.ts';
import type { DiagnosedCampaign } from './diagnose-campaign.ts';

/** Finds the places of causes in the repository, and in what head changed. */
export class Locator {
  readonly #run: Run;
  /** Absolute path of a folder with source maps that are not deployed; null if there is none. */
  readonly #mapFolder: string | null;
  readonly #maps = new Map<string, SourceMaps>();
  #change: Promise<SourceChange | null> | undefined;

  constructor(run: Run, mapFolder: string | null) {
    this.#run = run;
    this.#mapFolder = mapFolder;
  }

  /** A search with what is known of its places, those that head changed first. `diagnosed` is null where nothing was visited. */
  async known({ causes, ...search }: CauseSearch, diagnosed: DiagnosedCampaign | null): Promise<KnownSearch> {
    const known: KnownCause[] = [];
    // One after the other: the worst are asked for first where git is asked a limited number of times.
    for (const cause of causes) known.push(await this.#cause(cause, diagnosed));
    return { ...search, causes: known.toSorted((one, other) => byRank(one, other) || changed(other) - changed(one)) };
  }

  async #cause({ places, ...cause }: FoundCause, diagnosed: DiagnosedCampaign | null): Promise<KnownCause> {
    const known = new Map<string, KnownPlace>();
    for (const found of places) {
      const place = await this.#place(found, diagnosed);
      const key = JSON.stringify([place.file ?? place.url, place.line, place.file === null ? place.column : null]);
      if (!known.has(key)) known.set(key, place);
    }
    return { ...cause, places: [...known.values()].toSorted((one, other) => rank(one) - rank(other)) };
  }

  async #place(found: FoundPlace, diagnosed: DiagnosedCampaign | null): Promise<KnownPlace> {
    const { role } = found;
    const place = found.kind === 'source' ? this.#source(found.where) : await this.#served(found.place, diagnosed);
    const change = place.file === null ? null : await this.#changes();
    if (change === null || place.file === null) return { ...place, role, inChange: null, commit: null };
    const { inChange, commit } = await placeInChange(change, { file: place.file, line: place.line });
    return { ...place, role, inChange, commit };
  }

  /** `file:line`, relative to the folder of the configuration. */
  #source(where: string): Located {
    const [, file, line] = /^(.+?):(\d+)(?::\d+)?$/.exec(where) ?? [];
    const folder = costsOf(this.#run.log)?.report.folder;
    const known = file !== undefined && folder !== undefined;
    return {
      file: known ? path.posix.join(folder, file) : null,
      line: Math.max(1, Number(line ?? 1)),
      column: null,
      url: null,
      excerpt: known ? '' : redact(where).slice(0, 500),
    };
  }

  async #served(place: CodePlace, diagnosed: DiagnosedCampaign | null): Promise<Located> {
    const { url, line, column } = place;
    if (diagnosed === null) return { file: null, line, column, url: stripQuery(url), excerpt: '' };
    const script = {
      url,
      text: diagnosed.texts.get(url) ?? null,
      sourceMap: diagnosed.sourceMaps.get(url) ?? null,
    };
    const original = await this.#mapsOf(diagnosed).originalOf(script, { line, column });
    return { file: original.file, line: original.line, column: original.column, url: original.url, excerpt: redact(original.excerpt) };
  }

  #mapsOf({ diagnosis }: DiagnosedCampaign): SourceMaps {
    const known = this.#maps.get(diagnosis.route);
    if (known !== undefined) return known;
    const { config, deploys, signal } = this.#run;
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
    });
    this.#maps.set(diagnosis.route, maps);
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
    return readChange(base, head, { git: deploys.git, culprits: culprits.map((sha) => ({ sha, parent: null })) });
  }
}

type Located = Omit<KnownPlace, 'role' | 'inChange' | 'commit'>;

/** What head changed first, then what the repository has. */
function rank({ file, inChange }: KnownPlace): number {
  if (inChange === true) return 0;
  return file === null ? 2 : 1;
}

function changed({ places }: KnownCause): number {
  return places.some(({ inChange }) => inChange === true) ? 1 : 0;
}
