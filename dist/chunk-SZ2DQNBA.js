import {
  TERMINAL,
  diffOf
} from "./chunk-BVDK4CD2.js";
import {
  PROVIDERS
} from "./chunk-RYEZHFHL.js";
import {
  AGENT,
  MOST_ROUTES,
  failureOf,
  inOrder,
  isLogIn,
  linksOf,
  openClient,
  pathBelow,
  probeGroups
} from "./chunk-PJWWYH76.js";
import {
  picomatch_default
} from "./chunk-U6YDBHYE.js";
import {
  stablePath
} from "./chunk-HNXLDDXK.js";
import {
  isMap,
  loadConfig
} from "./chunk-ANOO677E.js";
import {
  deployUrlComplaint,
  trimUrl
} from "./chunk-5FYPY7J5.js";
import "./chunk-OPTY3JPO.js";
import {
  quote,
  sanitizeLine,
  stripFragment,
  stripQuery
} from "./chunk-TOJFHHPJ.js";
import {
  Git
} from "./chunk-7RKZWDHD.js";
import {
  yaml_Document,
  yaml_isMap,
  yaml_isScalar,
  yaml_isSeq,
  yaml_parse,
  yaml_visit
} from "./chunk-WBN44U6Z.js";
import "./chunk-UBUDJYS6.js";
import {
  isInteractive,
  say
} from "./chunk-JTS2K6SZ.js";
import {
  GateError,
  causeOf
} from "./chunk-REZM6CI2.js";

// src/start/init.ts
import { mkdtemp, rm, writeFile as writeFile2 } from "node:fs/promises";
import { tmpdir } from "node:os";
import path4 from "node:path";

// src/start/deploy-plan.ts
import { posix as posix2 } from "node:path";

// src/start/detect/package-manager.ts
import { posix } from "node:path";

// vendor:package-manager-detector/detect
import { package_manager_detector_detect_detect } from "./vendor/fast-xml-parser-and-others-METDM62A.js";

// src/start/detect/package-manager.ts
var COMMANDS = {
  npm: { frozen: "npm ci", install: "npm install", run: "npm run", exec: "npx" },
  pnpm: { frozen: "pnpm install --frozen-lockfile", install: "pnpm install", run: "pnpm run", exec: "pnpm exec" },
  yarn: { frozen: "yarn install --frozen-lockfile", install: "yarn install", run: "yarn run", exec: "yarn run" },
  "yarn-berry": { frozen: "yarn install --immutable", install: "yarn install", run: "yarn run", exec: "yarn run" },
  bun: { frozen: "bun install --frozen-lockfile", install: "bun install", run: "bun run", exec: "bunx" }
};
var LOCKFILES = ["package-lock.json", "npm-shrinkwrap.json", "pnpm-lock.yaml", "yarn.lock", "bun.lock", "bun.lockb"];
async function packageManagerOf(checkout2, { directory }) {
  const cwd = posix.join(checkout2.root, directory);
  const found = await package_manager_detector_detect_detect({ cwd, stopDir: checkout2.root });
  const isBerry = checkout2.files.some((file) => posix.basename(file) === ".yarnrc.yml");
  const name = nameOf(found?.agent, isBerry);
  const { frozen, install, run, exec } = COMMANDS[name];
  const locked = ancestorsOf(directory).find(
    (above) => LOCKFILES.some((lockfile) => checkout2.files.includes(posix.join(above, lockfile)))
  );
  const up = locked === void 0 ? "" : posix.relative(directory, locked);
  const command = locked === void 0 ? install : frozen;
  return { name, install: up === "" ? command : `cd ${up} && ${command}`, run, exec };
}
function nameOf(agent, isBerry) {
  if (agent === "yarn@berry" || agent === "yarn" && isBerry) return "yarn-berry";
  if (agent === "yarn" || agent === "bun") return agent;
  return agent?.startsWith("pnpm") === true ? "pnpm" : "npm";
}
function ancestorsOf(directory) {
  const segments = directory.split("/").filter((segment) => segment !== ".");
  return [...segments.map((_, index) => segments.slice(0, segments.length - index).join("/")), "."];
}

// src/start/deploy-plan.ts
function preferredProvider({ site, hosting, url }) {
  if (hosting?.hasPreviews === true) return "github-deployments";
  if (site !== null) return "worktree";
  return url === null ? null : "url";
}
async function chooseDeploys(survey, provider, { headUrl }) {
  return CHOICES[provider](survey, headUrl);
}
var CHOICES = {
  "github-deployments": previews,
  url: addresses,
  worktree,
  static: folders
};
function previews({ hosting }) {
  const name = hosting?.hasPreviews === true ? hosting.name : "A service";
  const because = hosting?.hasPreviews === true ? ` (${hosting.because})` : "";
  const assumed = [
    `${name}${because} deploys each pull request and tells GitHub where; if it does not, use --provider worktree.`
  ];
  return { plan: { kind: "github-deployments", usesStatuses: hosting?.usesStatuses ?? true }, assumed };
}
function addresses({ url }, headUrl) {
  if (url === null) {
    const what = "--provider url needs the address of the running site.";
    throw new GateError("usage", { what, todo: "Add for example --url https://staging.example." });
  }
  const guess = previewOf(new URL(url));
  const assumed = headUrl === null ? [`Pull requests are deployed at ${guess}; if not, use --head-url.`] : [];
  return { plan: { kind: "url", base: url, head: headUrl ?? guess }, assumed };
}
function previewOf({ protocol, hostname, host }) {
  const isName = /[a-z]$/i.test(hostname) && hostname.includes(".");
  return isName ? `${protocol}//pr-{pr}.${host}` : "https://pr-{pr}.example.com";
}
async function worktree(survey) {
  const { build, assumed } = await buildOf(survey);
  return { plan: { kind: "worktree", ...build }, assumed };
}
async function folders(survey) {
  const { build, assumed } = await buildOf(survey);
  if ("folder" in build.served) return { plan: { kind: "static", ...build, ...build.served }, assumed };
  const what = `--provider static needs a site that is a folder, but this one is served by \`${build.served.serve}\`.`;
  throw new GateError("usage", { what, todo: "Use --provider worktree, which runs that command." });
}
async function buildOf({ checkout: checkout2, site }) {
  if (site === null) throw new GateError("init-no-site");
  const { folder, framework } = site;
  const { directory } = folder;
  const hasPackages = folder.files.includes("package.json");
  const manager = hasPackages && framework.toolchain !== "none" ? await packageManagerOf(checkout2, folder) : null;
  const build = {
    directory,
    install: joined([framework.install ?? null, manager?.install ?? null]),
    build: buildCommand(site, manager, checkout2),
    served: servedBy(site, manager),
    ready: framework.ready ?? null,
    toolchain: framework.toolchain,
    manager
  };
  const how = "folder" in build.served ? folderName(posix2.join(directory, build.served.folder)) : `\`${build.served.serve}\``;
  const place = directory === "." ? "" : ` in ${directory}`;
  const built = build.build === null ? "served" : `built by \`${build.build}\` and served`;
  const assumed = [
    `The site${place} is ${framework.name}, ${built} ${"folder" in build.served ? "from" : "by"} ${how}.`,
    ..."caveat" in framework ? [framework.caveat] : []
  ];
  return { build, assumed };
}
var folderName = (folder) => folder === "." ? "the root of the repository" : `the folder ${folder}`;
function buildCommand({ folder, framework }, manager, checkout2) {
  const { manifest, directory } = folder;
  const { build } = framework;
  if (build !== null && "command" in build) return build.command;
  if (manager === null) return null;
  if (manifest.scripts.has("build")) {
    const name = manifest.name ?? "";
    const isNested = directory !== "." && /^[@\w./-]+$/.test(name);
    if (isNested && checkout2.files.includes("turbo.json"))
      return `cd ${posix2.relative(directory, ".")} && ${manager.exec} turbo run build --filter=${name}`;
    if (isNested && manager.name === "pnpm") return `pnpm --filter ${name}... run build`;
    return `${manager.run} build`;
  }
  return build === null ? null : `${manager.exec} ${build.bin}`;
}
function servedBy({ serving }, manager) {
  if ("output" in serving) return { folder: serving.output, spa: serving.spa ?? false };
  if ("serve" in serving) return { serve: serving.serve };
  if ("script" in serving) return { serve: `${manager?.run ?? "npm run"} ${serving.script}` };
  return { serve: `${manager?.exec ?? "npx"} ${serving.bin}` };
}
function joined(commands) {
  const given = commands.filter((command) => command !== null);
  return given.length === 0 ? null : given.join(" && ");
}

