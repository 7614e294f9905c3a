#!/usr/bin/env node
import {
  endWith,
  handOver
} from "./chunk-O2ECTJXN.js";
import "./chunk-UBUDJYS6.js";
import {
  MIN_BLOCKS,
  MOST_SHARDS,
  readShard,
  version
} from "./chunk-DZ7GL2WH.js";
import {
  PROFILE_METRICS,
  didYouMean,
  quote,
  suggestion,
  tokensIn
} from "./chunk-XYYWEUAZ.js";
import {
  STOP_SIGNALS,
  hasColor,
  isInteractive,
  say
} from "./chunk-GJOTOOQJ.js";
import {
  GateError,
  causeOf,
  formatError,
  keepSecret
} from "./chunk-TLZIMZUL.js";

// src/cli/main.ts
import { inspect } from "node:util";

// vendor:commander
import { commander_Command, commander_CommanderError, commander_Option } from "./vendor/vendor-IPBH7ZIW.js";

// src/cli/values.ts
import { statSync } from "node:fs";
import path from "node:path";
function textOf(flag) {
  return (value) => {
    if (value.trim() !== "") return value;
    throw new GateError("usage", {
      what: `${flag} has an empty value.`,
      todo: `Write a value after ${flag}, or leave it out.`
    });
  };
}
function listOf(flag) {
  const parse = textOf(flag);
  return (value, previous) => [...previous ?? [], parse(value)];
}
function shaOf(flag) {
  return (value) => {
    const sha = value.trim();
    if (/^[\x21-\x7e]{0,200}$/.test(sha)) return sha;
    const todo = "Write a commit SHA, or any label without spaces of at most 200 characters.";
    throw new GateError("usage", { what: `${flag} is ${quote(value)}, which is not a commit.`, todo });
  };
}
function isDay(text) {
  const day = text.slice(0, 10);
  const time = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}
function lanesOf(value) {
  const lanes = [1, 2].filter((count) => value.split(",").includes(String(count)));
  if (/^(?:1|2|1,2|2,1)$/.test(value)) return lanes;
  const what = `--lanes is ${quote(value)}, which is not 1, 2 or both.`;
  throw new GateError("usage", { what, todo: "Write for example --lanes 1,2 to compare them." });
}
var MAX_BLOCKS = 1e3;
function blocksOf(value) {
  const blocks = Number(value);
  if (/^\d{1,6}$/.test(value) && blocks >= MIN_BLOCKS && blocks <= MAX_BLOCKS) return blocks;
  const what = `--blocks is ${quote(value)}, which is not a whole number from ${MIN_BLOCKS} to ${MAX_BLOCKS}.`;
  throw new GateError("usage", {
    what,
    todo: `Write for example --blocks ${MIN_BLOCKS + 2}; fewer than ${MIN_BLOCKS} cannot decide anything.`
  });
}
function shardOf(value) {
  const shard = readShard(value);
  if (shard !== null) return shard;
  const what = `--shard is ${quote(value)}, which is not a valid INDEX/TOTAL.`;
  throw new GateError("usage", { what, todo: `Write for example --shard 2/4; at most ${MOST_SHARDS} parts.` });
}
var LIGHTHOUSE = ["on-failure", "always", "never"];
function lighthouseOf(value) {
  return choiceOf("--lighthouse", value, LIGHTHOUSE);
}
var EXPLAIN = ["on-failure", "never"];
function explainOf(value) {
  return choiceOf("--explain", value, EXPLAIN);
}
function choiceOf(flag, value, choices) {
  const choice = choices.find((known) => known === value);
  if (choice !== void 0) return choice;
  throw new GateError("usage", {
    what: `${flag} cannot be ${quote(value)}.`,
    todo: suggestion(value, choices, "It can be")
  });
}
function folderOf(flag) {
  return (value) => {
    if (value !== "" && statSync(value, { throwIfNoEntry: false })?.isDirectory() === true) return path.resolve(value);
    throw new GateError("usage", {
      what: `${flag} is ${quote(value)}, which is not a folder.`,
      todo: "Write the path of a folder that has the .map files of the build."
    });
  };
}

