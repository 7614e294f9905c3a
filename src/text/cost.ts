/** A computed cost in full, without floating-point residue; `unbounded` if it has no bound. */
export function costText(value: number): string {
  const digits = Number.isFinite(value) ? String(Number(value.toFixed(6))) : value > 0 ? 'unbounded' : '-unbounded';
  return digits.replace(/^-/, '−');
}
