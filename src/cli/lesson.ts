/** What the help of a command ends with. */
export interface Lesson {
  /** Command lines without the program's name, and what each does. */
  readonly examples: readonly (readonly [line: string, about: string])[];
  /** Absent where the command adds its own; empty for a group of commands. */
  readonly exitCodes?: string;
  /** In `docs/`. */
  readonly page: string;
}

/** Of commands that judge. */
export const RUN_CODES = `
Exit codes:
  0  no blocking budget is broken       2  invalid usage or configuration
  1  a blocking budget is broken        3  something could not be measured
`;

/** Of commands that measure without a judgement. */
export const MEASURE_CODES = `
Exit codes:
  0  measured                           3  something could not be measured
  2  invalid usage or configuration
`;

/** Of commands that do neither. */
export const WORK_CODES = `
Exit codes:
  0  done                               2  invalid usage or configuration
`;
