/**
 * Ends the process once everything printed has been handed over. Not left to the event loop: a timer that some library
 * forgot would keep a finished run alive until the runner kills it.
 */
export async function endWith(exitCode: number): Promise<never> {
  await Promise.all([process.stdout, process.stderr].map(flushed));
  process.exit(exitCode);
}

/** A closed pipe takes no more output. */
function flushed(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    if (stream.destroyed || stream.writableEnded) return resolve();
    stream.write('', () => resolve());
  });
}