// src/cli/deploy-commands.ts
function addDeploy(command, onRead) {
  command.description("Keep the list of deploys that `field deploys` reads.").helpOption("-h, --help", "print this help");
  command.command("record").description("Append a commit that went live to the list of deploys, with what changed since the one before.").helpOption("-h, --help", "print this help").option("--sha <commit>", "the commit that went live (default: GITHUB_SHA, otherwise HEAD)", shaOf("--sha")).option("--environment <name>", "where it went live", textOf("--environment"), "production").option(
    "--previous <commit>",
    "what was live there before (default: the last one in the list)",
    shaOf("--previous")
  ).option("--out <file>", "the list of deploys", textOf("--out"), "field/deploys.ndjson").option("--time <time>", "when it went live, for example 2026-11-01T10:00:00Z (default: now)", timeOf).option("--debug", "print stack traces").action(({ sha, environment, previous, out, time }) => {
    const at = time ?? (/* @__PURE__ */ new Date()).toISOString();
    const options = { sha: sha || null, environment, previous: previous || null, out, at };
    onRead({ name: "deploy-record", options });
  });
}
function timeOf(value) {
  const isTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/.test(value);
  if (isTime && isDay(value) && !Number.isNaN(Date.parse(value))) return new Date(value).toISOString();
  const what = `--time is ${quote(value)}, which is not a time with its offset.`;
  throw new GateError("usage", { what, todo: "Write for example --time 2026-11-01T10:00:00Z." });
}

// src/cli/field/load.ts
function addLoad(command, onRead) {
  command.description("Load files of records into the database of the configuration, or into a file of Parquet.").helpOption("-h, --help", "print this help").option("--config <file>", "the configuration", textOf("--config"), "vitals-gate.yml").option("--files <glob>", "the files, relative to the configuration (default: field.beacons)", textOf("--files")).option("--parquet <file>", "write this file, in place of a database", textOf("--parquet")).option("--debug", "print stack traces").action(
    ({ config, files, parquet }) => onRead({ name: "load", options: { config, files: files ?? null, parquet: parquet ?? null } })
  );
}

// src/cli/field/collect.ts
function addCollect(command, onRead) {
  command.description("Receive the records of beacons over HTTP, and append them to files of NDJSON.").helpOption("-h, --help", "print this help").option("--port <n>", "the port to listen on; 0 is any free one", portOf).option("--host <address>", "the address to listen on", textOf("--host"), "127.0.0.1").option("--dir <dir>", "the folder of the files", textOf("--dir")).option("--origin <url...>", "the origins of the pages that send beacons; * is any").option("--country-header <name>", "the proxy's header with the visitor's country", headerOf("--country-header")).option("--trust-proxy <name>", "the proxy's header with the visitor's address", headerOf("--trust-proxy")).option("--rate-limit <n>", "requests per second from one address; 0 turns the limit off", rateOf, 50).option("--debug", "print stack traces").action((flags) => onRead({ name: "collect", options: optionsOf(flags) }));
}
function optionsOf(flags) {
  const { port, host, dir, origin = [], countryHeader = null, trustProxy = null, rateLimit } = flags;
  if (port === void 0) throw missing("--port", "Write the port to listen on, for example --port 8080.");
  if (dir === void 0)
    throw missing("--dir", "Name the folder that the records are appended to, for example --dir field.");
  if (origin.length === 0)
    throw missing(
      "--origin",
      'Name the origin of the pages, for example --origin https://shop.example, or "*" for any.'
    );
  const origins = origin.map(originOf);
  return { port, host, dir, origins, countryHeader, trustProxy, requestsPerSecond: rateLimit };
}
function missing(flag, todo) {
  return new GateError("usage", { what: `${flag} is missing.`, todo });
}
function portOf(value) {
  if (/^\d{1,5}$/.test(value) && Number(value) <= 65535) return Number(value);
  const what = `--port is ${quote(value)}, which is not a whole number from 0 to 65535.`;
  throw new GateError("usage", { what, todo: "Write for example --port 8080." });
}
function rateOf(value) {
  if (/^\d{1,6}$/.test(value)) return Number(value);
  const what = `--rate-limit is ${quote(value)}, which is not a whole number from 0 to 999999.`;
  throw new GateError("usage", { what, todo: "Write for example --rate-limit 100, or 0 for no limit." });
}
function originOf(value) {
  if (value === "*") return value;
  const url = URL.canParse(value) ? new URL(value) : null;
  if (url !== null && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`) return url.origin;
  const what = `--origin is ${quote(value)}, which is not an origin.`;
  throw new GateError("usage", {
    what,
    todo: "Write scheme, host and port alone, for example --origin https://shop.example."
  });
}
function headerOf(flag) {
  return (value) => {
    if (/^[\w!#$%&'*+.^`|~-]{1,100}$/.test(value)) return value.toLowerCase();
    const what = `${flag} is ${quote(value)}, which is not the name of a header.`;
    throw new GateError("usage", { what, todo: `Write for example ${flag} X-Forwarded-For.` });
  };
}

