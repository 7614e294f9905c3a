import type { CalibrateOptions, MeasureOptions, RunOptions } from '../gate/options.ts';
import type { ReportOptions } from '../gate/verdict/report-options.ts';
import type { InitOptions } from '../start/options.ts';
import type { DoctorRequest } from './doctor-commands.ts';
import type { SuggestOptions } from '../suggest/options.ts';
import type { FieldRequest } from './field-commands.ts';
import type { GraphqlRequest } from './graphql-commands.ts';
import type { HistoryRequest } from './history-commands.ts';

/** What a command line asks for. */
export type Request =
  | { readonly command: 'run'; readonly options: RunOptions }
  | { readonly command: 'measure'; readonly options: MeasureOptions }
  | { readonly command: 'report'; readonly options: ReportOptions }
  | { readonly command: 'calibrate'; readonly options: CalibrateOptions }
  /** Calibrate again from the samples in this output folder. */
  | { readonly command: 'recalibrate'; readonly folder: string }
  /** Judge the run in this output folder again. */
  | { readonly command: 'judge'; readonly folder: string }
  | { readonly command: 'budgets'; readonly options: SuggestOptions }
  | { readonly command: 'init'; readonly options: InitOptions }
  | { readonly command: 'doctor'; readonly request: DoctorRequest }
  | GraphqlRequest
  | { readonly command: 'history'; readonly request: HistoryRequest }
  | { readonly command: 'field'; readonly request: FieldRequest }
  /** Help, the version or the script of `completion`; `usage` is help that was not requested. */
  | { readonly command: 'help' | 'usage'; readonly text: string };
