import { FIELD_LESSONS } from './field-lessons.ts';
import { MEASURE_CODES, RUN_CODES, WORK_CODES, type Lesson } from './lesson.ts';

/** The general help. */
export const PROGRAM: Lesson = {
  examples: [
    ['init', 'write a first configuration and workflow'],
    ['run --base-url https://staging.example --head-url https://pr-42.example', 'compare two deploys'],
    ['calibrate --base-url https://staging.example', 'find out how noisy this machine is'],
    ['judge vitals-gate-out', 'judge the last run again, without a visit'],
  ],
  exitCodes: RUN_CODES,
  page: 'README.md',
};

/** By the words of the command. A test holds that each command has one, and that each example is a valid command line. */
export const LESSONS: Readonly<Record<string, Lesson>> = {
  init: {
    examples: [
      ['init', 'asks on a terminal, assumes elsewhere'],
      ['init --url https://staging.example', 'takes routes from its sitemap or its links'],
      ['init --dir apps/web --yes', 'one package of a monorepo; asks nothing'],
    ],
    exitCodes: `
Exit codes:
  0  written, or already up to date     2  a file would be overwritten, or nothing can be set up
`,
    page: 'start.md',
  },
  doctor: {
    examples: [
      ['doctor', 'what a run needs, and how noisy this machine is'],
      ['doctor --config apps/web/vitals-gate.yml', 'of another configuration'],
      ['doctor --json', 'for a program'],
    ],
    page: 'doctor.md',
  },
  run: {
    examples: [
      ['run', 'everything as the configuration says'],
      [
        'run --base-url https://staging.example --head-url https://pr-42.example',
        'two deploys that are served already',
      ],
      ['run --route product --condition mobile', 'one route under one condition'],
    ],
    exitCodes: RUN_CODES,
    page: 'configuration.md',
  },
  measure: {
    examples: [
      ['measure --shard 2/4 --out shard-2', 'the second of four jobs'],
      ['measure --head-sha 1a2b3c4', 'samples of this commit, to be judged by report'],
    ],
    exitCodes: MEASURE_CODES,
    page: 'github.md',
  },
  report: {
    examples: [
      ['report shard-1 shard-2', 'judges what two jobs measured as one run'],
      ['report vitals-gate-out --policy-ref origin/main', 'under the budgets of another commit'],
    ],
    exitCodes: RUN_CODES,
    page: 'report.md',
  },
  judge: {
    examples: [['judge vitals-gate-out', 'writes the report again from samples.ndjson']],
    exitCodes: RUN_CODES,
    page: 'report.md',
  },
  calibrate: {
    examples: [
      ['calibrate --base-url https://staging.example', 'every route; recommends tolerances and max-blocks'],
      ['calibrate --route home --blocks 8', 'one route, in less time'],
      ['calibrate --from vitals-gate-out', 'the same from samples that were made before'],
    ],
    exitCodes: MEASURE_CODES,
    page: 'statistics.md',
  },
  budgets: {
    examples: [['budgets suggest', 'from the calibration in vitals-gate-out']],
    exitCodes: '',
    page: 'budgets.md',
  },
  'budgets suggest': {
    examples: [
      ['budgets suggest --from vitals-gate-out --write', 'from a calibration; adds and tightens budgets that warn'],
      ['budgets suggest --crux crux.json', 'limits for visitors, from a saved response of CrUX'],
      ['budgets suggest --crux crux.json --from vitals-gate-out', 'limits for the lab, knowing what visitors have'],
    ],
    exitCodes: `
Exit codes:
  0  suggested; with --write, written   2  invalid usage or configuration
  3  a source cannot be read, or has too little data
`,
    page: 'budgets.md',
  },
  graphql: {
    examples: [['graphql check', 'the operations of this work tree against their budgets']],
    exitCodes: '',
    page: 'graphql.md',
  },
  'graphql cost': {
    examples: [
      ['graphql cost --schema schema.graphql --operations src/**/*.graphql', 'what each operation costs'],
      ['graphql cost --supergraph supergraph.graphql --operations queries.graphql --list-size 50 --json', 'as JSON'],
    ],
    exitCodes: WORK_CODES,
    page: 'graphql.md',
  },
  'graphql check': {
    examples: [
      ['graphql check', 'against the default branch'],
      ['graphql check --base-ref origin/release', 'against another branch'],
    ],
    exitCodes: RUN_CODES,
    page: 'graphql.md',
  },
  ...FIELD_LESSONS,
  history: {
    examples: [
      ['history', 'how main changed since the anchor, and what drifts'],
      ['history --html history.html', 'the same with a chart of each metric'],
      ['history --json', 'for a program'],
    ],
    page: 'history.md',
  },
  'history record': {
    examples: [['history record vitals-gate-out --dir perf-history', 'appends a run to a folder']],
    exitCodes: WORK_CODES,
    page: 'history.md',
  },
  completion: {
    examples: [
      ['completion bash', 'for ~/.bashrc: source <(vitals-gate completion bash)'],
      ['completion zsh', 'for ~/.zshrc, after compinit: source <(vitals-gate completion zsh)'],
      ['completion fish', 'for config.fish: vitals-gate completion fish | source'],
    ],
    exitCodes: WORK_CODES,
    page: 'terminal.md',
  },
};

/** Commands by task, in the order of the general help. */
export const TASKS: Readonly<Record<string, readonly string[]>> = {
  'Start:': ['init', 'doctor', 'budgets'],
  'Measure:': ['run', 'measure', 'calibrate'],
  'Judge again:': ['report', 'judge'],
  'GraphQL:': ['graphql'],
  'History:': ['history'],
  'Field:': ['field', 'deploy'],
  'Help:': ['completion'],
};
