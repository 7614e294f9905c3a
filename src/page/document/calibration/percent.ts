/** `12.3 %` for 0.123, as the terminal has it. */
export function percentText(fraction: number): string {
  return `${(100 * fraction).toFixed(1)} %`;
}
