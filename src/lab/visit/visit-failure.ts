import type { FailureCode } from '../../model/failure-code.ts';

/** Thrown inside a visit, caught at its end. The reason is one sentence fragment for a reader. */
export class VisitFailure extends Error {
  override readonly name = 'VisitFailure';
  readonly code: FailureCode;

  constructor(code: FailureCode, reason: string, options?: ErrorOptions) {
    super(reason, options);
    this.code = code;
  }
}
