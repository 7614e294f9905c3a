import { relative } from 'node:path';

import { valueAt } from '../../config/messages/findings.ts';
import { graphqlSchema } from '../../config/graphql/schema.ts';
import { resolveGraphql } from '../../config/graphql/resolve.ts';
import { parseSource } from '../../source/yaml.ts';
import { GateError } from '../../errors.ts';
import type { GraphqlConfig } from '../../model/graphql.ts';
import type { Files } from '../files/files.ts';
import { readOne } from '../files/select-files.ts';
import type { PriceSettings } from '../command/price-operation.ts';
import { readRouterLimits, type RouterLimits } from './router-limits.ts';

/** How a side is read and costed. */
export interface SideTerms {
  /** Where its graph and its operations are. */
  readonly config: Pick<GraphqlConfig, 'source' | 'operations' | 'where' | 'folder'>;
  readonly settings: PriceSettings;
}

/** What the router's configuration says of sizes. */
type RouterSizes = Pick<RouterLimits, 'listSize' | 'subgraphSizes'>;

/** How head's operations are costed: only the declared variables are known. */
export function headSettings(
  config: GraphqlConfig,
  { listSize: routerSize, subgraphSizes }: RouterSizes,
): PriceSettings {
  const { profile, variables, variableDefaults, where } = config;
  const listSize = config.listSize === Infinity ? (routerSize ?? Infinity) : config.listSize;
  const about = { variables, variableDefaults, unknownVariables: true, variablesWhere: where };
  return { profile, listSize, subgraphSizes, ...about };
}

/**
 * The terms of base's configuration, because files move and another default list size changes costs. Head's terms apply
 * if base has no such section. Head's settings also apply if base uses another profile, whose costs could not be
 * compared.
 */
export async function baseTerms(config: GraphqlConfig, head: PriceSettings, base: Files): Promise<SideTerms> {
  const own = await configOfBase(config, base);
  if (own === null) return { config, settings: head };
  if (own.profile !== config.profile) return { config: own, settings: head };
  const { variables, variableDefaults, listSize } = own;
  const sizes = await sizesOfRouter(own, config, head, base);
  const { subgraphSizes } = sizes;
  const settings = { ...head, variables, variableDefaults, ...(subgraphSizes === undefined ? {} : { subgraphSizes }) };
  return { config: own, settings: { ...settings, listSize: listSize === Infinity ? sizes.listSize : listSize } };
}

/** Null if base has no such file, or no section in it that can be read. Its messages name head's section. */
async function configOfBase({ file, folder, where }: GraphqlConfig, base: Files): Promise<GraphqlConfig | null> {
  const path = relative(folder, file).replaceAll('\\', '/');
  const text = (await base.read([path])).get(path) ?? null;
  if (text === null) return null;
  const source = parseSource(text);
  const section = graphqlSchema.safeParse(valueAt(source.value, ['graphql']));
  if (!section.success) return null;
  const own = resolveGraphql(section.data, { file: path, path: file, source });
  return own === null ? null : { ...own, where };
}

/**
 * Where base left it open, its router's own sizes stood in; head's do where base named no router, or none that can be
 * read.
 */
async function sizesOfRouter(
  own: GraphqlConfig,
  config: GraphqlConfig,
  head: PriceSettings,
  base: Files,
): Promise<Pick<PriceSettings, 'listSize' | 'subgraphSizes'>> {
  const ofHead = {
    ...head,
    listSize: config.router !== null && config.listSize === Infinity ? head.listSize : Infinity,
  };
  if (own.router === null) return ofHead;
  try {
    const file = await readOne(base, own.router, { named: 'graphql.router', where: own.where });
    if (file === null) return ofHead;
    const { listSize, subgraphSizes } = readRouterLimits(file, { subgraphs: [], env: process.env });
    return { listSize: listSize ?? Infinity, subgraphSizes };
  } catch (error) {
    if (error instanceof GateError) return ofHead;
    throw error;
  }
}