// src/field/engines/engine.ts
var PRINTED_DIALECTS = [
  "duckdb",
  "postgres",
  "clickhouse",
  "bigquery",
  "snowflake",
  "trino",
  "redshift"
];

// src/field/questions/scope.ts
var DIMENSIONS = ["device", "connection", "country", "state", "variant", "pageType", "sha"];

// src/cli/field/reading-options.ts
var SLO_CODES = `
Exit codes:
  0  every blocking budget is met       2  invalid usage or configuration
  1  a blocking budget is broken        3  something was not measured
`;
function addSlo(command, onRead) {
  readingOptions(command.description("Compare page views with the budgets: p75 and its interval.")).addOption(byOption()).addHelpText("after", SLO_CODES).action((flags) => onRead({ name: "slo", options: toReading(flags) }));
}
var CHECK_CODES = `
Exit codes:
  0  page views can be compared         2  invalid usage or configuration
  1  something voids comparisons        3  there are no page views
`;
function addCheck(command, onRead) {
  readingOptions(command.description("Look for what makes page views unfit to be compared: lost ends, clocks, bots.")).addOption(byOption()).addOption(environmentOption()).addHelpText("after", CHECK_CODES).action((flags) => onRead({ name: "check", options: toReading(flags) }));
}
var DEPLOYS_CODES = `
Exit codes:
  0  the report is complete; steps do not change it
  2  invalid usage or configuration     3  there are no page views
`;
function addDeploys(command, onRead) {
  readingOptions(command.description("Say what each deploy moved, per route, condition, metric and phase.")).addOption(byOption()).addOption(environmentOption()).addHelpText("after", DEPLOYS_CODES).action((flags) => onRead({ name: "deploys", options: toReading(flags) }));
}
var RATIO_CODES = `
Exit codes:
  0  there is a ratio                   3  the lab and the field have nothing in common
  2  invalid usage or configuration
`;
function addRatio(command, onRead) {
  readingOptions(command.description("Say how much longer visitors wait than the lab does, per route and phase.")).addOption(byOption()).option("--lab <dir>", "the output folder of a run (default: vitals-gate-out)", textOf("--lab")).addHelpText("after", RATIO_CODES).action((flags) => onRead({ name: "ratio", options: toReading(flags) }));
}
function addExport(command, onRead) {
  command.description("Write page views as events of OpenTelemetry, one message of OTLP in JSON a line.").helpOption("-h, --help", "print this help").option("--config <file>", "the configuration", textOf("--config"), "vitals-gate.yml").option("--otlp <file>", "the file that is written", textOf("--otlp")).option("--service <name>", "the service.name of the events", textOf("--service"), "web").option("--sha <commit>", "only the page views that this commit served", textOf("--sha")).option("--until <date>", "the last day (UTC) or instant of the window (default: the newest page view)", untilOf).option("--debug", "print stack traces").action(({ otlp, service, ...flags }) => {
    if (otlp === void 0)
      throw new GateError("usage", {
        what: "--otlp is missing.",
        todo: "Name the file that is written, for example --otlp field.otlp.jsonl."
      });
    onRead({ name: "export", options: { ...toReading(flags), otlp, service } });
  });
}
function readingOptions(command) {
  return command.helpOption("-h, --help", "print this help").option("--config <file>", "the configuration", textOf("--config"), "vitals-gate.yml").option("--json", "print JSON").option("--sha <commit>", "only the page views that this commit served", textOf("--sha")).option("--until <date>", "the last day (UTC) or instant of the window (default: the newest page view)", untilOf).option("--markdown <file>", "write the report as Markdown, too", textOf("--markdown")).addOption(
    new commander_Option(
      "--print-sql <dialect>",
      `print the queries, and ask nothing: ${PRINTED_DIALECTS.join(", ")}`
    ).argParser((value) => choiceOf2("--print-sql", value, PRINTED_DIALECTS))
  ).option("--debug", "print stack traces");
}
function byOption() {
  return new commander_Option("--by <dimension>", `slice by ${DIMENSIONS.join(", ")}`).argParser(
    (value) => choiceOf2("--by", value, DIMENSIONS)
  );
}
function environmentOption() {
  return new commander_Option("--environment <name>", "only deploys to this environment").argParser(textOf("--environment"));
}
function choiceOf2(flag, value, choices) {
  const choice = choices.find((known) => known === value);
  if (choice !== void 0) return choice;
  const todo = suggestion(value, choices, "It can be");
  throw new GateError("usage", { what: `${flag} cannot be ${quote(value)}.`, todo });
}
function untilOf(value) {
  const text = /^\d{4}-\d{2}-\d{2}$/.test(value) ? `${value}T23:59:59.999Z` : value;
  if (/^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:\d{2})$/.test(text) && isDay(text) && !Number.isNaN(Date.parse(text)))
    return new Date(text).toISOString();
  const what = `--until is ${quote(value)}, which is neither a day nor an instant.`;
  throw new GateError("usage", { what, todo: "Write for example --until 2026-11-01." });
}
function toReading({
  config,
  json = false,
  by,
  sha,
  environment,
  lab,
  until,
  markdown,
  printSql
}) {
  return {
    config,
    json,
    by: by ?? null,
    sha: sha ?? null,
    until: until ?? null,
    environment: environment ?? null,
    lab: lab ?? null,
    markdown: markdown ?? null,
    printSql: printSql ?? null
  };
}

