import { visitorOf } from '../../../lab/session/visitor.ts';
import type { Side } from '../../../model/deploy.ts';
import type { CodePlace } from '../../../model/diagnosis.ts';
import { mapFetcher } from '../../../source-maps/fetch-map.ts';
import type { OriginalPlace } from '../../../source-maps/original-place.ts';
import { openRepositoryFiles, type RepositoryFiles } from '../../../source-maps/repository-files.ts';
import { openSourceMaps, type ScriptSource, type SourceMaps } from '../../../source-maps/source-maps.ts';
import type { Run } from '../../run/run.ts';
import type { DiagnosedCampaign } from './diagnose-campaign.ts';
import { scriptOf, scriptsAt } from './served-scripts.ts';

/** What a side is made of. */
export interface SideOptions {
  readonly side: Side;
  /** Whose files are looked at; null: those of the work tree. */
  readonly commit: string | null;
  /** Absolute path of a folder with source maps that are not deployed; null if there is none. */
  readonly mapFolder: string | null;
  /** Ends what is read and fetched. */
  readonly limit: AbortSignal;
}

/** The files of a side in the repository, and the sources of what it serves. */
export class SideSources {
  readonly #run: Run;
  readonly #options: SideOptions;
  #files: Promise<RepositoryFiles> | undefined;
  /** Those of a campaign may be hundreds of megabytes: they go when it does. */
  readonly #maps = new WeakMap<DiagnosedCampaign, SourceMaps>();

  constructor(run: Run, options: SideOptions) {
    this.#run = run;
    this.#options = options;
  }

  files(): Promise<RepositoryFiles> {
    const { commit, limit } = this.#options;
    this.#files ??= openRepositoryFiles(this.#repository, commit, process.env, limit);
    return this.#files;
  }

  /** In a file if one is known, otherwise as it was served. */
  async originalOf(place: CodePlace, diagnosed: DiagnosedCampaign): Promise<OriginalPlace | null> {
    const maps = this.#mapsOf(diagnosed);
    let found: OriginalPlace | null = null;
    for (const script of scriptsAt(diagnosed[this.#options.side], place)) {
      const original = await maps.originalOf(script, place);
      if (original.file !== null) return original;
      if (found === null || found.excerpt === '') found = original;
    }
    return found;
  }

  /** What the script at a URL is made of; empty where no source map says it. */
  sourcesOf(url: string, diagnosed: DiagnosedCampaign): Promise<readonly ScriptSource[]> {
    return this.#mapsOf(diagnosed).sourcesOf(scriptOf(diagnosed[this.#options.side], url));
  }

  get #repository(): string {
    const { git } = this.#run.deploys;
    return 'cause' in git ? process.cwd() : git.root;
  }

  #mapsOf(diagnosed: DiagnosedCampaign): SourceMaps {
    const known = this.#maps.get(diagnosed);
    if (known !== undefined) return known;
    const { config, deploys } = this.#run;
    const { side, commit, mapFolder, limit: signal } = this.#options;
    const own = deploys[side] ?? deploys.head;
    const route = config.routes.find(({ name }) => name === diagnosed.diagnosis.route);
    // Not the other side's: a script of head names what is fetched, and must not have base's deploy asked as its visitor.
    const deployUrls = [own.url];
    const headers = route === undefined ? {} : visitorOf(route, own.url, process.env).headers;
    const maps = openSourceMaps({
      repository: this.#repository,
      commit,
      directory: mapFolder,
      deployUrls,
      fetchMap: mapFetcher({ deployUrls, headers, allowHosts: config.allowHosts, hosts: own.hosts, signal }),
      env: process.env,
      signal,
    });
    this.#maps.set(diagnosed, maps);
    return maps;
  }
}
