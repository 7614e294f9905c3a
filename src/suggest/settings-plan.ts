import type { ConfigInput } from '../config/schema.ts';
import type { Edit } from '../source/edit.ts';
import type { SuggestedSetting } from './settings.ts';

/** What becomes of a suggested setting. */
export interface PlannedSetting extends SuggestedSetting {
  /** Null: the file does not have it. */
  readonly existing: number | null;
  readonly action: 'added' | 'same' | 'kept';
}

/** Settings are added, and never changed. The default is not written. */
export function planSettings(
  suggested: readonly SuggestedSetting[],
  input: ConfigInput,
  isWritten: (key: string) => boolean,
): { readonly settings: readonly PlannedSetting[]; readonly edits: readonly Edit[] } {
  const settings = suggested.map((setting): PlannedSetting => {
    const now = input[setting.key] ?? null;
    const existing = isWritten(setting.key) ? now : null;
    if (now === setting.value) return { ...setting, existing, action: 'same' };
    return { ...setting, existing, action: existing === null ? 'added' : 'kept' };
  });
  const edits = settings.filter(({ action }) => action === 'added').map(({ key, value }) => ({ path: [key], value }));
  return { settings, edits };
}
