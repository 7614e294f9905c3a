import type { OpenDeploys } from '../../deploys/deploys.ts';
import type { ControlRoute } from '../../model/config.ts';
import { isLoopback } from '../../model/hosts.ts';
import type { Route } from '../../model/route.ts';

/** The control page, where it is visited: with a base, and a deploy that is not on loopback. */
export function controlPage(control: ControlRoute | null, { base, head }: OpenDeploys): Route | null {
  if (control === null || base === null) return null;
  return isRemote(base.url) || isRemote(head.url) ? control.route : null;
}

/** What a reader must know where two hosts are compared and nothing says that they are equally fast. */
export function hostNotices(control: Route | null, { base, head }: OpenDeploys): string[] {
  if (base === null || control !== null || !(isRemote(base.url) || isRemote(head.url))) return [];
  return [
    'Hosts not compared: base and head may be served by machines of different speed. Declare `control: { path: … }`, a page that pull requests do not change, to have it visited beside each visit.',
  ];
}

/** Whether a URL leads off this machine, by its name. */
export function isRemote(url: string): boolean {
  return !isLoopback(new URL(url).hostname);
}
