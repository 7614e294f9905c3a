import {
  changesBetween,
  findCommit
} from "./chunk-QQ5AE5KC.js";
import {
  deploysIn
} from "./chunk-Q4PVZ5UN.js";
import {
  Git
} from "./chunk-YMV5G66A.js";
import "./chunk-UBUDJYS6.js";
import {
  shortSha
} from "./chunk-YOCNSY4K.js";
import {
  say
} from "./chunk-Y6ZINZJ7.js";
import {
  count
} from "./chunk-TZI466ZZ.js";
import {
  GateError,
  causeOf
} from "./chunk-2ISTALDQ.js";

// src/field/deploys/record.ts
import { mkdir, open, readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
async function recordDeploy(options, env, cwd) {
  const git = await Git.open(cwd, env);
  if ("cause" in git) throw new GateError("deploy-no-repository", { cause: git.cause });
  const path = resolve(cwd, options.out);
  const text = await textOf(path, options.out);
  const sha = await commitOf(git, "deployed", options.sha ?? (env["GITHUB_SHA"] || "HEAD"));
  const last = deploysIn(text, options.out).findLast(({ environment }) => environment === options.environment);
  if (last?.sha === sha) return { record: again(last, options.environment), isNew: false, notices: [] };
  const notices = [];
  const before = options.previous ?? last?.sha ?? null;
  const previous = before === null ? null : await commitOf(git, "previous", before);
  const head = { sha, t: options.at, environment: options.environment };
  const record = { ...head, ...await changesSince(git, previous, sha, (notice) => notices.push(notice)) };
  await append(path, options.out, `${text === "" || text.endsWith("\n") ? "" : "\n"}${JSON.stringify(record)}
`);
  return { record, isNew: true, notices };
}
function again({ sha, at }, environment) {
  return { sha, t: at, environment, previous: null, files: null, packages: null, owners: null };
}
async function changesSince(git, previous, sha, log) {
  if (previous === null) return { previous, files: null, packages: null, owners: null };
  const { files, packages, owners } = await changesBetween(git, previous, sha, log);
  return { previous, files: files.length, packages, owners };
}
var TODO = {
  deployed: "Check --sha. In a workflow give actions/checkout `fetch-depth: 0`.",
  previous: "Give actions/checkout `fetch-depth: 0`; or, if the commit is gone, name with --previous what was live before."
};
async function commitOf(git, which, name) {
  const found = await findCommit(git, name);
  if (typeof found === "string") return found;
  const isShallow = await git.tryRun("rev-parse", "--is-shallow-repository") === "true";
  const cause = isShallow ? `${found.cause} (the clone is shallow)` : found.cause;
  throw new GateError("deploy-unknown-commit", { which, sha: name, cause, todo: TODO[which] });
}
async function textOf(path, shown) {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return "";
    throw new GateError("deploys-unreadable", { path: shown, cause: causeOf(cause) }, { cause });
  }
}
async function append(path, shown, line) {
  try {
    await mkdir(dirname(path), { recursive: true });
    const file = await open(path, "a");
    try {
      const bytes = Buffer.from(line);
      const { bytesWritten } = await file.write(bytes);
      if (bytesWritten < bytes.length) throw new Error(`only ${bytesWritten} of ${bytes.length} bytes were written`);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (cause) {
    throw new GateError("deploy-unwritable", { path: shown, cause: causeOf(cause) }, { cause });
  }
}

// src/cli/field/run-deploy-record.ts
async function runDeployRecord(options, io, cwd = process.cwd()) {
  const { record, isNew, notices } = await recordDeploy(options, io.env, cwd);
  for (const notice of notices) say(io.stderr, `note: ${notice}
`);
  const { out } = options;
  if (isNew) say(io.stdout, `${out}: ${sentenceOf(record)}
`);
  else say(io.stderr, `note: ${out} has ${nameOf(record)} as the last deploy to ${record.environment} already.
`);
  return 0;
}
function nameOf({ sha }) {
  return shortSha(sha);
}
function sentenceOf(record) {
  const { environment, previous, files, packages, owners } = record;
  const deployed = `recorded the deploy of ${nameOf(record)} to ${environment}`;
  if (previous === null) return `${deployed}, the first one there.`;
  const changed = `${count(files ?? 0, "file")} and ${count(packages?.length ?? 0, "package")} changed since ${shortSha(previous)}`;
  const by = owners === null || owners.length === 0 ? "" : `, owned by ${listOf(owners)}`;
  return `${deployed}: ${changed}${by}.`;
}
var MOST_OWNERS = 5;
function listOf(owners) {
  const others = owners.length - MOST_OWNERS;
  return owners.slice(0, MOST_OWNERS).join(", ") + (others > 0 ? ` and ${others} more` : "");
}
export {
  runDeployRecord
};
