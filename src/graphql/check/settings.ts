import { relative } from 'node:path';

import { graphqlSchema } from '../../config/graphql-schema.ts';
import { valueAt } from '../../config/findings.ts';
import { parseSource } from '../../config/source.ts';
import type { GraphqlConfig } from '../../model/graphql.ts';
import type { Files } from '../files/files.ts';
import type { PriceSettings } from '../price/price-operation.ts';

/** How head's operations are costed: nobody knows their variables but who declares them. */
export function headSettings(config: GraphqlConfig, routerListSize: number | null): PriceSettings {
  const { profile, variables, variableDefaults, where } = config;
  const listSize = config.listSize === Infinity ? (routerListSize ?? Infinity) : config.listSize;
  return { profile, listSize, variables, variableDefaults, unknownVariables: true, variablesWhere: where };
}

/**
 * How base's are: with what the configuration said there, for another default list size is a change of costs. Head's own
 * where base has no such section, or its costs are of another profile and could not be compared.
 */
export async function baseSettings(config: GraphqlConfig, head: PriceSettings, base: Files): Promise<PriceSettings> {
  const path = relative(config.folder, config.file).replaceAll('\\', '/');
  const text = (await base.read([path])).get(path) ?? null;
  if (text === null) return head;
  const section = graphqlSchema.safeParse(valueAt(parseSource(text).value, ['graphql']));
  if (!section.success || section.data.profile !== config.profile) return head;
  const { 'list-size': listSize, 'variable-defaults': variableDefaults, variables } = section.data;
  return {
    ...head,
    variables,
    variableDefaults,
    listSize: listSize === 'unbounded' ? listSizeWithout(config, head) : listSize,
  };
}

/** Where base left it open, a router's own size stands in, as it does on head. */
function listSizeWithout(config: GraphqlConfig, head: PriceSettings): number {
  return config.router !== null && config.listSize === Infinity ? head.listSize : Infinity;
}
