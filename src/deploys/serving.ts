import { isDeepStrictEqual } from 'node:util';

import type { DeploySource } from '../model/config.ts';
import { providerOf } from './providers/registry.ts';
import type { OpenProvider, Place, ProviderRequest, ServedCommit } from './providers/provider.ts';

/** Everything that is served in a run. Sources that are the same share one provider, and so its builds. */
export class Serving {
  readonly #request: ProviderRequest;
  readonly #opened: { readonly source: DeploySource; readonly provider: Promise<OpenProvider> }[] = [];
  readonly #served = new Set<ServedCommit>();
  readonly #providers: OpenProvider[] = [];

  constructor(request: ProviderRequest) {
    this.#request = request;
  }

  /** @throws GateError of the provider */
  async serve(source: DeploySource, place: Place, sha: string | null): Promise<ServedCommit> {
    const provider = await this.#providerOf(source);
    const served = await provider.serve(sha, place);
    this.#served.add(served);
    return served;
  }

  /** What was found out while serving. */
  get notices(): readonly string[] {
    return this.#providers.flatMap(({ notices }) => notices);
  }

  async dispose(): Promise<void> {
    await Promise.all([...this.#served].map((served) => served.close()));
    for (const provider of this.#providers) await provider.dispose();
  }

  #providerOf(source: DeploySource): Promise<OpenProvider> {
    const known = this.#opened.find((each) => isDeepStrictEqual(each.source, source));
    if (known !== undefined) return known.provider;
    const provider = this.#open(source);
    this.#opened.push({ source, provider });
    return provider;
  }

  async #open(source: DeploySource): Promise<OpenProvider> {
    const provider = await providerOf(source).open(this.#request);
    this.#providers.push(provider);
    return provider;
  }
}
