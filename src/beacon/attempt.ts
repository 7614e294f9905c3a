/** A measurement must not break the page that it measures: undefined if it fails. */
export function attempt<Result>(act: () => Result): Result | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
