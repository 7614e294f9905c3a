import type { HistoryAccess } from '../../../src/gate/history/access.ts';

/** A history in memory: what is kept is added to `kept`. */
export function accessTo(text: string, over: Partial<HistoryAccess> = {}) {
  const kept: string[] = [];
  const branches: string[] = [];
  const access: HistoryAccess = {
    branch: (name) => {
      branches.push(name);
      return {
        place: `the branch ${name}`,
        read: async () => [{ name: 'history.ndjson', text: text + kept.join('') }],
        append: async (line) => void kept.push(line),
      };
    },
    commitNamed: async () => null,
    commitTime: async () => null,
    runUrl: null,
    ...over,
  };
  return { access, kept, branches };
}
