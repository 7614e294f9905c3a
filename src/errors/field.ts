import { text, type Messages } from './message.ts';

/** What visitors measured, and the deploys that they were served. */
export const FIELD = {
  'no-field': (d) => ({
    exit: 2,
    what: 'The configuration does not say where page views are recorded.',
    todo: `Add for example ${text(d, 'example') || 'field: { beacons: "field/**/*.ndjson" }'}.`,
  }),
  'deploys-unreadable': (d) => ({
    exit: 2,
    what: `The list of deploys ${text(d, 'path')} cannot be read: ${text(d, 'cause')}.`,
    todo: 'Correct `field.deploys` in the configuration, or write the list with `vitals-gate deploy record`.',
  }),
  'deploys-invalid': (d) => ({
    exit: 2,
    what: `This is not a deploy: ${text(d, 'cause')}.`,
    todo: 'Write one JSON object a line, for example {"sha":"1a2b3c4","t":"2026-11-01T10:00:00Z"}.',
  }),
  'export-unwritable': (d) => ({
    exit: 3,
    what: `${text(d, 'path')} could not be written: ${text(d, 'cause')}.`,
    todo: 'Check that its folder exists and that the disk has room, or name another file with --otlp.',
  }),
  'no-lab': (d) => ({
    exit: 2,
    what: `There is no run of the lab in ${text(d, 'path')} to compare page views with.`,
    todo: 'Run `vitals-gate run` first, or name its output folder with --lab.',
  }),
  'deploys-missing': () => ({
    exit: 2,
    what: 'The configuration does not say where deploys are listed.',
    todo: 'Add `deploys: field/deploys.ndjson` to `field`, and record each deploy with `vitals-gate deploy record`.',
  }),
  'deploys-empty': (d) => ({
    exit: 2,
    what: `The file lists no deploys${text(d, 'environment')}, so nothing can be said of them.`,
    todo: text(d, 'todo') || 'Record each one as it goes live, with `vitals-gate deploy record`.',
  }),
  'deploy-no-repository': (d) => ({
    exit: 2,
    what: `A deploy is recorded in the repository of its commit: ${text(d, 'cause')}.`,
    todo: 'Run inside the repository (in a workflow: after actions/checkout).',
  }),
  'deploy-unknown-commit': (d) => ({
    exit: 2,
    what: `The ${text(d, 'which')} commit ${text(d, 'sha')} cannot be found: ${text(d, 'cause')}.`,
    todo: text(d, 'todo'),
  }),
  'deploy-unwritable': (d) => ({
    exit: 3,
    what: `The deploy could not be appended to ${text(d, 'path')}: ${text(d, 'cause')}.`,
    todo: 'Check that the disk has room and that the file can be written, or name another with --out.',
  }),
  'field-no-files': (d) => ({
    exit: 3,
    what: `No file in ${text(d, 'folder')} matches ${text(d, 'glob')}, so there are no page views.`,
    todo: 'Correct `field.beacons` in the configuration, or collect page views with `vitals-gate field collect`.',
  }),
  'load-no-files': (d) => ({
    exit: 3,
    what: `No file in ${text(d, 'folder')} matches ${text(d, 'glob')}, so there is nothing to load.`,
    todo: 'Correct the glob of --files: it is relative to the folder of the configuration.',
  }),
  'load-no-lines': (d) => ({
    exit: 3,
    what: `All files that match ${text(d, 'glob')} are Parquet, which is not loaded into a database.`,
    todo: 'Name files of NDJSON with --files.',
  }),
  'no-events': () => ({
    exit: 2,
    what: 'The configuration does not say where events of visitors are, such as orders.',
    todo: 'Add for example `events: { files: "events/**/*.ndjson", session: session, time: t, value: value, currency: EUR }` to `field`.',
  }),
  'events-no-files': (d) => ({
    exit: 3,
    what: `No file in ${text(d, 'folder')} matches ${text(d, 'glob')}, so there are no events.`,
    todo: 'Correct `field.events.files` in the configuration, or write the events of visitors there.',
  }),
  'events-no-table': (d) => ({
    exit: 2,
    what: `There is no table ${text(d, 'table')} in the database.`,
    todo: 'Correct `field.events.table` in the configuration.',
  }),
  'events-columns': (d) => ({
    exit: 2,
    what: `${text(d, 'of')} lacks columns that events are read from: ${text(d, 'missing')}.`,
    todo: `Correct the names in \`field.events\`. Its columns: ${text(d, 'known')}.`,
  }),
  'events-type': (d) => ({
    exit: 2,
    what: `The column ${text(d, 'column')} of the table ${text(d, 'table')} is ${text(d, 'type')}, and must be ${text(d, 'needs')}.`,
    todo: 'Name another column in `field.events`, or a view that casts this one.',
  }),
  'field-package': (d) => ({
    exit: 2,
    what: `Page views are read by ${text(d, 'database')}, whose package ${text(d, 'name')} ${text(d, 'why')}.`,
    todo: `Install it beside the configuration: npm install --save-dev ${text(d, 'name')}.`,
  }),
  'field-columns': (d) => ({
    exit: 2,
    what: `The table ${text(d, 'table')} lacks columns that page views are read from: ${text(d, 'missing')}.`,
    todo: `Add them, or make the table with:\n${text(d, 'ddl')}`,
  }),
  'field-no-table': (d) => ({
    exit: 2,
    what: `There is no table ${text(d, 'table')} in the database.`,
    todo: `Correct \`field.beacons\` in the configuration, or make the table with:\n${text(d, 'ddl')}`,
  }),
  'field-memory': (d) => ({
    exit: 3,
    what: `DuckDB ran out of room for these page views: ${text(d, 'cause')}.`,
    todo: 'Give the temporary folder (TMPDIR) more room, or name fewer files in `field.beacons`. Or load the page views into PostgreSQL or ClickHouse with `vitals-gate field load`.',
  }),
  'field-database': (d) => ({
    exit: 3,
    what: `${text(d, 'database')} did not answer: ${text(d, 'cause')}.`,
    todo: text(d, 'todo') || 'Check that it runs, the user, the password and the name of the database, and run again.',
  }),
} satisfies Messages;
