import { mergeBudgets } from '../config/budgets/merge.ts';
import { editYaml, type Edit } from '../source/edit.ts';
import type { CampaignNoise } from '../judge/calibration.ts';
import { diffOf } from '../start/write/diff.ts';
import { inputOf, writeConfigFile, type ConfigFile } from './config-file.ts';
import type { SuggestOptions, SuggestPlace } from './options.ts';
import { planChanges, type Plan, type PlannedLimit } from './plan.ts';
import { suggestionText } from './report.ts';
import { suggestSettings } from './settings.ts';
import { planSettings, type PlannedSetting } from './settings-plan.ts';
import { readSource } from './sources.ts';
import { configFor } from './stand-in.ts';

/**
 * Suggests budgets from one source, says why, and shows what that changes in the file. With `write` it changes the file: it
 * adds budgets that warn and tightens those that warn, and nothing else.
 *
 * @throws GateError `suggest-…`, `crux-…`, and those of the configuration, the samples and the page views
 */
export async function suggestBudgets(options: SuggestOptions, given: SuggestPlace): Promise<void> {
  const place = { ...given, readInput: once(given.readInput) };
  const { tell, ask, env } = place;
  const file = await configFor(options, place);
  const { found, campaigns, values } = await readSource(options, file, place);
  const plan = planChanges(found.budgets, file.input, file.config.routes);
  const { text, refused, settings } = apply(file, plan, campaigns, env);
  const limits = plan.limits.map((each): PlannedLimit =>
    isRefused(each, refused) ? { ...each, action: 'shared' } : each,
  );
  tell(suggestionText({ found, limits, settings, values }));
  if (!file.isThere)
    return tell(
      `\n${file.file} does not exist, so the page stands for a route. Run \`vitals-gate init\`, and then this again.\n`,
    );
  if (text === file.text) return tell(`\nNothing in ${file.file} has to change.\n`);
  tell(`\n${diffOf(file.file, file.text, text)}`);
  if (!options.write) return tell('\nNothing was written. Add --write to apply this.\n');
  if (ask !== null && !(await ask.confirm('Write this?'))) return tell('\nNothing was written.\n');
  await writeConfigFile(file, text);
  return tell(`\nWrote ${file.file}. New budgets warn: docs/budgets.md says when to let them block.\n`);
}

/** Standard input can be read only once. */
function once<T>(read: () => Promise<T>): () => Promise<T> {
  let value: Promise<T> | null = null;
  return () => (value ??= read());
}

interface Applied {
  readonly text: string;
  readonly refused: readonly Edit[];
  readonly settings: readonly PlannedSetting[];
}

/** Settings depend on the tolerances that are in the file then. */
function apply(
  { file, text, input, isWritten }: ConfigFile,
  { edits }: Plan,
  campaigns: readonly CampaignNoise[],
  env: SuggestPlace['env'],
): Applied {
  const withBudgets = editYaml(text, edits);
  const edited = inputOf(file, withBudgets.text, env);
  const budgets = new Map(edited.routes.map((route) => [route.name, mergeBudgets(edited.budgets, route.budgets)]));
  const planned = planSettings(suggestSettings(campaigns, budgets), input, isWritten);
  const whole = editYaml(withBudgets.text, planned.edits);
  inputOf(file, whole.text, env);
  return { text: whole.text, refused: withBudgets.refused, settings: planned.settings };
}

/** The edit of a limit is of its whole budget where that is new. */
function isRefused({ at, action }: PlannedLimit, refused: readonly Edit[]): boolean {
  if (action !== 'added' && action !== 'tightened' && action !== 'written-out') return false;
  return refused.some(({ path }) => path.every((key, index) => at[index] === key));
}
