import { text, type Messages } from './message.ts';

/** Runs that were stopped, and samples that cannot be judged. */
export const SAMPLES = {
  'record-unreadable': (d) => ({
    exit: 2,
    what: `The samples ${text(d, 'path')} cannot be read: ${text(d, 'cause')}.`,
    todo: 'Name the output folder of a run: it holds samples.ndjson.',
  }),
  'record-invalid': (d) => ({
    exit: 2,
    what: text(d, 'what'),
    todo: 'Only what this version of vitals-gate wrote can be judged again.',
  }),
  'record-lost': (d) => ({
    exit: 3,
    what: `${text(d, 'path')} was changed or cut off while it was in use: ${text(d, 'what')} cannot be read back.`,
    todo: 'Let nothing else write into the output folder, and run again.',
  }),
  'only-a-calibration': (d) => ({
    exit: 2,
    what: `The samples in ${text(d, 'out')} come from a calibration, which compares one deploy with itself: there is nothing to judge.`,
    todo: 'Use `vitals-gate calibrate --from`, or name the output folder of a run.',
  }),
  'calibration-interrupted': (d) => ({
    exit: 3,
    what: `Stopped by ${text(d, 'signal')} before every route was measured.`,
    todo: `\`vitals-gate calibrate --from ${text(d, 'out')}\` shows what the samples so far say.`,
  }),
  'not-a-calibration': (d) => ({
    exit: 2,
    what: `The samples in ${text(d, 'out')} compare two different deploys. Their differences are not noise.`,
    todo: 'Run `vitals-gate calibrate`, which compares the base deploy with itself.',
  }),
  interrupted: (d) => ({
    exit: 3,
    what: `Stopped by ${text(d, 'signal')} before every route was measured.`,
    todo: `The samples so far are in ${text(d, 'out')}/samples.ndjson, and comment.md beside it judges them. Run again to get a verdict.`,
  }),
  'measure-interrupted': (d) => ({
    exit: 3,
    what: `Stopped by ${text(d, 'signal')} before every route was measured.`,
    todo: `The samples so far are in ${text(d, 'out')}/samples.ndjson, but an unfinished shard cannot be reported. Run \`measure\` again.`,
  }),
  'interrupted-early': (d) => ({
    exit: 3,
    what: `Stopped by ${text(d, 'signal')} before anything was measured.`,
    todo: 'Run again to get a verdict.',
  }),
  'blob-refused': (d) => ({
    exit: 2,
    what: `The samples ${text(d, 'path')} are refused: ${text(d, 'cause')}.`,
    todo: text(d, 'todo') || 'Give `report` the samples.ndjson that `measure` of the same version wrote for this run.',
  }),
  'blobs-differ': (d) => ({
    exit: 2,
    what: `The samples ${text(d, 'path')} do not belong with ${text(d, 'other')}: ${text(d, 'what')}.`,
    todo: 'Give `report` the parts of one run: the same commits, configuration and options.',
  }),
  'no-blobs': (d) => ({
    exit: 2,
    what: `There are no samples in ${text(d, 'path')}.`,
    todo: 'Download the artifacts of the jobs that measured: each holds a samples.ndjson.',
  }),
  'only-a-shard': (d) => ({
    exit: 2,
    what: `The samples in ${text(d, 'out')} are shard ${text(d, 'index')} of ${text(d, 'of')}.`,
    todo: 'Judge all of them together: `vitals-gate report BLOB… --out DIR`.',
  }),
} satisfies Messages;
