import { posix } from 'node:path';

import { Document, isMap, isScalar, isSeq } from 'yaml';

import { sanitizeLine } from '../../text/sanitize.ts';
import type { DeployPlan } from '../deploy-plan.ts';
import type { DroppedPath, FoundRoute, FoundRoutes } from '../routes/found.ts';
import { namesOf } from '../routes/names.ts';

const SCHEMA = 'https://raw.githubusercontent.com/vitals-gate/vitals-gate/v0/dist/config.schema.json';
/** Pages that were left out and are named. */
const MOST_DROPPED = 20;
/** A comment's longest line, in characters. */
const MOST_CHARACTERS = 200;

const BUDGETS = {
  lcp: { max: '2500 ms', 'max-increase': ['5 %', '50 ms'], enforce: 'warn' },
  cls: { max: 0.1, 'max-increase': 0.02, enforce: 'warn' },
};

const ABOUT_BUDGETS = `Nothing blocks yet: remove \`enforce: warn\` to block. \`vitals-gate calibrate\` measures how
much the site varies on this machine, and recommends max-increase. A part can have a budget
too, for example lcp.ttfb. INP needs interactions on its routes:
  inp: { max: 200 ms, max-increase: [10 %, 16 ms], enforce: warn }`;

const ABOUT_INTERACTIONS = `What a visitor does on a page is measured as INP:
  interactions: [{ click: "#add-to-cart" }]
  conditions: [mobile, desktop]`;

const ABOUT_DEPLOYS: Readonly<Record<DeployPlan['kind'], string>> = {
  url: 'Where base and head are served; {pr}, {branch}, {sha} and {short-sha} stand for those of the commit.',
  'github-deployments': `Both deploys are found among the GitHub deployments of the repository. If a commit has several
previews, name one: { environment: "Preview*" }. Previews behind a log-in need \`bypass\`, for Vercel:
  bypass: { header: x-vercel-protection-bypass, secret: VERCEL_BYPASS }`,
  static: 'Folders that the workflow builds before the gate starts.',
  worktree: 'Base and head are checked out, built and served in the job.',
};

/** What a first configuration is made of. */
export interface ConfigParts {
  readonly plan: DeployPlan;
  readonly found: FoundRoutes;
}

/** The text of `vitals-gate.yml`. Every value is written by the YAML library, which quotes what needs it. */
export function configText({ plan, found }: ConfigParts): string {
  const names = namesOf(found.routes);
  const routes = found.routes.map((route, index) => ({ name: names[index] ?? '', path: route.path }));
  const document = new Document({ deploys: deploysOf(plan), routes, budgets: BUDGETS });
  document.commentBefore = ` yaml-language-server: $schema=${SCHEMA}`;
  explain(document, 'deploys', ABOUT_DEPLOYS[plan.kind]);
  explain(document, 'routes', `From ${found.origin}.\n${ABOUT_INTERACTIONS}`);
  for (const [index, route] of found.routes.entries())
    comment(document.getIn(['routes', index], true), reasonFor(route));
  const after = aboutDropped(found.dropped);
  const list: unknown = document.get('routes');
  if (after !== '' && isSeq(list)) list.comment = lines(after);
  explain(document, 'budgets', ABOUT_BUDGETS);
  compact(document.get('budgets'));
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}

function deploysOf(plan: DeployPlan): object {
  if (plan.kind === 'url') return { base: { url: plan.base }, head: { url: plan.head } };
  if (plan.kind === 'github-deployments') return { 'github-deployments': {} };
  if (plan.kind === 'worktree') return { worktree: worktreeOf(plan) };
  const spa = plan.spa ? { spa: true } : {};
  const folder = posix.join(plan.directory, plan.folder);
  return { base: { static: `./${posix.join('base', folder)}`, ...spa }, head: { static: `./${folder}`, ...spa } };
}

function worktreeOf({ directory, install, build, served, ready }: Extract<DeployPlan, { kind: 'worktree' }>): object {
  return {
    install: install ?? false,
    ...(build !== null && { build }),
    ...('serve' in served ? { serve: served.serve } : { static: served.folder, ...(served.spa && { spa: true }) }),
    ...(ready !== null && { ready }),
    ...(directory !== '.' && { directory }),
  };
}

/** Why a page was chosen: how many it stands for. */
function reasonFor({ template, count, path }: FoundRoute): string {
  if (count > 1) return `1 of ${count.toLocaleString('en')} pages like ${template}`;
  return path === '/' ? 'the start page' : 'a page of its own';
}

function aboutDropped(dropped: readonly DroppedPath[]): string {
  if (dropped.length === 0) return '';
  const named = dropped
    .slice(0, MOST_DROPPED)
    .map(({ path, reason }) => `  ${sanitizeLine(`${path} ${reason}`, MOST_CHARACTERS)}`);
  const more = dropped.length > MOST_DROPPED ? [`  and ${dropped.length - MOST_DROPPED} more`] : [];
  return ['Left out:', ...named, ...more].join('\n');
}

function explain(document: Document, key: string, text: string): void {
  const { contents } = document;
  if (!isMap(contents)) return;
  for (const [index, { key: name }] of contents.items.entries()) {
    if (!isScalar(name) || name.value !== key) continue;
    name.commentBefore = lines(text);
    name.spaceBefore = index > 0;
  }
}

function comment(node: unknown, text: string): void {
  if (isMap(node)) node.commentBefore = lines(text);
}

/** Each line begins with a space. What came from outside has no line break and nothing invisible. */
function lines(text: string): string {
  return text
    .split('\n')
    .map((line) => `${/^ */.exec(` ${line}`)?.[0] ?? ''}${sanitizeLine(line, MOST_CHARACTERS)}`)
    .join('\n');
}

/** Each budget on one line. */
function compact(budgets: unknown): void {
  if (isMap(budgets)) for (const { value } of budgets.items) if (isMap(value)) value.flow = true;
}
