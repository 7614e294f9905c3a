import { WORK_CODES, type Lesson } from './lesson.ts';

/** Those of the commands about visitors and about what goes live. */
export const FIELD_LESSONS: Readonly<Record<string, Lesson>> = {
  field: {
    examples: [
      ['field collect --port 8080 --dir field --origin https://shop.example', 'first: receive what the beacon sends'],
      ['field slo', 'then: compare it with the budgets'],
    ],
    exitCodes: '',
    page: 'field.md',
  },
  'field collect': {
    examples: [
      [
        'field collect --port 8080 --dir field --origin https://shop.example',
        'listens for the beacon, and appends to files',
      ],
    ],
    exitCodes: WORK_CODES,
    page: 'field-collector.md',
  },
  'field check': {
    examples: [['field check', 'before the other field commands are believed']],
    page: 'field.md',
  },
  'field slo': {
    examples: [
      ['field slo', 'the newest window against the budgets'],
      ['field slo --by device --until 2026-11-01', 'by device, up to a day'],
    ],
    page: 'field.md',
  },
  'field deploys': {
    examples: [['field deploys --environment production', 'what each deploy to production moved']],
    page: 'field.md',
  },
  'field its': {
    examples: [
      ['field its --route product --deploy 1a2b3c4', 'what one deploy changed'],
      ['field its --route product --metric lcp.ttfb --at 2026-11-01', 'what changed on a day'],
    ],
    page: 'field.md',
  },
  'field ratio': {
    examples: [['field ratio --lab vitals-gate-out', 'the field beside the last run']],
    page: 'field.md',
  },
  'field price': {
    examples: [['field price --route product --out price.json', 'in conversions and money, also as JSON']],
    page: 'field.md',
  },
  'field experiment': {
    examples: [['field experiment --design ab --flag new-hero --control off', 'conversions with and without a flag']],
    page: 'field-experiments.md',
  },
  'field power': {
    examples: [['field power --design ab --effect 2%', 'how many days until 2 % are found']],
    page: 'field-experiments.md',
  },
  'field packet': {
    examples: [['field packet --out packet --route product', 'a folder with the page and its files']],
    page: 'field.md',
  },
  'field export': {
    examples: [['field export --otlp field.otlp.jsonl', 'for a collector of OpenTelemetry']],
    exitCodes: WORK_CODES,
    page: 'field.md',
  },
  'field load': {
    examples: [['field load --parquet views.parquet', 'one file in place of many']],
    exitCodes: WORK_CODES,
    page: 'field-sql.md',
  },
  deploy: {
    examples: [['deploy record', 'the commit of this job went live now']],
    exitCodes: '',
    page: 'field.md',
  },
  'deploy record': {
    examples: [
      ['deploy record', 'the commit of this job went live now'],
      ['deploy record --sha 1a2b3c4 --environment staging', 'another commit, elsewhere'],
    ],
    exitCodes: WORK_CODES,
    page: 'field.md',
  },
};