// src/start/detect/checkout.ts
import { readFile, stat } from "node:fs/promises";
import path from "node:path";
var MOST_BYTES = 1e6;
async function openCheckout(folder, env) {
  const git = await Git.open(folder, env);
  if ("cause" in git) throw new GateError("init-no-repository", { folder, cause: git.cause });
  const { root } = git;
  const listed = await git.run("ls-files", "-z", "--cached", "--others", "--exclude-standard");
  const files = [...new Set(listed.split("\0").filter((file) => file !== ""))];
  return { root, files, read: (file) => textOf(path.join(root, file)) };
}
async function textOf(file) {
  try {
    const about = await stat(file);
    return about.isFile() && about.size <= MOST_BYTES ? await readFile(file, "utf8") : null;
  } catch {
    return null;
  }
}

// src/start/detect/hosting.ts
import { posix as posix3 } from "node:path";
var PREVIEWS = [
  {
    name: "Vercel",
    file: /^(?:now|vercel)\.json$/,
    packages: ["@sveltejs/adapter-vercel", "@astrojs/vercel", "@vercel/remix", "@vercel/react-router"],
    usesStatuses: false
  },
  {
    name: "Netlify",
    file: /^netlify\.toml$/,
    packages: ["@sveltejs/adapter-netlify", "@astrojs/netlify", "@netlify/plugin-nextjs", "@netlify/vite-plugin"],
    usesStatuses: true
  },
  {
    name: "Cloudflare",
    file: /^wrangler\.(?:toml|jsonc?)$/,
    packages: ["@sveltejs/adapter-cloudflare", "@astrojs/cloudflare", "@cloudflare/next-on-pages"],
    usesStatuses: true
  }
];
var WORKFLOW = /^\.github\/workflows\/[^/]+\.ya?ml$/;
var PAGES_ACTION = /\buses:\s*['"]?(actions\/deploy-pages|peaceiris\/actions-gh-pages|JamesIves\/github-pages-deploy-action)@/;
async function hostingOf(checkout2, { directory, manifest }) {
  for (const { name, file, packages, usesStatuses } of PREVIEWS) {
    const own = checkout2.files.find(
      (each) => file.test(posix3.basename(each)) && ancestorsOf(directory).includes(posix3.dirname(each))
    );
    const because = own ?? packages.find((each) => manifest.dependencies.has(each));
    if (because !== void 0) return { name, because, hasPreviews: true, usesStatuses };
  }
  for (const workflow of checkout2.files.filter((file) => WORKFLOW.test(file))) {
    if (PAGES_ACTION.test(await checkout2.read(workflow) ?? ""))
      return { name: "GitHub Pages", because: workflow, hasPreviews: false, usesStatuses: false };
  }
  return null;
}

// src/start/detect/folder.ts
import { posix as posix4 } from "node:path";

// src/start/detect/manifest.ts
var NONE = {
  name: null,
  dependencies: /* @__PURE__ */ new Set(),
  scripts: /* @__PURE__ */ new Map(),
  workspaces: [],
  namesNode: false
};
function readManifest(text) {
  const value = parsed(text);
  if (!isMap(value)) return NONE;
  const { workspaces, engines, volta } = value;
  return {
    name: typeof value["name"] === "string" ? value["name"] : null,
    dependencies: new Set(
      [value["dependencies"], value["devDependencies"]].flatMap((each) => [...stringsOf(each).keys()])
    ),
    scripts: stringsOf(value["scripts"]),
    workspaces: textsOf(isMap(workspaces) ? workspaces["packages"] : workspaces),
    namesNode: [engines, volta].some((each) => isMap(each) && typeof each["node"] === "string")
  };
}
function parsed(text) {
  try {
    return JSON.parse((text ?? "").replace(/^\uFEFF/, ""));
  } catch {
    return null;
  }
}
function stringsOf(value) {
  const entries = isMap(value) ? Object.entries(value) : [];
  return new Map(entries.filter((entry) => typeof entry[1] === "string"));
}
function textsOf(value) {
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}

// src/start/detect/folder.ts
async function openFolder({ files, read }, directory) {
  const prefix = directory === "." ? "" : `${directory}/`;
  const own = files.filter((file) => file.startsWith(prefix)).map((file) => file.slice(prefix.length));
  const readOwn = (file) => read(posix4.join(directory, file));
  return { directory, files: own, manifest: readManifest(await readOwn("package.json")), read: readOwn };
}
function fileLike({ files }, pattern) {
  return files.find((file) => pattern.test(file));
}

// src/start/pick-site.ts
import path2 from "node:path";

// src/start/detect/candidates.ts
import { posix as posix6 } from "node:path";

// src/start/detect/detect.ts
import { posix as posix5 } from "node:path";

// src/start/detect/page-files.ts
var HTML_FILES = /\.html?$/;
function nextAppPage(file) {
  const [, folder] = /^(?:src\/)?app\/(.*?)\/?page\.(?:[jt]sx?|mdx?)$/.exec(file) ?? [];
  if (folder === void 0) return null;
  const segments = folder.split("/").filter((segment) => segment !== "" && !/^\([^.)]+\)$/.test(segment));
  const isPage = segments.every((segment) => !/^[@_]|^\(\.+\)/.test(segment));
  return isPage ? segments.map(variable).join("/") : null;
}
function pageOfPages(file) {
  const [, page] = /^(?:src\/)?pages\/(.+)\.(?:[jt]sx?|mdx?)$/.exec(file) ?? [];
  if (page === void 0 || /^(?:api\/|_|404$|500$)|\.(?:test|spec|d|module)$/.test(page)) return null;
  return segmentsOf(page.replaceAll(/\{[\w.]*?(\w+)\}/g, "[$1]"));
}
function astroPage(file) {
  const [, page] = /^src\/pages\/(.+)\.(?:astro|mdx?|html)$/.exec(file) ?? [];
  return page === void 0 || /^(?:404|500)$|(?:^|\/)_/.test(page) ? null : segmentsOf(page);
}
function nuxtPage(file) {
  const [, page] = /^(?:app\/)?pages\/(.+)\.vue$/.exec(file) ?? [];
  return page === void 0 ? null : segmentsOf(page);
}
function svelteKitPage(file) {
  const [, folder] = /^src\/routes\/(.*?)\/?\+page\.svelte$/.exec(file) ?? [];
  if (folder === void 0) return null;
  return segmentsOf(folder.replaceAll(/(?:^|\/)\([^)]+\)(?=\/|$)/g, "").replace(/^\//, ""));
}
function segmentsOf(page) {
  return page.replace(/(?:^|\/)index$/, "").split("/").map(variable).join("/");
}
function variable(segment) {
  return segment.replaceAll(/\[+(?:\.\.\.)?(\w+)(?:=\w+)?\]+/g, ":$1");
}

// src/start/detect/frameworks.ts
var VITE_CONFIG = /^vite\.config\.[cm]?[jt]s$/;
var OUT_DIR = /\boutDir\s*:\s*['"]([\w./-]+)['"]/;
var RAILS = "RAILS_ENV=production SECRET_KEY_BASE_DUMMY=1";
var FRAMEWORKS = [
  {
    name: "Rails",
    signs: [{ file: /^bin\/rails$/ }, { file: /^config\/application\.rb$/ }],
    toolchain: "ruby",
    install: "bundle install",
    build: { command: `${RAILS} bin/rails assets:precompile db:prepare` },
    serving: { serve: `${RAILS} RAILS_SERVE_STATIC_FILES=1 bin/rails server --port {port}` },
    ready: "/up",
    caveat: "Rails redirects to https in production where force_ssl is set without assume_ssl."
  },
  {
    name: "Hugo",
    signs: [{ file: /^(?:hugo\.(?:toml|ya?ml|json)|config\/_default\/hugo\.(?:toml|ya?ml|json))$/ }],
    toolchain: "hugo",
    build: { command: "hugo --minify" },
    serving: { output: "public" }
  },
  {
    name: "Jekyll",
    signs: [{ file: /^_config\.ya?ml$/ }, { file: /^Gemfile$/, text: /\b(?:jekyll|github-pages)\b/ }],
    toolchain: "ruby",
    install: "bundle install",
    build: { command: "bundle exec jekyll build" },
    serving: { output: "_site" }
  },
  {
    name: "Next.js",
    signs: [{ packages: ["next"] }, { file: /^(?:next\.config\.[cm]?[jt]s|(?:src\/)?(?:app|pages)\/.+)$/ }],
    toolchain: "node",
    build: { bin: "next build" },
    serving: { bin: "next start --port {port}" },
    variants: [
      {
        file: /^next\.config\.[cm]?[jt]s$/,
        text: /\boutput\s*:\s*['"]export['"]/,
        serving: { output: "out" }
      }
    ],
    pages: { files: /^(?:src\/)?(?:app|pages)\//, pathOf: (file) => nextAppPage(file) ?? pageOfPages(file) }
  },
  {
    name: "Nuxt",
    signs: [{ packages: ["nuxt"] }, { file: /^nuxt\.config\.[cm]?[jt]s$/ }],
    toolchain: "node",
    build: { bin: "nuxt build" },
    serving: { serve: "node .output/server/index.mjs" },
    variants: [
      { file: /^package\.json$/, text: /"build"\s*:\s*"[^"]*nux[it] generate/, serving: { output: ".output/public" } }
    ],
    pages: { files: /^(?:app\/)?pages\/.+\.vue$/, pathOf: nuxtPage }
  },
  {
    name: "SvelteKit",
    signs: [{ packages: ["@sveltejs/kit"] }, { file: /^src\/(?:routes\/|app\.html$)/ }],
    toolchain: "node",
    build: { bin: "vite build" },
    serving: { bin: "vite preview --port {port}" },
    variants: [
      { packages: ["@sveltejs/adapter-static"], serving: { output: "build" } },
      { packages: ["@sveltejs/adapter-node"], serving: { serve: "node build" } }
    ],
    pages: { files: /^src\/routes\/(?:.*\/)?\+page\.svelte$/, pathOf: svelteKitPage }
  },
  {
    name: "Astro",
    signs: [{ packages: ["astro"] }, { file: /^(?:astro\.config\.[cm]?[jt]s|src\/pages\/.+)$/ }],
    toolchain: "node",
    build: { bin: "astro build" },
    serving: { output: "dist" },
    variants: [
      { packages: ["@astrojs/node"], serving: { serve: "HOST=127.0.0.1 node dist/server/entry.mjs" } },
      {
        file: /^astro\.config\.[cm]?[jt]s$/,
        text: /\badapter\s*:/,
        serving: { bin: "astro preview --port {port}" }
      }
    ],
    outputIn: { file: /^astro\.config\.[cm]?[jt]s$/, text: OUT_DIR },
    pages: { files: /^src\/pages\/.+\.(?:astro|mdx?|html)$/, pathOf: astroPage }
  },
  {
    name: "React Router",
    signs: [{ packages: ["@react-router/dev"] }],
    toolchain: "node",
    build: { bin: "react-router build" },
    serving: { bin: "react-router-serve ./build/server/index.js" },
    variants: [
      {
        file: /^react-router\.config\.[cm]?[jt]s$/,
        text: /\bssr\s*:\s*false\b/,
        serving: { output: "build/client", spa: true }
      }
    ]
  },
  {
    name: "Remix",
    signs: [{ packages: ["@remix-run/dev"] }],
    toolchain: "node",
    build: { bin: "remix vite:build" },
    serving: { bin: "remix-serve ./build/server/index.js" }
  },
  {
    name: "Gatsby",
    signs: [{ packages: ["gatsby"] }],
    toolchain: "node",
    build: { bin: "gatsby build" },
    serving: { output: "public" },
    pages: { files: /^src\/pages\/.+\.(?:[jt]sx?|mdx?)$/, pathOf: pageOfPages }
  },
  {
    name: "Docusaurus",
    signs: [{ packages: ["@docusaurus/core"] }],
    toolchain: "node",
    build: { bin: "docusaurus build" },
    serving: { output: "build" }
  },
  {
    name: "Angular",
    signs: [{ packages: ["@angular/core"] }, { file: /^angular\.json$/ }],
    toolchain: "node",
    build: { bin: "ng build" },
    serving: { output: "dist", spa: true }
  },
  {
    name: "Vue CLI",
    signs: [{ packages: ["@vue/cli-service"] }],
    toolchain: "node",
    build: { bin: "vue-cli-service build" },
    serving: { output: "dist", spa: true },
    outputIn: { file: /^vue\.config\.[cm]?[jt]s$/, text: /\boutputDir\s*:\s*['"]([\w./-]+)['"]/ }
  },
  {
    name: "Create React App",
    signs: [{ packages: ["react-scripts"] }],
    toolchain: "node",
    build: { bin: "react-scripts build" },
    serving: { output: "build", spa: true }
  },
  {
    name: "Eleventy",
    signs: [{ packages: ["@11ty/eleventy"] }],
    toolchain: "node",
    build: { bin: "eleventy" },
    serving: { output: "_site" },
    outputIn: { file: /^(?:\.eleventy|eleventy\.config)\.[cm]?js$/, text: /\boutput\s*:\s*['"]([\w./-]+)['"]/ }
  },
  {
    name: "Vite",
    signs: [{ packages: ["vite"] }, { file: /^(?:index\.html|src\/index\.html)$/ }],
    toolchain: "node",
    build: { bin: "vite build" },
    serving: { output: "dist", spa: true },
    outputIn: { file: VITE_CONFIG, text: OUT_DIR }
  },
  {
    name: "a Node.js server",
    signs: [{ file: /^package\.json$/, text: /"start"\s*:\s*"/ }],
    isGeneric: true,
    toolchain: "node",
    build: null,
    serving: { script: "start" },
    caveat: "The server must listen on the port in the environment variable PORT."
  },
  ...[".", "public", "site", "www", "docs", "dist", "build"].map((folder) => ({
    name: "static files",
    signs: [{ file: new RegExp(folder === "." ? "^index\\.html$" : `^${folder}/index\\.html$`) }],
    isGeneric: true,
    toolchain: "none",
    build: null,
    serving: { output: folder },
    pages: { files: HTML_FILES, pathOf: htmlPathIn(folder) }
  }))
];
function htmlPathIn(folder) {
  const prefix = folder === "." ? "" : `${folder}/`;
  return (file) => {
    if (!file.startsWith(prefix) || /(?:^|\/)(?:404|50x|500|node_modules)\b/.test(file)) return null;
    return file.slice(prefix.length).replace(/(?:^|(?<=\/))index\.html?$/, "");
  };
}

// src/start/detect/detect.ts
var MOST_READ = 5;
async function siteIn(folder, withGeneric) {
  for (const framework of FRAMEWORKS) {
    if (framework.isGeneric === true && !withGeneric) continue;
    if (await allSeen(framework.signs, folder))
      return { folder, framework, serving: await servingOf(framework, folder) };
  }
  return null;
}
async function allSeen(signs, folder) {
  for (const sign of signs) if (!await isSeen(sign, folder)) return false;
  return true;
}
async function isSeen({ packages, file, text }, folder) {
  if (packages !== void 0 && !packages.some((name) => folder.manifest.dependencies.has(name))) return false;
  if (file === void 0) return true;
  if (text === void 0) return fileLike(folder, file) !== void 0;
  return await textIn(folder, file, text) !== null;
}
async function textIn(folder, file, text) {
  for (const each of folder.files.filter((name) => file.test(name)).slice(0, MOST_READ)) {
    const found = text.exec(await folder.read(each) ?? "");
    if (found !== null) return found;
  }
  return null;
}
async function servingOf(framework, folder) {
  if (framework.name === "Angular") return angularServing(await folder.read("angular.json"), framework.serving);
  for (const variant of framework.variants ?? []) if (await isSeen(variant, folder)) return variant.serving;
  const { serving, outputIn } = framework;
  if (outputIn === void 0 || !("output" in serving)) return serving;
  const [, output] = await textIn(folder, outputIn.file, outputIn.text) ?? [];
  const inside = output === void 0 ? ".." : posix5.normalize(output).replace(/\/$/, "");
  return /^(?:\.\.(?:\/|$)|\/)/.test(inside) ? serving : { ...serving, output: inside };
}
function angularServing(text, fallback) {
  const projects = mapAt(parsed2(text), "projects");
  const applications = Object.entries(projects).filter(([, each]) => mapAt(each)["projectType"] === "application");
  const [name, project] = applications[0] ?? [];
  if (name === void 0) return fallback;
  const build = mapAt(project, "architect", "build");
  const options = mapAt(build, "options");
  const { outputPath } = options;
  const base = typeof outputPath === "string" ? outputPath : mapAt(outputPath)["base"] ?? `dist/${name}`;
  if (typeof base !== "string") return fallback;
  if (isMap(options["ssr"]) || options["ssr"] === true) return { serve: `node ${base}/server/server.mjs` };
  const isBrowserBuilder = String(build["builder"]).endsWith(":browser");
  return { output: isBrowserBuilder ? base : `${base}/browser`, spa: true };
}
function parsed2(text) {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return null;
  }
}
function mapAt(value, ...keys) {
  const found = keys.reduce((at, key) => isMap(at) ? at[key] : void 0, value);
  return isMap(found) ? found : {};
}

// src/start/detect/candidates.ts
var MARKERS = /^(?:package\.json|hugo\.(?:toml|ya?ml|json)|_config\.ya?ml|config\.ru)$/;
var NOT_THE_PRODUCT = /(?:^|\/)(?:node_modules|tests?|__\w+__|e2e|fixtures?|examples?|templates?|vendor)(?:\/|$)/;
var MOST_FOLDERS = 200;
async function sitesBelow(checkout2) {
  const patterns = await workspacePatterns(checkout2);
  const isWorkspace = patterns.length === 0 ? () => true : picomatch_default([...patterns]);
  const folders2 = checkout2.files.filter((file) => MARKERS.test(posix6.basename(file))).map((file) => posix6.dirname(file)).filter((folder) => folder !== "." && !NOT_THE_PRODUCT.test(folder) && isWorkspace(folder));
  const found = [];
  for (const directory of [...new Set(folders2)].slice(0, MOST_FOLDERS)) {
    const site = await siteIn(await openFolder(checkout2, directory), false);
    if (site !== null) found.push(site);
  }
  return found;
}
async function workspacePatterns({ read }) {
  const { workspaces } = readManifest(await read("package.json"));
  const declared = [...workspaces, ...packagesOf(await read("pnpm-workspace.yaml"))];
  return declared.map((pattern) => pattern.replace(/^\.\/|\/$/g, "")).filter((pattern) => !pattern.startsWith("!"));
}
function packagesOf(text) {
  try {
    const value = yaml_parse(text ?? "");
    return isMap(value) ? textsOf(value["packages"]) : [];
  } catch {
    return [];
  }
}

// src/start/pick-site.ts
var MOST_NAMED = 20;
async function pickSite(request) {
  const { checkout: checkout2, cwd, dir } = request;
  const directory = path2.relative(checkout2.root, path2.resolve(cwd, dir ?? ".")).replaceAll("\\", "/") || ".";
  if (dir !== null) return { site: await namedSite(checkout2, dir, directory), assumed: [] };
  const here = await openFolder(checkout2, directory);
  const site = await siteIn(here, false);
  if (site !== null) return { site, assumed: [] };
  const candidates = directory === "." ? await sitesBelow(checkout2) : [];
  if (candidates.length === 0) return { site: await siteIn(here, true), assumed: [] };
  return onlyOf(candidates, request.ask);
}
async function namedSite(checkout2, dir, directory) {
  const folder = await openFolder(checkout2, directory);
  if (folder.files.length > 0) return siteIn(folder, true);
  const candidates = (await sitesBelow(checkout2)).map((site) => site.folder.directory);
  throw new GateError("init-no-folder", {
    directory: quote(dir),
    candidates: candidates.slice(0, MOST_NAMED).join(", ")
  });
}
async function onlyOf(candidates, ask) {
  const [only, ...others] = candidates;
  if (only !== void 0 && others.length === 0) {
    const assumed = [`${only.folder.directory} is the site, because no other folder has a web framework (--dir).`];
    return { site: only, assumed };
  }
  const names = candidates.map(({ folder, framework }) => `${folder.directory} (${framework.name})`);
  const chosen = await ask?.choose("Which site is to be gated?", names);
  const site = candidates[names.indexOf(chosen ?? "")];
  if (site !== void 0) return { site, assumed: [] };
  throw new GateError("init-several-sites", {
    candidates: names.slice(0, MOST_NAMED).join(", "),
    example: only?.folder.directory ?? "."
  });
}

// src/start/routes/template.ts
var MOST_SIBLINGS = 4;
var MOST_SECTIONS = 40;
var NUMBERED = /^(?:.+[-_.]\d{3,}|\d{3,}[-_.].+)$/;
function groupByTemplate(paths) {
  const numbered = paths.map((path5) => ({ path: path5, segments: segmentsOf2(path5).map(numbersAsId) }));
  const crowded = crowdedParents(numbered.map(({ segments }) => segments));
  const groups = Map.groupBy(numbered, ({ path: path5, segments }) => templateOf(path5, segments, crowded));
  return [...groups].map(([template, members]) => ({ template, paths: members.map(({ path: path5 }) => path5) }));
}
function segmentsOf2(path5) {
  return new URL(path5, "http://path.invalid").pathname.split("/").filter((segment) => segment !== "");
}
function numbersAsId(segment) {
  const bare = segment.replace(/\.html?$/i, "");
  const isVariable = /^\d[\d._-]*$/.test(bare) || NUMBERED.test(bare) || stablePath(bare) === "*";
  return isVariable ? ":id" : segment;
}
function crowdedParents(all) {
  const names = /* @__PURE__ */ new Map();
  for (const segments of all)
    for (const [depth, segment] of segments.entries()) {
      const parent = segments.slice(0, depth).join("/");
      const seen = names.get(parent) ?? /* @__PURE__ */ new Set();
      names.set(parent, seen.add(segment));
    }
  const crowded = [...names].filter(([parent, { size }]) => size > (parent === "" ? MOST_SECTIONS : MOST_SIBLINGS));
  return new Set(crowded.map(([parent]) => parent));
}
function templateOf(path5, segments, crowded) {
  const written = segments.map((segment, depth) => {
    const isLast = depth === segments.length - 1;
    const parent = segments.slice(0, depth).join("/");
    return crowded.has(parent) && (isLast || depth > 0) ? ":slug" : segment;
  });
  const parameters = [...new URL(path5, "http://path.invalid").searchParams.keys()];
  const query = [...new Set(parameters)].map((name) => `${name}=:value`).join("&");
  return `/${written.join("/")}${query === "" ? "" : `?${query}`}`;
}

// src/start/routes/repository-routes.ts
var MOST_FILES = 5e3;
var MOST_NAMED2 = 10;
function routesOfSource(site) {
  const pages = site?.framework.pages;
  const files = pages === void 0 ? [] : (site?.folder.files ?? []).filter((file) => pages.files.test(file));
  const paths = files.slice(0, MOST_FILES).flatMap((file) => pathIn(pages?.pathOf(file) ?? null));
  const fixed = [...new Set(paths.filter((path5) => !path5.includes(":")))];
  const groups = inOrder(groupByTemplate(fixed.includes("/") ? fixed : ["/", ...fixed]));
  const variable2 = [...new Set(paths.filter((path5) => path5.includes(":")))];
  return {
    routes: groups.slice(0, MOST_ROUTES).map(({ template, paths: same }) => ({ path: same[0] ?? "/", template, count: same.length })),
    dropped: variable2.slice(0, MOST_NAMED2).map((path5) => ({
      path: path5,
      reason: "has a variable in its path: add a route with a value that exists"
    })),
    origin: fixed.length === 0 ? "the root of the site" : "the files of the repository",
    notices: []
  };
}
function pathIn(page) {
  if (page === null) return [];
  const segments = page.split("/").map((segment) => encodeURIComponent(segment).replaceAll("%3A", ":"));
  return [`/${segments.join("/")}`];
}

// vendor:robots-parser
import { robots_parser_default } from "./vendor/fast-xml-parser-and-others-METDM62A.js";

// src/start/routes/robots.ts
var parseRobots = robots_parser_default;
async function readRobots(client, origin) {
  const url = `${origin}/robots.txt`;
  const answer = await client.get(url).catch(() => null);
  const isText = answer?.status === 200 && !/html/i.test(answer.type);
  const robots = parseRobots(url, isText ? answer.text : "");
  return { sitemaps: robots.getSitemaps(), forbids: (page) => robots.isDisallowed(page, AGENT) === true };
}

// vendor:fast-xml-parser
import { fast_xml_parser_XMLParser } from "./vendor/fast-xml-parser-and-others-METDM62A.js";

// src/start/routes/sitemap.ts
var MOST_URLS = 5e3;
var MOST_FILES2 = 20;
async function readSitemaps(client, origin, declared) {
  const waiting = declared.length > 0 ? [...declared] : [`${origin}/sitemap.xml`];
  const seen = /* @__PURE__ */ new Set();
  const urls = /* @__PURE__ */ new Set();
  const notices = [];
  while (waiting.length > 0 && seen.size < MOST_FILES2 && urls.size <= MOST_URLS) {
    const url = URL.parse(waiting.shift() ?? "", origin);
    if (url === null || url.origin !== origin || seen.has(url.href)) continue;
    seen.add(url.href);
    const read = await readOne(client, url.href);
    if ("problem" in read) {
      if (declared.length > 0 || read.isThere) notices.push(`The sitemap ${url.pathname} ${read.problem}.`);
      continue;
    }
    waiting.push(...read.sitemaps);
    for (const page of read.pages) if (urls.size <= MOST_URLS) urls.add(page);
  }
  const isCut = urls.size > MOST_URLS || waiting.length > 0;
  return { urls: [...urls].slice(0, MOST_URLS), isCut, notices };
}
async function readOne(client, url) {
  try {
    const { status, text } = await client.get(url);
    return status === 200 ? locationsIn(text) : { problem: `answers with ${status}`, isThere: false };
  } catch (error) {
    return { problem: `cannot be read: ${failureOf(error)}`, isThere: false };
  }
}
var DECLARES = /<!(?:DOCTYPE|ENTITY)/i;
function locationsIn(text) {
  if (DECLARES.test(text)) return { problem: "is refused, because it has a DOCTYPE", isThere: /<\?xml/.test(text) };
  const parser = new fast_xml_parser_XMLParser({
    ignoreAttributes: true,
    parseTagValue: false,
    removeNSPrefix: true,
    isArray: (name) => name === "url" || name === "sitemap"
  });
  try {
    const document = parser.parse(wholeEntries(text));
    const at = (root, item) => {
      const list = isMap(document) && isMap(document[root]) ? document[root][item] : [];
      return Array.isArray(list) ? list.flatMap(locationOf) : [];
    };
    const [pages, sitemaps] = [at("urlset", "url"), at("sitemapindex", "sitemap")];
    if (pages.length + sitemaps.length > 0) return { pages, sitemaps };
    return { problem: "lists no pages", isThere: true };
  } catch {
    return { problem: "is not valid XML", isThere: true };
  }
}
function wholeEntries(text) {
  if (/<\/(?:\w+:)?(?:urlset|sitemapindex)>\s*$/.test(text.slice(-1e3))) return text;
  const end = Math.max(text.lastIndexOf("</url>"), text.lastIndexOf("</sitemap>"));
  return end === -1 ? text : text.slice(0, text.indexOf(">", end) + 1);
}
function locationOf(entry) {
  const location = isMap(entry) ? entry["loc"] : null;
  return typeof location === "string" && URL.canParse(location.trim()) ? [location.trim()] : [];
}

// src/start/routes/site-routes.ts
var SURVEY_TIMEOUT_MS = 6e4;
var MOST_REDIRECTS = 5;
async function routesOfSite(url, surveyor) {
  const client = openClient(AbortSignal.timeout(SURVEY_TIMEOUT_MS));
  const start = await openStart(client, url);
  if ("problem" in start) return { routes: [], dropped: [], origin: "", notices: [start.problem] };
  const { answer, notices } = start;
  const { origin } = new URL(start.url);
  const robots = await readRobots(client, origin);
  const sitemap = await readSitemaps(client, origin, robots.sitemaps);
  const isListed = sitemap.urls.length > 0;
  const links = isListed ? null : await linksOf(start.url, answer.text, surveyor);
  const found = links?.urls ?? sitemap.urls;
  const home = pathBelow(origin, isLogIn(start.url) ? stripQuery(start.url) : start.url) ?? "/";
  const paths = [.../* @__PURE__ */ new Set([home, ...found.flatMap((each) => pathBelow(origin, each) ?? [])])];
  const probed = await probeGroups(groupByTemplate(paths), { client, origin, forbids: robots.forbids });
  return {
    ...probed,
    origin: isListed ? `${sitemap.isCut ? "the first " : ""}${counted(sitemap.urls.length, "URL")} of the sitemap of ${origin}` : `${counted(paths.length, "page")} linked on ${stripQuery(start.url)}`,
    notices: [...notices, ...sitemap.notices, ...chromeNotice(links?.problem ?? null)]
  };
}
function counted(count, what) {
  return `${count.toLocaleString("en")} ${what}${count === 1 ? "" : "s"}`;
}
function chromeNotice(problem) {
  return problem === null ? [] : [`Links that scripts add could not be looked at (${problem}); those of the HTML were.`];
}
async function openStart(client, named) {
  let url = stripFragment(named);
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
    const answer = await client.get(url).catch((error) => ({ problem: failureOf(error) }));
    if ("problem" in answer)
      return { problem: `${stripQuery(url)} could not be looked at: ${answer.problem}. No pages of it are proposed.` };
    if (answer.location === null) return { url, answer, notices: noticesOf(named, url, answer) };
    url = stripFragment(answer.location);
  }
  return { problem: `${stripQuery(named)} redirects more than ${MOST_REDIRECTS} times. No pages of it are proposed.` };
}
function noticesOf(named, url, { status }) {
  const at = stripQuery(url);
  if (status >= 400) return [`${at} answers with ${status}.`];
  if (URL.parse(named)?.href === URL.parse(url)?.href) return [];
  return isLogIn(url) ? [
    `${stripQuery(named)} redirects to a log-in page (${at}). Pages behind it need \`setup\` steps that log in: see docs/configuration.md, "Who visits".`
  ] : [`${stripQuery(named)} redirects to ${at}, which was looked at.`];
}

// src/start/write/config-file.ts
import { posix as posix7 } from "node:path";

// src/start/routes/names.ts
var MOST_CHARACTERS = 40;
function namesOf(routes) {
  const names = [];
  for (const { template } of routes) {
    const name = nameOf2(template);
    let unique = name;
    for (let number = 2; names.includes(unique); number += 1) unique = `${name}-${number}`;
    names.push(unique);
  }
  return names;
}
function nameOf2(template) {
  const words = template.split("/").flatMap((segment) => segment.replaceAll(/%[0-9a-f]{2}/gi, " ").match(/^:|[a-z0-9]+/gi) ?? []).filter((word) => !/^(?::|id|slug|value|html?)$/.test(word));
  const name = words.join("-").toLowerCase().slice(0, MOST_CHARACTERS).replace(/-$/, "");
  return name === "" ? template === "/" ? "home" : "page" : name;
}

// src/start/write/config-file.ts
var SCHEMA = "https://raw.githubusercontent.com/vitals-gate/vitals-gate/v0/dist/config.schema.json";
var MOST_DROPPED = 20;
var MOST_CHARACTERS2 = 200;
var BUDGETS = {
  lcp: { max: "2500 ms", "max-increase": ["5 %", "50 ms"], enforce: "warn" },
  cls: { max: 0.1, "max-increase": 0.02, enforce: "warn" }
};
var ABOUT_BUDGETS = `Nothing blocks yet: remove \`enforce: warn\` to block. \`vitals-gate calibrate\` measures how
much the site varies on this machine, and recommends max-increase. A part can have a budget
too, for example lcp.ttfb. INP needs interactions on its routes:
  inp: { max: 200 ms, max-increase: [10 %, 16 ms], enforce: warn }`;
var ABOUT_INTERACTIONS = `What a visitor does on a page is measured as INP:
  interactions: [{ click: "#add-to-cart" }]
  conditions: [mobile, desktop]`;
var ABOUT_DEPLOYS = {
  url: "Where base and head are served; {pr}, {branch}, {sha} and {short-sha} stand for those of the commit.",
  "github-deployments": `Both deploys are found among the GitHub deployments of the repository. If a commit has several
previews, name one: { environment: "Preview*" }. Previews behind a log-in need \`bypass\`, for Vercel:
  bypass: { header: x-vercel-protection-bypass, secret: VERCEL_BYPASS }`,
  static: "Folders that the workflow builds before the gate starts.",
  worktree: "Base and head are checked out, built and served in the job."
};
function configText({ plan, found }) {
  const names = namesOf(found.routes);
  const routes = found.routes.map((route, index) => ({ name: names[index] ?? "", path: route.path }));
  const document = new yaml_Document({ deploys: deploysOf(plan), routes, budgets: BUDGETS });
  document.commentBefore = ` yaml-language-server: $schema=${SCHEMA}`;
  explain(document, "deploys", ABOUT_DEPLOYS[plan.kind]);
  explain(document, "routes", `From ${found.origin}.
${ABOUT_INTERACTIONS}`);
  for (const [index, route] of found.routes.entries())
    comment(document.getIn(["routes", index], true), reasonFor(route));
  const after = aboutDropped(found.dropped);
  const list = document.get("routes");
  if (after !== "" && yaml_isSeq(list)) list.comment = lines(after);
  explain(document, "budgets", ABOUT_BUDGETS);
  compact(document.get("budgets"));
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}
function deploysOf(plan) {
  if (plan.kind === "url") return { base: { url: plan.base }, head: { url: plan.head } };
  if (plan.kind === "github-deployments") return { "github-deployments": {} };
  if (plan.kind === "worktree") return { worktree: worktreeOf(plan) };
  const spa = plan.spa ? { spa: true } : {};
  const folder = posix7.join(plan.directory, plan.folder);
  return { base: { static: `./${posix7.join("base", folder)}`, ...spa }, head: { static: `./${folder}`, ...spa } };
}
function worktreeOf({ directory, install, build, served, ready }) {
  return {
    install: install ?? false,
    ...build !== null && { build },
    ..."serve" in served ? { serve: served.serve } : { static: served.folder, ...served.spa && { spa: true } },
    ...ready !== null && { ready },
    ...directory !== "." && { directory }
  };
}
function reasonFor({ template, count, path: path5 }) {
  if (count > 1) return `1 of ${count.toLocaleString("en")} pages like ${template}`;
  return path5 === "/" ? "the start page" : "a page of its own";
}
function aboutDropped(dropped) {
  if (dropped.length === 0) return "";
  const named = dropped.slice(0, MOST_DROPPED).map(({ path: path5, reason }) => `  ${sanitizeLine(`${path5} ${reason}`, MOST_CHARACTERS2)}`);
  const more = dropped.length > MOST_DROPPED ? [`  and ${dropped.length - MOST_DROPPED} more`] : [];
  return ["Left out:", ...named, ...more].join("\n");
}
function explain(document, key, text) {
  const { contents } = document;
  if (!yaml_isMap(contents)) return;
  for (const [index, { key: name }] of contents.items.entries()) {
    if (!yaml_isScalar(name) || name.value !== key) continue;
    name.commentBefore = lines(text);
    name.spaceBefore = index > 0;
  }
}
function comment(node, text) {
  if (yaml_isMap(node)) node.commentBefore = lines(text);
}
function lines(text) {
  return text.split("\n").map((line) => `${/^ */.exec(` ${line}`)?.[0] ?? ""}${sanitizeLine(line, MOST_CHARACTERS2)}`).join("\n");
}
function compact(budgets) {
  if (yaml_isMap(budgets)) {
    for (const { value } of budgets.items) if (yaml_isMap(value)) value.flow = true;
  }
}

// src/start/write/expectations.ts
var VISITS = { few: 23, many: 47 };
var VISIT_SECONDS = { short: 2.2, long: 3.7 };
function expectations(routes, plan) {
  const minutes = (visits, seconds) => Math.max(1, Math.round(routes * visits * seconds / 60));
  const [least, most] = [minutes(VISITS.few, VISIT_SECONDS.short), minutes(VISITS.many, VISIT_SECONDS.long)];
  const builds = plan.kind === "worktree" || plan.kind === "static" ? ", after base and head are built" : "";
  return `What to expect on a pull request:
  - ${routes} ${routes === 1 ? "route" : "routes"} on one condition, mobile: a phone on a slow network.
  - About ${least} to ${most} minutes${builds}. Routes that serve identical bytes take seconds.
  - One comment, with the change of LCP and CLS on each route.
  - What blocks: nothing yet, because every budget warns. The job fails only when a page cannot be measured.

Next: commit both files and open a pull request. \`vitals-gate calibrate\` recommends tolerances; then remove
\`enforce: warn\`, and make the job a required check.
`;
}

// src/start/write/files.ts
import { lstat, mkdir, readFile as readFile2, realpath, writeFile } from "node:fs/promises";
import path3 from "node:path";
var MOST_BYTES2 = 1e6;
async function changesOf(root, planned) {
  const changes = await Promise.all(
    planned.map(async ({ file, text }) => ({ file, text, before: await contentsOf(root, file) }))
  );
  return changes.filter(({ before, text }) => before?.replaceAll("\r\n", "\n") !== text);
}
async function contentsOf(root, file) {
  const target = path3.join(root, file);
  const about = await lstat(target).catch((error) => absence(file, error));
  if (about === null) return null;
  if (!about.isFile()) throw new GateError("init-unwritable", { file, cause: "it exists and is not a regular file" });
  if (about.size > MOST_BYTES2) return "";
  return readFile2(target, "utf8").catch((error) => {
    throw new GateError("init-unwritable", { file, cause: causeOf(error) }, { cause: error });
  });
}
function absence(file, error) {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
  throw new GateError("init-unwritable", { file, cause: causeOf(error) }, { cause: error });
}
async function writeChanges(root, changes) {
  for (const { file, text, before } of changes) {
    try {
      const folder = path3.dirname(path3.join(root, file));
      await mkdir(folder, { recursive: true });
      if (!isInside(await realpath(root), await realpath(folder)))
        throw new Error("its folder is outside the repository");
      await writeFile(path3.join(root, file), text, { flag: before === null ? "wx" : "w" });
    } catch (error) {
      throw new GateError("init-unwritable", { file, cause: causeOf(error) }, { cause: error });
    }
  }
}
function isInside(root, folder) {
  const relative = path3.relative(root, folder);
  return relative !== ".." && !relative.startsWith(`..${path3.sep}`) && !path3.isAbsolute(relative);
}

// src/start/write/pins.ts
var PINS = {
  "actions/checkout": { commit: "3d3c42e5aac5ba805825da76410c181273ba90b1", version: "v7.0.1" },
  "actions/setup-node": { commit: "820762786026740c76f36085b0efc47a31fe5020", version: "v7.0.0" },
  "actions/upload-artifact": { commit: "043fb46d1a93c77aae656e7c1c64a875d1fc6a0a", version: "v7.0.1" },
  "ruby/setup-ruby": { commit: "0dafeac902942906541bc140009cdbf32665b601", version: "v1.315.0" }
};
var GATE = "vitals-gate/vitals-gate@v0";

// src/start/write/workflow-file.ts
var TIMEOUT_MINUTES = 60;
var PERMISSIONS = {
  contents: "to check out the repository, and to read the policy of the base",
  "pull-requests": "to post the comment",
  deployments: "to find the previews",
  statuses: "to find previews that are reported as commit statuses only"
};
var INPUTS = {
  "fetch-depth": "the history between base and head",
  "persist-credentials": "a build cannot read the token",
  archive: "one HTML file, which GitHub opens in the browser"
};
function workflowText({ plan, nodeVersionFile }) {
  const document = new yaml_Document({
    name: "performance",
    on: "pull_request",
    permissions: {},
    concurrency: { group: "vitals-gate-${{ github.ref }}", "cancel-in-progress": true },
    jobs: {
      "vitals-gate": {
        "runs-on": "ubuntu-latest",
        "timeout-minutes": TIMEOUT_MINUTES,
        permissions: permissionsFor(plan),
        steps: [...stepsBefore(plan, nodeVersionFile), ...gateSteps()]
      }
    }
  });
  for (const [name, about] of Object.entries(PERMISSIONS))
    remark(document, ["jobs", "vitals-gate", "permissions", name], about);
  remarkInputs(document);
  nameVersions(document);
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}
function permissionsFor(plan) {
  const previews2 = plan.kind === "github-deployments";
  return {
    contents: "read",
    "pull-requests": "write",
    ...previews2 && { deployments: "read" },
    ...previews2 && plan.usesStatuses && { statuses: "read" }
  };
}
function stepsBefore(plan, nodeVersionFile) {
  if (plan.kind === "url") return [checkout({})];
  if (plan.kind === "github-deployments") return [checkout({ "fetch-depth": 0 })];
  if (plan.kind === "worktree") return [checkout({ "fetch-depth": 0 }), ...toolchain(plan, nodeVersionFile)];
  const head = { ref: "${{ github.event.pull_request.head.sha }}", "fetch-depth": 0 };
  return [
    checkout(head),
    { id: "base", run: 'echo "sha=$(git merge-base HEAD "origin/$GITHUB_BASE_REF")" >> "$GITHUB_OUTPUT"' },
    checkout({ ref: "${{ steps.base.outputs.sha }}", path: "base" }),
    ...toolchain(plan, nodeVersionFile),
    ...buildSteps(plan)
  ];
}
function buildSteps({ install, build, directory }) {
  const command = [install, build].filter((each) => each !== null).join(" && ");
  if (command === "") return [];
  const here = directory === "." ? {} : { "working-directory": directory };
  return [
    { ...here, run: command },
    { "working-directory": directory === "." ? "base" : `base/${directory}`, run: command }
  ];
}
function checkout(inputs) {
  return { uses: pinned("actions/checkout"), with: { ...inputs, "persist-credentials": false } };
}
function toolchain({ toolchain: kind, manager, directory }, nodeVersionFile) {
  if (kind === "hugo") return [{ run: "sudo snap install hugo" }];
  const folder = directory === "." ? {} : { "working-directory": directory };
  const ruby = { uses: pinned("ruby/setup-ruby"), with: { "bundler-cache": true, ...folder } };
  const node = { uses: pinned("actions/setup-node"), with: nodeInputs(nodeVersionFile) };
  return [...kind === "ruby" ? [ruby] : [], ...manager === null ? [] : [node, ...MANAGERS[manager.name]]];
}
var MANAGERS = {
  npm: [],
  yarn: [],
  pnpm: [{ run: "npm install --global pnpm" }],
  bun: [{ run: "npm install --global bun" }],
  "yarn-berry": [{ run: "npm install --global corepack && corepack enable" }]
};
function nodeInputs(file) {
  return file === null ? { "node-version": "lts/*" } : { "node-version-file": file };
}
function gateSteps() {
  return [
    { id: "gate", uses: GATE },
    {
      if: "always() && steps.gate.outputs.report-page != ''",
      uses: pinned("actions/upload-artifact"),
      with: { path: "${{ steps.gate.outputs.report-page }}", archive: false }
    },
    {
      if: "always() && steps.gate.outputs.verdict != ''",
      uses: pinned("actions/upload-artifact"),
      with: { name: "vitals-gate", path: "vitals-gate-out" }
    }
  ];
}
function pinned(action) {
  return `${action}@${PINS[action].commit}`;
}
function remarkInputs(document) {
  yaml_visit(document, {
    Pair: (_key, { key, value }) => {
      const about = yaml_isScalar(key) ? INPUTS[String(key.value)] : void 0;
      if (about !== void 0 && yaml_isScalar(value)) value.comment = ` ${about}`;
    }
  });
}
function nameVersions(document) {
  const versions = new Map(
    Object.entries(PINS).map(([action, { commit, version }]) => [`${action}@${commit}`, version])
  );
  yaml_visit(document, {
    Scalar: (_key, scalar) => {
      const version = versions.get(String(scalar.value));
      if (version !== void 0) scalar.comment = ` ${version}`;
    }
  });
}
function remark(document, path5, text) {
  const node = document.getIn(path5, true);
  if (yaml_isScalar(node)) node.comment = ` ${text}`;
}

// src/start/init.ts
var CONFIG = "vitals-gate.yml";
var WORKFLOW2 = ".github/workflows/vitals-gate.yml";
async function init(options, place) {
  const { ask, env, tell } = place;
  const checkout2 = await openCheckout(place.cwd, env);
  const { site, assumed: assumedSite } = await pickSite({ checkout: checkout2, cwd: place.cwd, dir: options.dir, ask });
  const hosting = await hostingOf(checkout2, site?.folder ?? await openFolder(checkout2, "."));
  const url = urlOf(options.url ?? await ask?.text("Address of the running site, if there is one", "none") ?? "");
  const survey = { checkout: checkout2, site, hosting, url };
  const { provider, assumed: assumedProvider } = await pickProvider(survey, options.provider, ask);
  const deploys = await chooseDeploys(survey, provider, options);
  const found = await findRoutes(survey, options, env);
  tellFindings(tell, [...assumedSite, ...assumedProvider, ...deploys.assumed], found);
  const planned = await filesFor(survey, deploys, found);
  const changes = await changesOf(checkout2.root, planned);
  if (changes.length === 0) return tell(`${CONFIG} and ${WORKFLOW2} are already up to date.
`);
  refuseToOverwrite(changes, options.force);
  tell(`${changes.map(({ file, before, text }) => diffOf(file, before, text)).join("\n")}
`);
  if (!await isAgreed(options, ask)) return tell("Nothing was written.\n");
  await writeChanges(checkout2.root, changes);
  tell(`Wrote ${changes.map(({ file }) => file).join(" and ")}.

`);
  return tell(expectations(found.routes.length, deploys.plan));
}
function urlOf(written) {
  const text = written.trim();
  if (text === "") return null;
  const complaint = deployUrlComplaint(text);
  if (complaint !== null) throw new GateError("usage", { what: `--url: ${complaint.what}`, todo: complaint.todo });
  if (text.includes("{"))
    throw new GateError("usage", {
      what: "--url has a placeholder, so it is not the address of a running site.",
      todo: "Write the address of staging or production, and use --head-url for the previews of pull requests."
    });
  return trimUrl(text);
}
async function pickProvider(survey, named, ask) {
  if (named !== null) return { provider: named, assumed: [] };
  const preferred = preferredProvider(survey);
  if (preferred === null) throw new GateError("init-no-site");
  if (ask === null) return { provider: preferred, assumed: [`Base and head come from ${preferred} (--provider).`] };
  const choices = [preferred, ...PROVIDERS.filter((each) => each !== preferred)];
  const chosen = await ask.choose("Where do base and head come from?", choices);
  return { provider: choices.find((each) => each === chosen) ?? preferred, assumed: [] };
}
async function findRoutes({ site, url }, { chromePath }, env) {
  const running = url === null ? null : await routesOfSite(url, { chromePath, env });
  if (running !== null && running.routes.length > 0) return running;
  const source = routesOfSource(site);
  const dropped = [...running?.dropped ?? [], ...source.dropped];
  return { ...source, dropped, notices: [...running?.notices ?? [], ...source.notices] };
}
function tellFindings(tell, assumed, { notices, origin, routes }) {
  const found = `${routes.length} ${routes.length === 1 ? "route" : "routes"} from ${origin}.`;
  const lines2 = [...assumed.map((each) => `  - ${each}`), `  - ${found}`];
  tell(`Assumed:
${lines2.join("\n")}
`);
  if (notices.length > 0) tell(`Not as expected:
${notices.map((each) => `  - ${each}`).join("\n")}
`);
  tell("\n");
}
async function filesFor({ checkout: checkout2, site }, { plan }, found) {
  const config = configText({ plan, found });
  await assertLoads(config);
  const above = ancestorsOf(site?.folder.directory ?? ".");
  const named = above.flatMap((folder) => [".nvmrc", ".node-version"].map((name) => path4.posix.join(folder, name)));
  const file = named.find((each) => checkout2.files.includes(each));
  const manifest = site?.folder.manifest.namesNode === true ? path4.posix.join(above[0] ?? ".", "package.json") : null;
  return [
    { file: CONFIG, text: config },
    { file: WORKFLOW2, text: workflowText({ plan, nodeVersionFile: file ?? manifest }) }
  ];
}
async function assertLoads(text) {
  const folder = await mkdtemp(path4.join(tmpdir(), "vitals-gate-init-"));
  try {
    await writeFile2(path4.join(folder, CONFIG), text);
    await loadConfig(CONFIG, { baseUrl: null, headUrl: null }, folder, {});
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
function refuseToOverwrite(changes, force) {
  const replaced = changes.filter(({ before }) => before !== null).map(({ file }) => file);
  if (force || replaced.length === 0) return;
  const differ = replaced.length === 1 ? "it differs" : "they differ";
  throw new GateError("init-exists", { files: replaced.join(" and "), differ });
}
async function isAgreed(options, ask) {
  return options.isAgreed || ask === null || await ask.confirm("Write this?");
}

// src/cli/init.ts
async function runInit(options, io, { cwd, stdin } = { cwd: process.cwd(), stdin: process.stdin }) {
  const mayAsk = !options.isAgreed && stdin.isTTY === true && isInteractive(io.stdout, io.env);
  const tell = (told) => say(io.stdout, told);
  await init(options, { cwd, env: { ...io.env }, ask: mayAsk ? TERMINAL : null, tell });
  return 0;
}
export {
  runInit
};
