import { z } from 'zod';

import { configJsonSchema } from '../../src/config/schema.ts';
import { beaconSchema } from '../../src/model/beacon.ts';
import { resultSchema } from '../../src/model/result.ts';

const BEACON =
  'One record of the field, a line of NDJSON, version 1. Beyond this schema, parts must sum to their whole and ids among them be unique.';

/** The JSON schemas in dist, by file name: for the editors of vitals-gate.yml and for readers of result.json and of records. */
export function jsonSchemas(): Readonly<Record<string, string>> {
  const result = z.toJSONSchema(resultSchema, { target: 'draft-7', io: 'input' });
  return {
    'config.schema.json': schemaText(configJsonSchema(), 'The configuration of vitals-gate (vitals-gate.yml).'),
    'result.schema.json': schemaText(result, 'The result of a vitals-gate run (result.json), version 1.'),
    'beacon.schema.json': schemaText(z.toJSONSchema(beaconSchema, { target: 'draft-7', io: 'input' }), BEACON),
  };
}

function schemaText(schema: object, description: string): string {
  return `${JSON.stringify({ ...schema, description }, null, 2)}\n`;
}