// src/cli/field-commands.ts
function addField(command, onRead) {
  command.description("Collect what visitors measured, and compare it with the budgets.").helpOption("-h, --help", "print this help");
  addCollect(command.command("collect"), onRead);
  addCheck(command.command("check"), onRead);
  addSlo(command.command("slo"), onRead);
  addDeploys(command.command("deploys"), onRead);
  addRatio(command.command("ratio"), onRead);
  addExport(command.command("export"), onRead);
  addLoad(command.command("load"), onRead);
}

// src/cli/graphql-commands.ts
function addGraphql(command, onRead) {
  command.description("Cost GraphQL operations on the composed graph.").helpOption("-h, --help", "print this help");
  addCost(command.command("cost"), onRead);
  addCheck2(command.command("check"), onRead);
}
function addCost(command, onRead) {
  command.description("Print what operations cost on a graph.").helpOption("-h, --help", "print this help").option("--schema <file...>", "the graph in SDL, in one or several files").option("--supergraph <file>", "the SDL of a composed supergraph", textOf("--supergraph")).option("--subgraphs <file>", "the subgraphs, as rover's supergraph.yaml", textOf("--subgraphs")).option("--operations <file...>", ".graphql documents and persisted-operation manifests; globs are allowed").option("--variables <file>", 'JSON: { "OperationName": { "variable": value } }', textOf("--variables")).addOption(profileOption()).option("--list-size <n>", "the size of lists that have no other size, or unbounded", listSizeOf, Infinity).option("--unknown-variables", "treat variables without a value as unknown, not as absent").option("--json", "print JSON").option("--debug", "print stack traces").action((flags) => onRead({ command: "graphql-cost", request: costRequest(flags) }));
}
function profileOption() {
  return new commander_Option("--profile <name>", `the cost model: ${PROFILES.join(" or ")}`).argParser(profileOf).default("ibm");
}
var PROFILES = Object.keys(PROFILE_METRICS);
function profileOf(value) {
  const profile = PROFILES.find((known) => known === value);
  if (profile !== void 0) return profile;
  const todo = suggestion(value, PROFILES, "It can be");
  throw new GateError("usage", { what: `--profile cannot be ${quote(value)}.`, todo });
}
function listSizeOf(value) {
  if (value === "unbounded") return Infinity;
  if (/^\d{1,9}$/.test(value)) return Number(value);
  const what = `--list-size is ${quote(value)}, which is neither a whole number nor unbounded.`;
  throw new GateError("usage", { what, todo: "Write for example --list-size 100." });
}
function costRequest(flags) {
  const { operations = [], variables = null, profile, listSize, unknownVariables = false, json = false } = flags;
  if (operations.length === 0)
    throw new GateError("usage", {
      what: "--operations is missing.",
      todo: "Name the files that hold the operations."
    });
  return { source: sourceOf(flags), operations, variables, profile, listSize, unknownVariables, json };
}
function sourceOf({ schema, supergraph, subgraphs }) {
  const sources = [
    ...schema === void 0 ? [] : [{ kind: "schema", files: schema }],
    ...supergraph === void 0 ? [] : [{ kind: "supergraph", file: supergraph }],
    ...subgraphs === void 0 ? [] : [{ kind: "rover", file: subgraphs }]
  ];
  const [only, another] = sources;
  if (only !== void 0 && another === void 0) return only;
  const found = only === void 0 ? "none of them is given" : "several of them are given";
  throw new GateError("usage", {
    what: `Exactly one of --schema, --supergraph and --subgraphs must name the graph; ${found}.`,
    todo: "Give one of them."
  });
}
function addCheck2(command, onRead) {
  command.description("Check the operations of the work tree against the graphql budgets of the configuration.").helpOption("-h, --help", "print this help").option("--config <file>", "the configuration", textOf("--config"), "vitals-gate.yml").option("--base-ref <ref>", "base is the merge base with this (default: the default branch)", textOf("--base-ref")).option("--out <dir>", "the output folder", textOf("--out"), "vitals-gate-out").option("--debug", "print stack traces").action(
    ({ config, baseRef, out }) => onRead({ command: "graphql-check", options: { config, baseRef: baseRef ?? null, out } })
  );
}

