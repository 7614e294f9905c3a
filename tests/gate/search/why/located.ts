import { Locator } from '../../../../src/gate/search/why/locator.ts';
import type { DiagnosedCampaign } from '../../../../src/gate/search/why/diagnose-campaign.ts';
import type { Run } from '../../../../src/gate/run/run.ts';
import { Git } from '../../../../src/git/git.ts';
import type { CauseSearch, FoundCause, FoundPlace, KnownPlace, KnownSearch } from '../../../../src/model/cause.ts';
import type { LaterRecord } from '../../../../src/model/record.ts';
import { openFakeRun, steady } from '../../../support/fake-lab.ts';
import { Repository } from '../../../support/repository.ts';
import { diagnosis, html, request } from '../../../cause/records.ts';

const BASE = 'http://127.0.0.1:1';
export const HEAD = 'http://127.0.0.1:2';

type Files = Readonly<Record<string, string>>;

/** What head serves, by its path, and what base does. */
interface Served {
  readonly base?: Pick<Served, 'pages' | 'sourceMaps'>;
  readonly pages?: Files;
  /** The links to their source maps, by the path of a script. */
  readonly sourceMaps?: Readonly<Record<string, string | null>>;
  /** What else was asked for. */
  readonly requests?: readonly string[];
  readonly scripts?: DiagnosedCampaign['head']['inlineScripts'];
}

/** A repository with two commits, and what is known of places in what head serves. */
export class LocatedRepository {
  readonly repository = new Repository();
  #commits: { readonly base: string | null; readonly head: string | null } | null = null;
  readonly #removals: (() => Promise<void>)[] = [];

  /** Commits what base has and then what head has of it; null takes a file away. */
  change(base: Files, head: Readonly<Record<string, string | null>>): { readonly base: string; readonly head: string } {
    for (const [file, text] of Object.entries(base)) this.repository.write(file, text);
    const first =
      Object.keys(base).length === 0 ? this.repository.git('rev-parse', 'HEAD') : this.repository.commit('base');
    for (const [file, text] of Object.entries(head))
      if (text === null) this.repository.git('rm', '--quiet', '--', file);
      else this.repository.write(file, text);
    const commits = { base: first, head: this.repository.commit('head') };
    this.#commits = commits;
    return commits;
  }

  /** Later runs are of these commits, of which the repository need not know. */
  labels(base: string | null, head: string | null): void {
    this.#commits = { base, head };
  }

  async run(hasGit = true, before: readonly LaterRecord[] = []): Promise<Run> {
    const { base, head } = this.#commits ?? { base: null, head: null };
    const git = hasGit ? await Git.open(this.repository.folder, process.env) : { cause: 'there is none' };
    const deploys = {
      base: { side: 'base', sha: base, url: BASE },
      head: { side: 'head', sha: head, url: HEAD },
      git,
    } as const;
    const opened = await openFakeRun({ visit: steady(), before, deploys });
    this.#removals.push(opened.remove);
    return opened.run;
  }

  /** The places of one cause. */
  async places(
    found: readonly FoundPlace[],
    served: Served = {},
    { id = 'slow-handler', run, ...over }: Partial<FoundCause> & { readonly run?: Run } = {},
  ): Promise<readonly KnownPlace[]> {
    const locator = new Locator(run ?? (await this.run()), null);
    const { causes } = await locator.known(searchOf(causeOf(id, found, over)), campaignOf(served));
    return causes[0]?.places ?? [];
  }

  async search(causes: readonly FoundCause[], served: Served): Promise<KnownSearch> {
    return new Locator(await this.run(), null).known(searchOf(...causes), campaignOf(served));
  }

  async remove(): Promise<void> {
    for (const remove of this.#removals) await remove();
    this.repository.remove();
  }
}

/** A place in what head serves. */
export function at(
  path: string,
  line: number,
  column = 1,
  role: 'component' | 'creator' | 'function' | 'initiator' | 'caller' = 'initiator',
): FoundPlace {
  return { kind: 'served', role, place: { url: HEAD + path, line, column, functionName: '' } };
}

export function causeOf(
  id: FoundCause['id'],
  places: readonly FoundPlace[],
  over: Partial<FoundCause> = {},
): FoundCause {
  return {
    id,
    route: 'home',
    condition: 'desktop',
    path: 'lcp',
    metric: 'lcp',
    unit: 'ms',
    part: ['lcp'],
    change: 300,
    partChange: 300,
    amount: 300,
    share: 1,
    because: true,
    facts: [],
    places,
    subject: { url: null, selector: null, name: null },
    ...over,
  };
}

export function searchOf(...causes: readonly FoundCause[]): CauseSearch {
  return { route: 'home', condition: 'desktop', path: 'lcp', reproduced: true, causes };
}

/** A place in what base serves. */
export function goneAt(path: string, line: number, column = 1): FoundPlace {
  return { kind: 'gone', role: 'removed', place: { url: BASE + path, line, column, functionName: '' } };
}

/** What head has more of than base, of a script. */
export function grownAt(path: string): FoundPlace {
  return { kind: 'script', role: 'source', url: HEAD + path, earlier: BASE + path };
}

function on<Value>(url: string, of: Readonly<Record<string, Value>> = {}): Map<string, Value> {
  return new Map(Object.entries(of).map(([path, value]) => [url + path, value]));
}

export function campaignOf({ base = {}, pages = {}, sourceMaps = {}, requests = [], scripts = new Map() }: Served) {
  const urls = [...Object.keys(pages), ...requests].map((url) => request({ url: HEAD + url }));
  const found = diagnosis(
    { requests: [html({ url: `${BASE}/` })] },
    { requests: [html({ url: `${HEAD}/` }), ...urls] },
  );
  const campaign: DiagnosedCampaign = {
    diagnosis: { ...found, base: BASE, head: HEAD },
    pictures: new Map(),
    filmstrips: { base: null, head: null },
    base: {
      texts: on(BASE, base.pages),
      sourceMaps: on<string | null>(BASE, base.sourceMaps),
      inlineScripts: new Map(),
    },
    head: { texts: on(HEAD, pages), sourceMaps: on<string | null>(HEAD, sourceMaps), inlineScripts: scripts },
  };
  return campaign;
}
