import {
  GateError,
  causeOf
} from "./chunk-2ISTALDQ.js";

// src/field/deploys/deploys-file.ts
import { readFile } from "node:fs/promises";
import { z } from "./vendor/zod-GZRORT3M.js";
var labelSchema = z.string().min(1).max(200);
var deploySchema = z.looseObject({
  sha: labelSchema,
  t: z.iso.datetime({ offset: true }),
  environment: labelSchema.nullish()
});
async function readDeploys(path) {
  return { path, deploys: inOrder((await readDeployLines(path)).map(({ deploy }) => deploy)) };
}
async function readDeployLines(path) {
  const text = await readFile(path, "utf8").catch((cause) => {
    throw new GateError("deploys-unreadable", { path, cause: reasonOf(cause) }, { cause });
  });
  return linesIn(text, path);
}
function inOrder(deploys) {
  return deploys.toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at));
}
function deploysIn(text, path) {
  return linesIn(text, path).map(({ deploy }) => deploy);
}
function linesIn(text, path) {
  return text.replace(/^\ufeff/, "").split("\n").flatMap((line, index) => line.trim() === "" ? [] : [lineOf(line, `${path}:${index + 1}:1`)]);
}
function lineOf(text, where) {
  const line = jsonOf(text, where);
  return { deploy: deployOf(line, where), line };
}
function deployOf(line, where) {
  const { data, error } = deploySchema.safeParse(line);
  if (data === void 0) {
    const [issue] = error.issues;
    const key = issue?.path.join(".") ?? "";
    throw new GateError("deploys-invalid", { cause: `${key === "" ? "it" : key} ${problemOf(issue)}` }, { where });
  }
  return { sha: data.sha, at: new Date(data.t).toISOString(), environment: data.environment ?? null };
}
function jsonOf(line, where) {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new GateError("deploys-invalid", { cause: `it is not JSON (${causeOf(cause)})` }, { where, cause });
  }
}
function problemOf(issue) {
  if (issue?.code === "invalid_type") return issue.path.length === 0 ? "is not an object" : "is missing or is not text";
  if (issue?.code === "invalid_format") return "is not a time such as 2026-11-01T10:00:00Z";
  return "is empty or has more than 200 characters";
}
function reasonOf(thrown) {
  const code = thrown instanceof Error && "code" in thrown ? thrown.code : void 0;
  if (code === "ENOENT" || code === "ENOTDIR") return "it does not exist";
  return code === "EISDIR" ? "it is a folder" : causeOf(thrown);
}
function deploysTo(list, environment) {
  const wanted = list.deploys.filter(
    (deploy) => environment === null || deploy.environment === null || deploy.environment === environment
  );
  return [...new Map(wanted.map((deploy) => [JSON.stringify([deploy.sha, deploy.at]), deploy])).values()];
}

export {
  readDeploys,
  readDeployLines,
  inOrder,
  deploysIn,
  deploysTo
};