// src/cli/run-flags.ts
var POLICY_REF = "take budgets, waivers and enforcement from the configuration at this commit";
function runOptions(command) {
  return command.helpOption("-h, --help", "print this help").option("--config <file>", "the configuration", textOf("--config"), "vitals-gate.yml").option("--base-url <url>", "the base deploy, instead of the configured one", textOf("--base-url")).option("--head-url <url>", "the head deploy, instead of the configured one", textOf("--head-url")).option("--base-sha <sha>", "label of the base deploy", shaOf("--base-sha")).option("--head-sha <sha>", "label of the head deploy", shaOf("--head-sha")).option("--out <dir>", "the output folder", textOf("--out"), "vitals-gate-out").option(
    "--blocks <n>",
    "exactly this many blocks of four visits per route and condition, with a single look",
    blocksOf
  ).option("--measure-identical", "measure routes that serve identical bytes too").option("--route <name>", "only this route; may be repeated", listOf("--route")).option("--condition <name>", "only this condition; may be repeated", listOf("--condition")).addOption(explainOption()).option("--source-maps <dir>", "a folder with source maps that are not deployed", folderOf("--source-maps")).addOption(lighthouseOption()).option("--chrome-path <file>", "the Chrome to use", textOf("--chrome-path")).option("--policy-ref <ref>", POLICY_REF, textOf("--policy-ref")).option("--debug", "print stack traces");
}
function lighthouseOption() {
  return new commander_Option("--lighthouse <when>", `let Lighthouse explain: ${LIGHTHOUSE.join(", ")}`).argParser(lighthouseOf).default("on-failure");
}
function explainOption() {
  return new commander_Option("--explain <when>", `let diagnostic visits look for the cause: ${EXPLAIN.join(", ")}`).argParser(explainOf).default("on-failure");
}
function toOptions(flags) {
  return {
    config: flags.config,
    baseUrl: flags.baseUrl ?? null,
    headUrl: flags.headUrl ?? null,
    baseSha: flags.baseSha || null,
    headSha: flags.headSha || null,
    out: flags.out,
    blocks: flags.blocks ?? null,
    ...flags.measureIdentical === true ? { measureIdentical: true } : {},
    routes: flags.route ?? [],
    conditions: flags.condition ?? [],
    lighthouse: flags.lighthouse,
    explain: flags.explain,
    sourceMaps: flags.sourceMaps ?? null,
    chromePath: flags.chromePath ?? null,
    ...flags.policyRef === void 0 ? {} : { policyAt: { ref: flags.policyRef, isAsked: true } }
  };
}

