import { GateError } from '../errors.ts';

/** Whether an error says that the output folder can no longer be written, or read back: then nothing more can be recorded. */
export function isLost(error: unknown): error is GateError {
  return error instanceof GateError && (error.code === 'out-lost' || error.code === 'record-lost');
}
