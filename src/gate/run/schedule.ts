export type TaskProgress = 'open' | 'ended' | 'expired';

/** A campaign that can be advanced from look to look. */
export interface Task {
  readonly name: string;
  /** What a block takes, ms; null if it is not known yet. */
  readonly blockMs: number | null;
  readonly blocksToLook: number;
  /** What confirming took, ms: not part of the limit. */
  readonly confirmingMs: number;
  /** Whether nothing else may run beside it. */
  readonly measuresAlone: boolean;
  /** Goes on to the next look, in this lane; `expired` where the time was up before it was reached. */
  readonly advance: (isTimeUp: () => boolean, lane: number) => Promise<TaskProgress>;
  /** Ends the task in its current state. */
  readonly expire: () => Promise<void>;
}

/** How much time there is, and how many tasks may run at a time. */
export interface Terms {
  /** The time of all of them together, ms; null: as long as it takes. */
  readonly limitMs: number | null;
  readonly lanes?: number;
  readonly now?: () => number;
}

/**
 * Brings every task to its end. Without a limit, one task after another. With a limit, one look per task in turn, so that
 * time goes to undecided tasks. A task whose next look would come too late leaves its time to the others, because visits
 * between two looks decide nothing. In several lanes that is so of each; those that must be alone come first.
 *
 * @returns the names of the tasks that ran out of time
 */
export async function runTasks(
  tasks: readonly Task[],
  { limitMs, lanes = 1, now = () => performance.now() }: Terms,
): Promise<string[]> {
  if (limitMs === null) {
    await inLanes(tasks, lanes, async (task, lane) => {
      while ((await task.advance(() => false, lane)) === 'open');
    });
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
    await inLanes(fitting, lanes, async (task, lane) => {
      if (now() + lookMs(task) > deadline()) return;
      const progressed = await task.advance(isTimeUp, lane);
      if (progressed !== 'open') finished.add(task);
      if (progressed === 'expired') expired.push(task.name);
    });
    open = open.filter((task) => !finished.has(task));
  }
  for (const task of open) await task.expire();
  return [...expired, ...open.map(({ name }) => name)];
}

/**
 * Runs the body for each task, in as many lanes as there are. It resolves or rejects when nothing runs any more; a lane
 * whose task fails takes no other, and what fails first is thrown.
 */
async function inLanes(
  tasks: readonly Task[],
  lanes: number,
  body: (task: Task, lane: number) => Promise<void>,
): Promise<void> {
  const isAlone = (task: Task): boolean => lanes === 1 || task.measuresAlone;
  for (const task of tasks.filter(isAlone)) await body(task, 0);
  const queue = tasks.filter((task) => !isAlone(task));
  const failures: unknown[] = [];
  const work = async (lane: number): Promise<void> => {
    try {
      for (let task = queue.shift(); task !== undefined && failures.length === 0; task = queue.shift())
        await body(task, lane);
    } catch (error) {
      failures.push(error);
    }
  };
  await Promise.all(Array.from({ length: lanes }, (_, lane) => work(lane)));
  if (failures.length > 0) throw failures[0];
}

/** How long a task's next look takes at its own pace; 0 for a task without one, so that it is tried. */
function lookMs({ blockMs, blocksToLook }: Task): number {
  return (blockMs ?? 0) * blocksToLook;
}