// src/cli/commands.ts
var EXAMPLE = `
Example:
  $ vitals-gate run --base-url https://staging.example --head-url https://pr-42.example

Exit codes:
  0  every blocking budget is met       2  invalid usage or configuration
  1  a blocking budget is broken        3  something could not be measured
`;
function createProgram(onRead) {
  const program = new commander_Command("vitals-gate").description("Gates pull requests on performance budgets: LCP, INP and CLS by phase, measured in real Chrome.").version(version, "-V, --version", "print the version").helpOption("-h, --help", "print this help").helpCommand("help [command]", "print the help of a command").addHelpText("after", EXAMPLE);
  addRun(program.command("run"), onRead);
  addMeasure(program.command("measure"), onRead);
  addReport(program.command("report"), onRead);
  addJudge(program.command("judge"), onRead);
  addCalibrate(program.command("calibrate"), onRead);
  addGraphql(program.command("graphql"), onRead);
  addField(program.command("field"), (request) => onRead({ command: "field", request }));
  addDeploy(program.command("deploy"), (request) => onRead({ command: "field", request }));
  return program;
}
function addCalibrate(command, onRead) {
  command.description("Measure the base deploy against itself, and recommend tolerances, blocks and minutes per route.").helpOption("-h, --help", "print this help").option("--config <file>", "the configuration", textOf("--config"), "vitals-gate.yml").option("--base-url <url>", "the base deploy, instead of the configured one", textOf("--base-url")).option("--base-sha <sha>", "label of the base deploy", shaOf("--base-sha")).option("--out <dir>", "the output folder", textOf("--out"), "vitals-gate-out").option("--blocks <n>", "blocks of four visits per route and condition (default: 15)", blocksOf).option("--route <name>", "only this route; may be repeated", listOf("--route")).option("--condition <name>", "only this condition; may be repeated", listOf("--condition")).option("--lanes <list>", "1, 2 or 1,2: compare one lane with two (default: 1,2 from four cores on)", lanesOf).option("--chrome-path <file>", "the Chrome to use", textOf("--chrome-path")).option("--from <dir>", "make no visits: use the samples of this calibration", textOf("--from")).option("--debug", "print stack traces").action(({ from, lanes, ...flags }) => {
    if (from !== void 0) {
      refuseBesideFrom(command);
      return onRead({ command: "recalibrate", folder: from });
    }
    const { config, baseUrl, baseSha, out, blocks, routes, conditions, chromePath } = toOptions({
      ...flags,
      lighthouse: "never",
      explain: "never"
    });
    const options = { config, baseUrl, baseSha, out, blocks, routes, conditions, chromePath };
    return onRead({ command: "calibrate", options: { ...options, lanes: lanes ?? null } });
  });
}
function refuseBesideFrom(command) {
  const beside = command.options.filter(
    (option) => !["from", "debug"].includes(option.attributeName()) && command.getOptionValueSource(option.attributeName()) === "cli"
  );
  if (beside.length === 0) return;
  const names = new Intl.ListFormat("en").format(beside.map((option) => option.long ?? option.name()));
  const what = `--from makes no visits and writes into its own folder, so it cannot be combined with ${names}.`;
  throw new GateError("usage", { what, todo: "Leave one out." });
}
function addJudge(command, onRead) {
  command.description("Judge a run again from the samples in its output folder: no configuration, network or Chrome.").helpOption("-h, --help", "print this help").argument("<dir>", "the output folder of a run", textOf("<dir>")).option("--debug", "print stack traces").action((folder) => onRead({ command: "judge", folder }));
}
function addRun(command, onRead) {
  runOptions(command.description("Measure the base and the head deploy, and judge head by its budgets.")).addHelpText("after", EXAMPLE).action((flags) => onRead({ command: "run", options: toOptions(flags) }));
}
function addMeasure(command, onRead) {
  runOptions(command.description("Measure all or part of a run without judging it: write samples for report.")).option("--shard <i/n>", "only the i-th of n parts, which other jobs measure", shardOf).action(
    ({ shard, ...flags }) => onRead({ command: "measure", options: { ...toOptions(flags), shard: shard ?? null } })
  );
}
function addReport(command, onRead) {
  command.description("Judge the samples of one or several measure jobs as one run.").helpOption("-h, --help", "print this help").argument("<blob...>", "samples.ndjson files, or folders that hold them").option("--out <dir>", "the output folder", textOf("--out"), "vitals-gate-out").option("--config <file>", "the configuration that --policy-ref reads", textOf("--config"), "vitals-gate.yml").option("--policy-ref <ref>", POLICY_REF, textOf("--policy-ref")).option("--debug", "print stack traces").action((blobs, { out, config, policyRef }) => {
    const policyAt = policyRef === void 0 ? null : { ref: policyRef, isAsked: true };
    onRead({ command: "report", options: { blobs, out, config, policyAt, contents: null, expected: null } });
  });
}

