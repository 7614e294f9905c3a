export type TaskProgress = 'open' | 'ended' | 'expired';

/** A campaign that can be advanced from look to look. */
export interface Task {
  readonly name: string;
  /** What a block takes, ms; null if it is not known yet. */
  readonly blockMs: number | null;
  readonly blocksToLook: number;
  /** What confirming took, ms: not part of the limit. */
  readonly confirmingMs: number;
  /** Goes on to the next look; `expired` where the time was up before it was reached. */
  readonly advance: (isTimeUp: () => boolean) => Promise<TaskProgress>;
  /** Ends the task in its current state. */
  readonly expire: () => Promise<void>;
}

/**
 * Brings every task to its end. Without a limit, one task after another. With a limit, one look per task in turn, so that
 * time goes to undecided tasks. A task whose next look would come too late leaves its time to the others, because visits
 * between two looks decide nothing.
 *
 * @param limitMs the time of all of them together; null for none
 * @returns the names of the tasks that ran out of time
 */
export async function runTasks(
  tasks: readonly Task[],
  limitMs: number | null,
  now: () => number = () => performance.now(),
): Promise<string[]> {
  if (limitMs === null) {
    for (const task of tasks) while ((await task.advance(() => false)) === 'open');
    return [];
  }
  const began = now();
  const deadline = (): number => began + limitMs + tasks.reduce((sum, { confirmingMs }) => sum + confirmingMs, 0);
  const isTimeUp = (): boolean => now() >= deadline();
  const expired: string[] = [];
  let open = [...tasks];
  while (open.length > 0) {
    const fitting = open.filter((task) => now() + lookMs(task) <= deadline());
    if (fitting.length === 0) break;
    const finished = new Set<Task>();
    for (const task of fitting) {
      if (now() + lookMs(task) > deadline()) continue;
      const progressed = await task.advance(isTimeUp);
      if (progressed !== 'open') finished.add(task);
      if (progressed === 'expired') expired.push(task.name);
    }
    open = open.filter((task) => !finished.has(task));
  }
  for (const task of open) await task.expire();
  return [...expired, ...open.map(({ name }) => name)];
}

/** How long a task's next look takes at its own pace; 0 for a task without one, so that it is tried. */
function lookMs({ blockMs, blocksToLook }: Task): number {
  return (blockMs ?? 0) * blocksToLook;
}
