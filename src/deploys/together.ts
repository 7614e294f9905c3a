/**
 * Both results of work that goes on at the same time. The first failure aborts `cancel`, so that the other work ends too, and
 * is thrown when that has ended.
 */
export async function together<One, Other>(
  cancel: AbortController,
  one: Promise<One>,
  other: Promise<Other>,
): Promise<[One, Other]> {
  try {
    return await Promise.all([one, other]);
  } catch (error) {
    cancel.abort(error);
    await Promise.allSettled([one, other]);
    throw error;
  }
}
