import { posix } from 'node:path';

import type { Checkout } from './checkout.ts';
import type { Folder } from './folder.ts';
import { ancestorsOf } from './package-manager.ts';

/** Who serves the site, as far as the repository says. */
export interface Hosting {
  readonly name: string;
  /** What shows it. */
  readonly because: string;
  /** Whether it deploys each pull request, and tells GitHub where. */
  readonly hasPreviews: boolean;
  /** Whether it may tell that by commit statuses alone. */
  readonly usesStatuses: boolean;
}

interface Sign {
  readonly name: string;
  readonly file: RegExp;
  readonly packages: readonly string[];
  readonly usesStatuses: boolean;
}

const PREVIEWS: readonly Sign[] = [
  {
    name: 'Vercel',
    file: /^(?:now|vercel)\.json$/,
    packages: ['@sveltejs/adapter-vercel', '@astrojs/vercel', '@vercel/remix', '@vercel/react-router'],
    usesStatuses: false,
  },
  {
    name: 'Netlify',
    file: /^netlify\.toml$/,
    packages: ['@sveltejs/adapter-netlify', '@astrojs/netlify', '@netlify/plugin-nextjs', '@netlify/vite-plugin'],
    usesStatuses: true,
  },
  {
    name: 'Cloudflare',
    file: /^wrangler\.(?:toml|jsonc?)$/,
    packages: ['@sveltejs/adapter-cloudflare', '@astrojs/cloudflare', '@cloudflare/next-on-pages'],
    usesStatuses: true,
  },
];

const WORKFLOW = /^\.github\/workflows\/[^/]+\.ya?ml$/;
const PAGES_ACTION =
  /\buses:\s*['"]?(actions\/deploy-pages|peaceiris\/actions-gh-pages|JamesIves\/github-pages-deploy-action)@/;

/** What the repository says of where a site is served; null if it says nothing. */
export async function hostingOf(checkout: Checkout, { directory, manifest }: Folder): Promise<Hosting | null> {
  for (const { name, file, packages, usesStatuses } of PREVIEWS) {
    const own = checkout.files.find(
      (each) => file.test(posix.basename(each)) && ancestorsOf(directory).includes(posix.dirname(each)),
    );
    const because = own ?? packages.find((each) => manifest.dependencies.has(each));
    if (because !== undefined) return { name, because, hasPreviews: true, usesStatuses };
  }
  for (const workflow of checkout.files.filter((file) => WORKFLOW.test(file))) {
    if (PAGES_ACTION.test((await checkout.read(workflow)) ?? ''))
      return { name: 'GitHub Pages', because: workflow, hasPreviews: false, usesStatuses: false };
  }
  return null;
}
