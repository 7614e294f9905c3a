/** How strong an unobserved cause would have to be to explain an interval away. */
export interface EValues {
  /** Of the bound that is nearer to no change, and of the other one. 1: nothing has to be explained. */
  readonly nearer: number;
  readonly farther: number;
}

/**
 * E-values of a relative change with an interval: the risk ratio that an unobserved cause must have with the exposure and
 * with the outcome, each, beside the covariates (VanderWeele & Ding 2017, "Sensitivity analysis in observational research:
 * introducing the E-value", Annals of Internal Medicine 167).
 *
 * @param change the bounds of a relative change; −0.01 is 1 % less
 */
export function eValues({ low, high }: { readonly low: number; readonly high: number }): EValues {
  const [one, other] = [eValue(1 + low), eValue(1 + high)];
  if (low <= 0 && high >= 0) return { nearer: 1, farther: Math.max(one, other) };
  return { nearer: Math.min(one, other), farther: Math.max(one, other) };
}

/** RR + √(RR (RR − 1)) of a risk ratio of 1 or more; of a smaller one, of its inverse. */
function eValue(riskRatio: number): number {
  const ratio = riskRatio < 1 ? 1 / riskRatio : riskRatio;
  return ratio + Math.sqrt(ratio * (ratio - 1));
}
