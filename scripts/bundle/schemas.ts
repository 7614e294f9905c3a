import { z } from 'zod';

import { configJsonSchema } from '../../src/config/schema.ts';
import { resultSchema } from '../../src/model/result.ts';

/** The JSON schemas in dist, by file name: for the editors of vitals-gate.yml and for the readers of result.json. */
export function jsonSchemas(): Readonly<Record<string, string>> {
  const result = z.toJSONSchema(resultSchema, { target: 'draft-7', io: 'input' });
  return {
    'config.schema.json': schemaText(configJsonSchema(), 'The configuration of vitals-gate (vitals-gate.yml).'),
    'result.schema.json': schemaText(result, 'The result of a vitals-gate run (result.json), version 1.'),
  };
}

function schemaText(schema: object, description: string): string {
  return `${JSON.stringify({ ...schema, description }, null, 2)}\n`;
}