// src/cli/command-line.ts
function readCommandLine(argv) {
  let request;
  let text = "";
  const program = createProgram((read) => {
    request = read;
  });
  for (const command of withSubcommands(program))
    command.exitOverride().configureOutput({
      writeOut: (written) => void (text += written),
      writeErr: (written) => void (text += written),
      outputError: () => {
      }
    });
  refuseUnknownHelp(program, argv);
  try {
    program.parse(argv, { from: "user" });
  } catch (error) {
    if (!(error instanceof commander_CommanderError)) throw error;
    if (error.exitCode === 0) return { command: "help", text };
    if (error.code === "commander.help") return { command: "usage", text };
    throw usageError(error, nameOf(commandsIn(program, argv)));
  }
  return request ?? { command: "usage", text };
}
function refuseUnknownHelp(program, argv) {
  const path2 = commandsIn(program, argv);
  const [first, word] = argv.slice(path2.length - 1);
  const known = path2.at(-1)?.commands.map((command) => command.name()) ?? [];
  if (known.length === 0 || first !== "help" || word === void 0 || /^-|^help$/.test(word) || known.includes(word))
    return;
  const near = didYouMean(word, known);
  const todo = `${near === null ? "" : `Did you mean ${near}? `}See \`${nameOf(path2)} --help\`.`;
  throw new GateError("usage", { what: `Unknown command '${word}'.`, todo });
}
function withSubcommands(command) {
  return [command, ...command.commands.flatMap(withSubcommands)];
}
function commandsIn(program, argv) {
  const named = [program];
  for (const word of argv) {
    const next = named.at(-1)?.commands.find((command) => command.name() === word);
    if (next === void 0) break;
    named.push(next);
  }
  return named;
}
function nameOf(path2) {
  return path2.map((command) => command.name()).join(" ");
}
function usageError(error, command) {
  const [first = "", hint] = error.message.split("\n");
  const sentence = first.replace(/^error: /, "").replace(/\.$/, "");
  const what = `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
  const meant = hint === void 0 ? "" : `${hint.replace(/^\(|\)$/g, "")} `;
  return new GateError("usage", { what, todo: `${meant}See \`${command} --help\`.` }, { cause: error });
}

// src/cli/graphql.ts
async function costOperations(request, io, { runCost }) {
  const { stdout, stderr, exitCode } = await runCost(request, process.cwd());
  say(io.stdout, stdout);
  say(io.stderr, stderr);
  return exitCode;
}
async function checkOperations(options, io, { runGraphqlCheck, renderTerminal }) {
  const { report: report2, exitCode } = await runGraphqlCheck(options);
  say(io.stdout, renderTerminal(report2, { color: hasColor(io.stdout, io.env), out: options.out }));
  return exitCode;
}

// src/cli/interrupt.ts
var EXIT_CODE = 3;
async function interruptible(io, progress, body) {
  const controller = new AbortController();
  const listeners = STOP_SIGNALS.map((name) => [name, () => stop(io, progress, controller, name)]);
  for (const [name, listener] of listeners) io.on(name, listener);
  try {
    return await body(controller.signal);
  } finally {
    for (const [name, listener] of listeners) io.off(name, listener);
  }
}
function stop(io, progress, controller, name) {
  if (controller.signal.aborted) {
    progress.stop();
    io.exit(EXIT_CODE);
    return;
  }
  progress.line(`${name}: stopping; the samples made so far are kept. Send it again to stop immediately.`);
  controller.abort(name);
}

