import { mkdirSync } from 'node:fs';
import path from 'node:path';

import { sweep } from '../../system/leftovers.ts';
import { makeRunFolder } from '../../system/run-folder.ts';

/** A temporary folder of the lab. */
export interface Scratch {
  /** A new empty folder inside. */
  readonly folder: () => string;
  /** Kills the remaining processes of the browser that uses this one of the folders; without one, of all of them. */
  readonly sweep: (folder?: string) => Promise<void>;
  readonly close: () => void;
}

/** What Chrome puts behind the name of its folder: `/org.chromium.Chromium.XXXXXX/SingletonSocket`. */
const OF_CHROME = 46;
/** The address of a socket, without the 0 that ends it: 107 bytes on Linux, 103 on macOS. */
const MOST_BYTES = 103;
/** `/1000` */
const OF_US = 5;

/**
 * A killed Chrome leaves its profile and sockets behind; all of them are in this folder. If a renderer was stopped,
 * processes stay behind as well; each has the folder in its command line or its environment.
 *
 * @throws GateError `temporary-folder`
 */
export function openScratch(): Scratch {
  const { path: root, remove } = makeRunFolder(MOST_BYTES - OF_CHROME - OF_US);
  let made = 0;
  return {
    folder: () => {
      made += 1;
      const folder = path.join(root, String(made));
      mkdirSync(folder);
      return folder;
    },
    sweep: (folder) => sweep(folder === undefined ? [root] : [`${folder}/`, `${folder}\0`]),
    close: remove,
  };
}
