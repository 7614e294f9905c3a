// src/exit.ts
async function endWith(exitCode) {
  await Promise.all([process.stdout, process.stderr].map(flushed));
  process.exit(exitCode);
}
function flushed(stream) {
  return new Promise((resolve) => {
    if (stream.destroyed || stream.writableEnded) return resolve();
    stream.write("", () => resolve());
  });
}

export {
  endWith
};
