import type { z } from 'zod';

import type { DeployKind, SourceOf } from '../../../model/config.ts';
import type { HostMap } from '../../../model/hosts.ts';

interface Syntax<Schema extends z.ZodType> {
  /** Of what stands behind the key. */
  readonly schema: Schema;
  /** Whether head is rather where the event that started the run says that it is. */
  readonly yieldsToEvent: boolean;
}

/** What may be written beside the key of any provider of one side. */
export interface SideOptions {
  readonly spa?: boolean | undefined;
  readonly hosts?: HostMap | undefined;
}

/** A provider of one side: a key of `deploys.base` and of `deploys.head`. */
export interface SideSyntax<Kind extends DeployKind, Schema extends z.ZodType = z.ZodType> extends Syntax<Schema> {
  /** @param folder of the configuration file */
  readonly resolve: (written: z.infer<Schema>, options: SideOptions, folder: string) => SourceOf<Kind>;
}

/** A provider of both sides: a key of `deploys`. */
export interface SharedSyntax<Kind extends DeployKind, Schema extends z.ZodType = z.ZodType> extends Syntax<Schema> {
  readonly resolve: (written: NonNullable<z.infer<Schema>>) => SourceOf<Kind>;
}
