/** How a built site is served. */
export type Serving =
  /** A folder that the gate serves; `spa`: with `index.html` for paths that are not files. */
  | { readonly output: string; readonly spa?: boolean }
  /** A program that the project's packages install. */
  | { readonly bin: string }
  /** A script of `package.json`. */
  | { readonly script: string }
  /** Any other command. */
  | { readonly serve: string };

/** A part of a project that shows that it is built in a certain way. */
export interface Sign {
  /** One of these packages is a dependency. */
  readonly packages?: readonly string[];
  /** A file has this path. */
  readonly file?: RegExp;
  /** The text of that file has this in it. */
  readonly text?: RegExp;
}

/** Where the source has pages: the files, and what the path of one becomes. */
interface PageFiles {
  readonly files: RegExp;
  /** The path of the page in a file, without a leading slash; null if it is none. `:name` is a variable segment. */
  readonly pathOf: (file: string) => string | null;
}

/** A framework: how it is recognised, and what it makes. */
export interface Framework {
  readonly name: string;
  /** All of these are there. */
  readonly signs: readonly Sign[];
  /** Its signs are those of many projects that are not sites, so it counts only in the folder that is asked for. */
  readonly isGeneric?: boolean;
  /** Its package is one of many projects that are not sites, so that it does not show a site by itself. */
  readonly isTool?: boolean;
  /** What must be installed on the machine beside what the project itself installs; `none`: nothing. */
  readonly toolchain: 'node' | 'ruby' | 'hugo' | 'none';
  /** Installs what the build needs, where a package manager of Node.js does not. */
  readonly install?: string;
  /** Builds the site; `bin`: by a program of its packages, where `package.json` has no script `build`. */
  readonly build: { readonly bin: string } | { readonly command: string } | null;
  readonly serving: Serving;
  /** The first of these whose signs are there takes the place of `serving`. */
  readonly variants?: readonly (Sign & { readonly serving: Serving })[];
  /** Where the project itself names the folder that it builds: group 1 takes the place of that in `serving`. */
  readonly outputIn?: { readonly file: RegExp; readonly text: RegExp };
  /** A path that answers when the server is ready; absent: `/`. */
  readonly ready?: string;
  readonly pages?: PageFiles;
  /** What a reader should check. */
  readonly caveat?: string;
}
