/** Why a visit gave no measurement: an expected outcome, turned into a value where the visit ends. */
export type FailureCode =
  | 'connection-failed'
  | 'timeout'
  | 'http-status'
  | 'bad-certificate'
  | 'wrong-origin'
  | 'not-a-page'
  | 'navigation-failed'
  | 'selector-not-found'
  | 'selector-ambiguous'
  | 'element-covered'
  | 'request-not-seen'
  | 'interaction-failed'
  | 'left-the-page'
  | 'hard-navigation'
  | 'no-soft-navigation'
  | 'soft-navigation-unsupported'
  | 'set-up-failed'
  | 'page-crashed'
  | 'chrome-died'
  | 'probe-missing'
  | 'probe-failed'
  | 'bad-facts';

/** Thrown inside a visit, caught at its end. The reason is one sentence fragment for a reader. */
export class VisitFailure extends Error {
  override readonly name = 'VisitFailure';
  readonly code: FailureCode;

  constructor(code: FailureCode, reason: string, options?: ErrorOptions) {
    super(reason, options);
    this.code = code;
  }
}