// src/cli/main.ts
async function main(argv, io, load = () => import("./chunk-RXWHDT4B.js"), loadField = () => import("./chunk-26NIRNH6.js")) {
  keepSecret(...tokensIn(io.env));
  try {
    const request = readCommandLine(argv);
    if (request.command === "run") return await run(request.options, io, await load());
    if (request.command === "measure") return await measure(request.options, io, await load());
    if (request.command === "report") return await report(request.options, io, await load());
    if (request.command === "calibrate" || request.command === "recalibrate")
      return await calibrate(request, io, await load());
    if (request.command === "judge") return await judgeAgain(request.folder, io, await load());
    if (request.command === "graphql-cost") return await costOperations(request.request, io, await load());
    if (request.command === "graphql-check") return await checkOperations(request.options, io, await load());
    if (request.command === "field") return await (await loadField()).runField(request.request, io);
    const isWanted = request.command === "help";
    say(isWanted ? io.stdout : io.stderr, request.text);
    return isWanted ? 0 : 2;
  } catch (error) {
    say(io.stderr, `${describe(error, argv.includes("--debug"))}
`);
    return error instanceof GateError ? error.exitCode : 3;
  }
}
async function run(options, io, { runGate, renderTerminal, terminalProgress }) {
  const progress = terminalProgress(io.stderr, isInteractive(io.stderr, io.env));
  try {
    const outcome = await interruptible(io, progress, (signal) => runGate(options, progress, signal));
    progress.stop();
    say(io.stdout, renderTerminal(outcome.report, { color: hasColor(io.stdout, io.env), out: options.out }));
    return outcome.exitCode;
  } finally {
    progress.stop();
  }
}
async function measure(options, io, { runMeasure, terminalProgress }) {
  const progress = terminalProgress(io.stderr, isInteractive(io.stderr, io.env));
  try {
    const samples = await interruptible(io, progress, (signal) => runMeasure(options, progress, signal));
    progress.stop();
    say(io.stdout, `${samples}
`);
    return 0;
  } finally {
    progress.stop();
  }
}
async function report(options, io, { runReport, renderTerminal }) {
  const outcome = await runReport(options);
  say(io.stdout, renderTerminal(outcome.report, { color: hasColor(io.stdout, io.env), out: options.out }));
  return outcome.exitCode;
}
async function calibrate(request, io, { runCalibration, recalibrate, renderCalibration, terminalProgress }) {
  const progress = terminalProgress(io.stderr, isInteractive(io.stderr, io.env));
  try {
    const calibration = request.command === "recalibrate" ? await recalibrate(request.folder) : await interruptible(io, progress, (signal) => runCalibration(request.options, progress, signal));
    progress.stop();
    say(io.stdout, renderCalibration(calibration));
    return 0;
  } finally {
    progress.stop();
  }
}
async function judgeAgain(folder, io, { judgeFolder, renderTerminal }) {
  const outcome = await judgeFolder(folder);
  say(io.stdout, renderTerminal(outcome.report, { color: hasColor(io.stdout, io.env), out: folder }));
  return outcome.exitCode;
}
function describe(error, debug) {
  const block = error instanceof GateError ? formatError(error) : `internal error: ${causeOf(error)}
  → Run with --debug for the stack trace, and report it.`;
  return debug ? `${block}

${inspect(error)}` : block;
}

// src/cli.ts
var RUNNING = /* @__PURE__ */ new Set(["run", "measure", "calibrate"]);
for (const stream of [process.stdout, process.stderr])
  stream.on("error", (error) => {
    if (error.code !== "EPIPE") throw error;
  });
function putSecretsAside() {
  try {
    const notice = RUNNING.has(process.argv[2] ?? "") ? handOver() : null;
    if (notice !== null) say(process.stderr, `${notice}
`);
    return null;
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    say(process.stderr, `${formatError(error)}
`);
    return error.exitCode;
  }
}
await endWith(putSecretsAside() ?? await main(process.argv.slice(2), process));
