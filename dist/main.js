#!/usr/bin/env node
import {
  endWith,
  errorWithLines,
  handOver
} from "./chunk-X7LQEWND.js";
import {
  CHECKS,
  PROVIDERS,
  STATUSES
} from "./chunk-W2WHIDKH.js";
import "./chunk-W5D5RVHW.js";
import {
  DESIGNS,
  GROUPS
} from "./chunk-KLSPNXDY.js";
import {
  MOST_SHARDS,
  PRESET_NAMES,
  deployUrlComplaint,
  readShard
} from "./chunk-YZTXW3PL.js";
import {
  METRICS,
  MIN_BLOCKS,
  OWN_PAGES,
  PROFILE_METRICS,
  didYouMean,
  quote,
  readPageUrl,
  suggestion,
  tokensIn,
  version
} from "./chunk-H4ORIQJM.js";
import "./chunk-UBUDJYS6.js";
import {
  STOP_SIGNALS,
  hasColor,
  isInteractive,
  say
} from "./chunk-Y6ZINZJ7.js";
import {
  GateError,
  causeOf,
  formatError,
  keepSecret
} from "./chunk-2ISTALDQ.js";

// src/cli/main.ts
import { inspect } from "node:util";

// vendor:commander
import { commander_Argument, commander_Command, commander_CommanderError, commander_Option } from "./vendor/vendor-4RK5J3ZK.js";

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
function pageAddressOf(value) {
  return readPageUrl("--report-url", value);
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

// src/cli/budgets-commands.ts
function addBudgets(command, onRead) {
  command.description("Set budgets by what was measured.").helpOption("-h, --help", "print this help");
  command.command("suggest").description("Suggest limits, tolerances, blocks and minutes, and say why; change nothing without --write.").helpOption("-h, --help", "print this help").option("--config <file>", "the configuration", textOf("--config"), "vitals-gate.yml").option("--from <dir>", "the output folder of calibrate (default: vitals-gate-out)", textOf("--from")).option("--crux [file]", "a saved response of the CrUX API, or - for standard input", textOf("--crux")).option("--field", "the page views that `field` in the configuration names").option("--write", "write the suggestions into the configuration; on a terminal, ask first").option("--debug", "print stack traces").action(({ config, from, crux, field = false, write = false }) => {
    if (crux !== void 0 && field)
      throw new GateError("usage", {
        what: "--crux and --field are both of visitors, so they cannot be combined.",
        todo: "Leave one out."
      });
    onRead({ config, from: from ?? null, crux: crux === true ? "" : crux ?? null, field, write });
  });
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

// src/cli/completion-scripts.ts
function commandCases(commands, indent) {
  const patterns = commands.flatMap(({ words }) => words === "" ? [] : [`"${words}"`]);
  return `${indent}${patterns.join("|")}) line="$line\${line:+ }$word" ;;`;
}
function valueCases(commands, body) {
  return commands.flatMap(
    ({ words, options }) => options.filter(({ value }) => value.kind !== "none").map(({ flags, value }) => `    ${flags.map((flag) => `"${words} ${flag}"`).join("|")}) ${body(value)} ;;`)
  ).join("\n");
}
function wordCases(commands, body, of) {
  return commands.filter(({ subcommands }) => of === "options" || subcommands.length > 0).map(({ words, options, subcommands }) => {
    const offered = of === "options" ? options.flatMap(({ flags }) => flags) : subcommands.map(({ name }) => name);
    return `    "${words}") ${body(offered.join(" "))} ;;`;
  }).join("\n");
}
var reply = (words) => `COMPREPLY=($(compgen -W '${words}' -- "$cur"))`;
function renderBash(commands) {
  const ofValue = (value) => {
    if (value.kind === "words") return `${reply(value.words.join(" "))}; return`;
    return value.kind === "file" ? "return" : "compopt +o default 2>/dev/null; return";
  };
  return `# Completion of vitals-gate for bash: source <(vitals-gate completion bash)
_vitals_gate() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}" line="" word
  [ "$cur" = "=" ] && cur=""
  [ "$prev" = "=" ] && prev="\${COMP_WORDS[COMP_CWORD-2]}"
  COMPREPLY=()
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$line\${line:+ }$word" in
${commandCases(commands, "      ")}
    esac
  done
  case "$line $prev" in
${valueCases(commands, ofValue)}
  esac
  case "$cur" in -*) case "$line" in
${wordCases(commands, reply, "options")}
  esac; return ;; esac
  case "$line" in
${wordCases(commands, reply, "names")}
  esac
}
complete -o default -F _vitals_gate vitals-gate
`;
}
var offer = (words) => `compadd -- ${words}`;
function renderZsh(commands) {
  const ofValue = (value) => {
    if (value.kind === "words") return `${offer(value.words.join(" "))}; return`;
    return value.kind === "file" ? "_files; return" : "return";
  };
  return `#compdef vitals-gate
# Completion of vitals-gate for zsh: source <(vitals-gate completion zsh), after compinit
_vitals_gate() {
  local line="" word prev="\${words[CURRENT-1]}"
  for word in "\${(@)words[2,CURRENT-1]}"; do
    case "$line\${line:+ }$word" in
${commandCases(commands, "      ")}
    esac
  done
  case "$line $prev" in
${valueCases(commands, ofValue)}
  esac
  if [[ "$PREFIX" == -* ]]; then case "$line" in
${wordCases(commands, offer, "options")}
  esac; return; fi
  case "$line" in
${wordCases(commands, offer, "names")}
    *) _files ;;
  esac
}
compdef _vitals_gate vitals-gate
`;
}
function renderFish(commands) {
  const known = commands.flatMap(({ words }) => words === "" ? [] : [fishQuoted(words)]);
  const lines = commands.flatMap(({ words, subcommands, options }) => {
    const begin = `complete -c vitals-gate -n ${fishQuoted(`__vitals_gate_at ${fishQuoted(words)}`)}`;
    const names = subcommands.map(({ name, about }) => `${begin} -f -a ${name} -d ${fishQuoted(about)}`);
    const flags = options.map(
      (each) => `${begin}${each.flags.map(fishFlag).join("")}${fishValue(each.value)} -d ${fishQuoted(each.about)}`
    );
    return [...names, ...flags];
  });
  return `# Completion of vitals-gate for fish: vitals-gate completion fish | source
function __vitals_gate_at
  set -l line ''
  for word in (commandline -opc)[2..]
    set -l next (string trim -- "$line $word")
    contains -- $next ${known.join(" ")}; and set line $next
  end
  test "$line" = "$argv[1]"
end
${lines.join("\n")}
`;
}
function fishFlag(flag) {
  return flag.startsWith("--") ? ` -l ${flag.slice(2)}` : ` -s ${flag.slice(1)}`;
}
function fishValue(value) {
  if (value.kind === "words") return ` -x -a ${fishQuoted(value.words.join(" "))}`;
  if (value.kind === "none") return "";
  return value.kind === "file" ? " -r -F" : " -x";
}
function fishQuoted(text) {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}

// src/cli/lesson.ts
var RUN_CODES = `
Exit codes:
  0  no blocking budget is broken       2  invalid usage or configuration
  1  a blocking budget is broken        3  something could not be measured
`;
var MEASURE_CODES = `
Exit codes:
  0  measured                           3  something could not be measured
  2  invalid usage or configuration
`;
var WORK_CODES = `
Exit codes:
  0  done                               2  invalid usage or configuration
`;

// src/cli/field-lessons.ts
var FIELD_LESSONS = {
  field: {
    examples: [
      ["field collect --port 8080 --dir field --origin https://shop.example", "first: receive what the beacon sends"],
      ["field slo", "then: compare it with the budgets"]
    ],
    exitCodes: "",
    page: "field.md"
  },
  "field collect": {
    examples: [
      [
        "field collect --port 8080 --dir field --origin https://shop.example",
        "listens for the beacon, and appends to files"
      ]
    ],
    exitCodes: WORK_CODES,
    page: "field-collector.md"
  },
  "field check": {
    examples: [["field check", "before the other field commands are believed"]],
    page: "field.md"
  },
  "field slo": {
    examples: [
      ["field slo", "the newest window against the budgets"],
      ["field slo --by device --until 2026-11-01", "by device, up to a day"]
    ],
    page: "field.md"
  },
  "field deploys": {
    examples: [["field deploys --environment production", "what each deploy to production moved"]],
    page: "field.md"
  },
  "field its": {
    examples: [
      ["field its --route product --deploy 1a2b3c4", "what one deploy changed"],
      ["field its --route product --metric lcp.ttfb --at 2026-11-01", "what changed on a day"]
    ],
    page: "field.md"
  },
  "field ratio": {
    examples: [["field ratio --lab vitals-gate-out", "the field beside the last run"]],
    page: "field.md"
  },
  "field price": {
    examples: [["field price --route product --out price.json", "in conversions and money, also as JSON"]],
    page: "field.md"
  },
  "field experiment": {
    examples: [["field experiment --design ab --flag new-hero --control off", "conversions with and without a flag"]],
    page: "field-experiments.md"
  },
  "field power": {
    examples: [["field power --design ab --effect 2%", "how many days until 2 % are found"]],
    page: "field-experiments.md"
  },
  "field packet": {
    examples: [["field packet --out packet --route product", "a folder with the page and its files"]],
    page: "field.md"
  },
  "field export": {
    examples: [["field export --otlp field.otlp.jsonl", "for a collector of OpenTelemetry"]],
    exitCodes: WORK_CODES,
    page: "field.md"
  },
  "field load": {
    examples: [["field load --parquet views.parquet", "one file in place of many"]],
    exitCodes: WORK_CODES,
    page: "field-sql.md"
  },
  deploy: {
    examples: [["deploy record", "the commit of this job went live now"]],
    exitCodes: "",
    page: "field.md"
  },
  "deploy record": {
    examples: [
      ["deploy record", "the commit of this job went live now"],
      ["deploy record --sha 1a2b3c4 --environment staging", "another commit, elsewhere"]
    ],
    exitCodes: WORK_CODES,
    page: "field.md"
  }
};

// src/cli/lessons.ts
var PROGRAM = {
  examples: [
    ["init", "write a first configuration and workflow"],
    ["run --base-url https://staging.example --head-url https://pr-42.example", "compare two deploys"],
    ["calibrate --base-url https://staging.example", "find out how noisy this machine is"],
    ["judge vitals-gate-out", "judge the last run again, without a visit"]
  ],
  exitCodes: RUN_CODES,
  page: "README.md"
};
var LESSONS = {
  init: {
    examples: [
      ["init", "asks on a terminal, assumes elsewhere"],
      ["init --url https://staging.example", "takes routes from its sitemap or its links"],
      ["init --dir apps/web --yes", "one package of a monorepo; asks nothing"]
    ],
    exitCodes: `
Exit codes:
  0  written, or already up to date     2  a file would be overwritten, or nothing can be set up
`,
    page: "start.md"
  },
  doctor: {
    examples: [
      ["doctor", "what a run needs, and how noisy this machine is"],
      ["doctor --config apps/web/vitals-gate.yml", "of another configuration"],
      ["doctor --json", "for a program"]
    ],
    page: "doctor.md"
  },
  run: {
    examples: [
      ["run", "everything as the configuration says"],
      [
        "run --base-url https://staging.example --head-url https://pr-42.example",
        "two deploys that are served already"
      ],
      ["run --route product --condition mobile", "one route under one condition"]
    ],
    exitCodes: RUN_CODES,
    page: "configuration.md"
  },
  measure: {
    examples: [
      ["measure --shard 2/4 --out shard-2", "the second of four jobs"],
      ["measure --head-sha 1a2b3c4", "samples of this commit, to be judged by report"]
    ],
    exitCodes: MEASURE_CODES,
    page: "github.md"
  },
  report: {
    examples: [
      ["report shard-1 shard-2", "judges what two jobs measured as one run"],
      ["report vitals-gate-out --policy-ref origin/main", "under the budgets of another commit"]
    ],
    exitCodes: RUN_CODES,
    page: "report.md"
  },
  judge: {
    examples: [["judge vitals-gate-out", "writes the report again from samples.ndjson"]],
    exitCodes: RUN_CODES,
    page: "report.md"
  },
  calibrate: {
    examples: [
      ["calibrate --base-url https://staging.example", "every route; recommends tolerances and max-blocks"],
      ["calibrate --route home --blocks 8", "one route, in less time"],
      ["calibrate --from vitals-gate-out", "the same from samples that were made before"]
    ],
    exitCodes: MEASURE_CODES,
    page: "statistics.md"
  },
  budgets: {
    examples: [["budgets suggest", "from the calibration in vitals-gate-out"]],
    exitCodes: "",
    page: "budgets.md"
  },
  "budgets suggest": {
    examples: [
      ["budgets suggest --from vitals-gate-out --write", "from a calibration; adds and tightens budgets that warn"],
      ["budgets suggest --crux crux.json", "limits for visitors, from a saved response of CrUX"],
      ["budgets suggest --crux crux.json --from vitals-gate-out", "limits for the lab, knowing what visitors have"]
    ],
    exitCodes: `
Exit codes:
  0  suggested; with --write, written   2  invalid usage or configuration
  3  a source cannot be read, or has too little data
`,
    page: "budgets.md"
  },
  graphql: {
    examples: [["graphql check", "the operations of this work tree against their budgets"]],
    exitCodes: "",
    page: "graphql.md"
  },
  "graphql cost": {
    examples: [
      ["graphql cost --schema schema.graphql --operations src/**/*.graphql", "what each operation costs"],
      ["graphql cost --supergraph supergraph.graphql --operations queries.graphql --list-size 50 --json", "as JSON"]
    ],
    exitCodes: WORK_CODES,
    page: "graphql.md"
  },
  "graphql check": {
    examples: [
      ["graphql check", "against the default branch"],
      ["graphql check --base-ref origin/release", "against another branch"]
    ],
    exitCodes: RUN_CODES,
    page: "graphql.md"
  },
  ...FIELD_LESSONS,
  history: {
    examples: [
      ["history", "how main changed since the anchor, and what drifts"],
      ["history --html history.html", "the same with a chart of each metric"],
      ["history --json", "for a program"]
    ],
    page: "history.md"
  },
  "history record": {
    examples: [["history record vitals-gate-out --dir perf-history", "appends a run to a folder"]],
    exitCodes: WORK_CODES,
    page: "history.md"
  },
  completion: {
    examples: [
      ["completion bash", "for ~/.bashrc: source <(vitals-gate completion bash)"],
      ["completion zsh", "for ~/.zshrc, after compinit: source <(vitals-gate completion zsh)"],
      ["completion fish", "for config.fish: vitals-gate completion fish | source"]
    ],
    exitCodes: WORK_CODES,
    page: "terminal.md"
  }
};
var TASKS = {
  "Start:": ["init", "doctor", "budgets"],
  "Measure:": ["run", "measure", "calibrate"],
  "Judge again:": ["report", "judge"],
  "GraphQL:": ["graphql"],
  "History:": ["history"],
  "Field:": ["field", "deploy"],
  "Help:": ["completion"]
};

// src/cli/teach.ts
function teach(program) {
  for (const [heading, names] of Object.entries(TASKS))
    for (const command of program.commands) if (names.includes(command.name())) command.helpGroup(heading);
  addLesson(program, PROGRAM);
  for (const [words, command] of commandsBelow(program)) addLesson(command, LESSONS[words]);
}
function commandsBelow(command, above = "") {
  return command.commands.flatMap((each) => {
    const words = `${above}${each.name()}`;
    return [[words, each], ...commandsBelow(each, `${words} `)];
  });
}
function addLesson(command, lesson) {
  if (lesson === void 0) return;
  const gap = lesson.exitCodes === void 0 ? "" : "\n";
  command.addHelpText("after", `${gap}${lessonText(lesson)}`);
}
function lessonText({ examples, exitCodes = "", page }) {
  const lines = examples.flatMap(([line, about]) => [`  # ${about}`, `  $ vitals-gate ${line}`]);
  const title = examples.length === 1 ? "Example:" : "Examples:";
  return `${[title, ...lines].join("\n")}
${exitCodes}
More: ${OWN_PAGES}/docs/${page}`;
}

// src/cli/completion.ts
var SHELLS = ["bash", "zsh", "fish"];
var RENDERERS = { bash: renderBash, zsh: renderZsh, fish: renderFish };
var CHOICES = {
  "--by": DIMENSIONS,
  "--condition": PRESET_NAMES,
  "--design": DESIGNS,
  "--explain": EXPLAIN,
  "--group": GROUPS,
  "--lanes": ["1", "2", "1,2"],
  "--lighthouse": LIGHTHOUSE,
  "--metric": METRICS,
  "--print-sql": PRINTED_DIALECTS,
  "--provider": PROVIDERS
};
function addCompletion(command, program, onRead) {
  command.description("Print a script that completes commands, options and their values in a shell.").helpOption("-h, --help", "print this help").addArgument(
    new commander_Argument("<shell>", SHELLS.join(", ")).argParser((value) => choiceOf("<shell>", value, SHELLS))
  ).action((shell) => onRead(RENDERERS[shell](completedOf(program))));
}
function completedOf(program) {
  return [["", program], ...commandsBelow(program)].map(([words, command]) => ({
    words,
    subcommands: command.commands.map((each) => ({ name: each.name(), about: each.description() })),
    options: [...command.options.map(optionOf), { flags: ["-h", "--help"], about: "print this help", value: NONE }]
  }));
}
var NONE = { kind: "none" };
function optionOf(option) {
  const flags = [option.short, option.long].filter((flag) => flag !== void 0 && flag !== null);
  return { flags, about: option.description, value: valueOf(option) };
}
function valueOf({ flags, long, required, optional }) {
  if (!required && !optional) return NONE;
  const words = CHOICES[long ?? ""];
  if (words !== void 0) return { kind: "words", words };
  return { kind: /[<[](?:file|dir|folder|glob)\b/.test(flags) ? "file" : "other" };
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

// src/cli/doctor-commands.ts
var NOTE = `
It takes about 20 seconds and changes nothing.

Exit codes:
  0  nothing fails                      3  a check fails
  2  invalid usage
`;
function addDoctor(command, onRead) {
  command.description("Check what a run needs (Chrome, git, permissions, deploys), and how noisy this machine is.").helpOption("-h, --help", "print this help").option("--config <file>", "the configuration", textOf("--config"), "vitals-gate.yml").option("--json", "write the checks as JSON, and nothing else").option("--chrome-path <file>", "the Chrome to use", textOf("--chrome-path")).option("--debug", "print stack traces").addHelpText("after", NOTE).action(
    ({ config, chromePath, json }) => onRead({ options: { config, chromePath: chromePath ?? null }, json: json === true })
  );
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

// src/cli/field/experiment-plan.ts
var OF_FLAG = ["flag", "control", "shares", "controlShare"];
var OWN = {
  ab: OF_FLAG,
  holdback: OF_FLAG,
  did: ["group", "treated", "at", "deploy", "flag", "value", "randomised"],
  switchback: ["flag", "control", "period", "burnIn", "at", "group", "together"]
};
function planOf({ design, ...flags }) {
  if (design === void 0) throw missing2("--design", `Write one of ${DESIGNS.join(", ")}, for example --design ab.`);
  assertOwnFlags(design, flags);
  if (design === "did") return groupPlan(flags);
  return design === "switchback" ? switchPlan(flags) : flagPlan(design, flags);
}
function assertOwnFlags(design, flags) {
  for (const name of Object.keys(flags)) {
    const designs = DESIGNS.filter((each) => OWN[each].some((own) => own === name));
    if (designs.length === 0 || designs.includes(design)) continue;
    const written = name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    const what = `--${written} is not for --design ${design}.`;
    throw new GateError("usage", { what, todo: `Leave it out. It is for --design ${designs.join(" and ")}.` });
  }
}
function flagPlan(design, { flag, control, shares }) {
  if (flag === void 0) throw missingFlag();
  if (design === "holdback" && shares === void 0)
    throw missing2("--shares", "Write what was planned, for example --shares control=5,on=95.");
  return { design, flag, control: control ?? null, shares: shares ?? null };
}
function groupPlan({ group, treated, at, deploy, flag, value, randomised = false }) {
  if (group === void 0) throw missing2("--group", "Name what groups sessions, for example --group country.");
  if (treated === void 0) throw missing2("--treated", "Name the treated groups, for example --treated DE,AT.");
  if (deploy === void 0 === (at === void 0)) {
    const what = deploy === void 0 ? "--deploy and --at are missing." : "--deploy and --at exclude each other.";
    const todo = "Write one of them, for example --deploy 1a2b3c4 or --at 2026-11-01.";
    throw new GateError("usage", { what, todo });
  }
  if (flag === void 0 !== (value === void 0))
    throw missing2(
      flag === void 0 ? "--flag" : "--value",
      "Write both, for example --flag hero --value b, or neither."
    );
  const treatment = flag === void 0 || value === void 0 ? null : { name: flag, value };
  return { design: "did", group, treated, at: at ?? null, deploy: deploy ?? null, flag: treatment, randomised };
}
function switchPlan({ flag, control, period, burnIn = 0, at, group, together = false }) {
  if (flag === void 0) throw missingFlag();
  if (period === void 0) throw missing2("--period", "Write how long a period is, for example --period 4h.");
  if (burnIn >= period)
    throw new GateError("usage", {
      what: "--burn-in is not shorter than --period, so that no session would be left.",
      todo: "Write for example --period 4h --burn-in 1h."
    });
  const begin = at === void 0 ? null : wholeHour(at);
  const times = { periodHours: period, burnInHours: burnIn, at: begin };
  return { design: "switchback", flag, control: control ?? null, ...times, group: group ?? null, together };
}
function wholeHour(at) {
  if (at.endsWith(":00:00.000Z")) return at;
  const what = `--at is ${quote(at)}, which is not a whole hour (UTC).`;
  throw new GateError("usage", { what, todo: "Periods begin at whole hours: write for example 2026-11-01T04:00:00Z." });
}
var missingFlag = () => missing2("--flag", "Name the flag, for example --flag checkout.");
function missing2(flag, todo) {
  return new GateError("usage", { what: `${flag} is missing.`, todo });
}

// src/cli/field/experiment-values.ts
function sharesOf(value) {
  const shares = value.split(",").map((pair) => {
    const at = pair.lastIndexOf("=");
    return [pair.slice(0, Math.max(0, at)).trim(), at < 0 ? Number.NaN : numberIn(pair.slice(at + 1))];
  });
  if (shares.every(isShare) && shares.length > 1 && new Map(shares).size === shares.length) return new Map(shares);
  const what = `--shares is ${quote(value)}, which does not give one share each to two or more values.`;
  throw new GateError("usage", { what, todo: "Write for example --shares control=50,b=50." });
}
var isShare = ([arm, share]) => arm !== "" && share > 0;
var numberIn = (text) => /^\s*\d{1,9}(?:\.\d{1,9})?\s*$/.test(text) ? Number(text) : Number.NaN;
function namesOf(flag) {
  return (value) => {
    const names = [...new Set(value.split(",").map((name) => name.trim()))];
    if (!names.includes("")) return names;
    const what = `${flag} is ${quote(value)}, which has an empty name.`;
    throw new GateError("usage", { what, todo: `Write for example ${flag} DE,AT.` });
  };
}
var MOST_HOURS = 24 * 366;
var HOURS_OF = { h: 1, d: 24 };
function hoursOf(flag) {
  return (value) => {
    const [, number = "", unit = ""] = /^(\d{1,4})(h|d)$/.exec(value) ?? [];
    const hours = Number(number) * (unit === "d" ? HOURS_OF.d : HOURS_OF.h);
    if (hours > 0 && hours <= MOST_HOURS) return hours;
    const what = `${flag} is ${quote(value)}, which is not a number of whole hours or days.`;
    throw new GateError("usage", { what, todo: `Write for example ${flag} 4h.` });
  };
}

// src/cli/field/reading-options.ts
var SLO_CODES = `
Exit codes:
  0  no blocking budget is broken       2  invalid usage or configuration
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
  return reportOptions(command).option(
    "--sha <commit>",
    "only the page views that this commit served",
    textOf("--sha")
  );
}
function reportOptions(command) {
  return command.helpOption("-h, --help", "print this help").option("--config <file>", "the configuration", textOf("--config"), "vitals-gate.yml").option("--json", "print JSON").option("--until <date>", "the last day (UTC) or instant of the window (default: the newest page view)", untilOf).option("--markdown <file>", "write the report as Markdown, too", textOf("--markdown")).option("--html <file>", "write the report as a page in one HTML file, too", textOf("--html")).addOption(
    new commander_Option(
      "--print-sql <dialect>",
      `print the queries, and ask nothing: ${PRINTED_DIALECTS.join(", ")}`
    ).argParser((value) => choiceOf("--print-sql", value, PRINTED_DIALECTS))
  ).option("--debug", "print stack traces");
}
function byOption() {
  return new commander_Option("--by <dimension>", `slice by ${DIMENSIONS.join(", ")}`).argParser(
    (value) => choiceOf("--by", value, DIMENSIONS)
  );
}
function environmentOption() {
  return new commander_Option("--environment <name>", "only deploys to this environment").argParser(textOf("--environment"));
}
var untilOf = instantOf("--until", "T23:59:59.999Z");
function instantOf(flag, time) {
  return (value) => {
    const text = /^\d{4}-\d{2}-\d{2}$/.test(value) ? `${value}${time}` : value;
    if (/^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:\d{2})$/.test(text) && isDay(text) && !Number.isNaN(Date.parse(text)))
      return new Date(text).toISOString();
    const what = `${flag} is ${quote(value)}, which is neither a day nor an instant.`;
    throw new GateError("usage", { what, todo: `Write for example ${flag} 2026-11-01.` });
  };
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
  html,
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
    html: html ?? null,
    printSql: printSql ?? null
  };
}

// src/cli/field/experiment.ts
var CODES = `
Exit codes:
  0  there is a difference with its interval, established or not
  2  invalid usage or configuration     3  the sessions cannot say
`;
function addExperiment(command, onRead) {
  const about = "Say what a treatment changed in the outcomes of sessions: conversions, their value, or a metric.";
  designOptions(outcomeOptions(command.description(about))).option("--flag <name>", "the flag that says how a session was treated", textOf("--flag")).option("--control <value>", "the flag's value without the treatment", textOf("--control")).option("--shares <list>", "ab, holdback: the planned shares, for example control=10,on=90", sharesOf).option("--deploy <commit>", "did: the deploy with which the treatment began", textOf("--deploy")).option("--at <date>", "did: when it began; switchback: when a period begins", instantOf("--at", "T00:00:00Z")).option("--value <value>", "did: the flag's value of treated sessions", textOf("--value")).option("--randomised", "did: it was drawn at random which groups are treated").option("--burn-in <hours>", "switchback: hours of each period that are left out", hoursOf("--burn-in")).option("--together", "switchback: all groups switch at the same time").addOption(environmentOption()).addHelpText("after", CODES).action(
    (flags) => onRead({ name: "experiment", options: { ...toOutcome(flags), plan: planOf(flags) } })
  );
}
function outcomeOptions(command) {
  return reportOptions(command).option(
    "--outcome <name>",
    "conversion, value, or a metric or a part of it of the landing view (default: conversion)",
    textOf("--outcome")
  ).option("--route <name>", "the route that sessions landed on (default: any)", textOf("--route")).option("--condition <name>", "the condition (default: all of them together)", textOf("--condition")).option("--out <file>", "write the result as JSON, too", textOf("--out"));
}
function designOptions(command) {
  return command.addOption(
    new commander_Option("--design <design>", DESIGNS.join(", ")).argParser((value) => choiceOf("--design", value, DESIGNS))
  ).addOption(
    new commander_Option("--group <dimension>", `did, switchback: ${GROUPS.join(", ")}`).argParser(
      (value) => choiceOf("--group", value, GROUPS)
    )
  ).option("--treated <list>", "did: the groups that are treated, for example DE,AT", namesOf("--treated")).option("--period <hours>", "switchback: how long a period is, for example 4h", hoursOf("--period"));
}
function toOutcome({ outcome, route, condition, out, ...flags }) {
  return {
    ...toReading(flags),
    outcome: outcome ?? null,
    route: route ?? null,
    condition: condition ?? null,
    out: out ?? null
  };
}

// src/cli/field/power.ts
var CODES2 = `
Exit codes:
  0  there is a smallest effect
  2  invalid usage or configuration     3  the sessions cannot say
`;
function addPower(command, onRead) {
  const about = "Say what an experiment would find, and in how many days, by what sessions differ by now.";
  designOptions(outcomeOptions(command.description(about))).option("--control-share <percent>", "ab, holdback: of control (default: 50, 10)", percentOf("--control-share")).option("--together", "switchback: all groups switch at the same time").option("--effect <percent>", "an effect, relative to the mean: how many days it takes", percentOf("--effect")).addOption(daysOption(command)).addOption(powerOption(command)).addHelpText("after", CODES2).action((flags) => onRead({ name: "power", options: optionsOf2(flags) }));
}
var daysOption = (command) => command.createOption("--days <list>", "the smallest effect after so many days").argParser(daysOf).default([7, 14, 28], "7,14,28");
var powerOption = (command) => command.createOption("--power <percent>", "how likely the effect is to be found").argParser(percentOf("--power")).default(0.8, "80");
function optionsOf2({ days, power, effect, group, ...flags }) {
  const asked = { days, power, effect: effect ?? null, group: group ?? null };
  return { ...toOutcome(flags), ...asked, plan: planOf2({ ...flags, ...group === void 0 ? {} : { group } }) };
}
function planOf2(flags) {
  const { design, group, treated, period, together = false, controlShare } = flags;
  if (design === void 0) throw missing2("--design", `Write one of ${DESIGNS.join(", ")}, for example --design ab.`);
  assertOwnFlags(design, flags);
  if (design === "did") return { design, treated: treatedOf(group, treated) };
  if (design !== "switchback") return { design, controlShare: controlShare ?? (design === "ab" ? 0.5 : 0.1) };
  if (period === void 0) throw missing2("--period", "Write how long a period is, for example --period 4h.");
  return { design, periodHours: period, isGrouped: group !== void 0, together };
}
function treatedOf(group, treated) {
  if (group === void 0) throw missing2("--group", "Name what groups sessions, for example --group country.");
  if (treated === void 0) throw missing2("--treated", "Name the treated groups, for example --treated DE,AT.");
  return treated;
}
function percentOf(flag) {
  return (value) => {
    const [, number = ""] = /^(\d{1,3}(?:\.\d{1,6})?) ?%?$/.exec(value) ?? [];
    const fraction = number === "" ? Number.NaN : Number(number) / 100;
    if (fraction > 0 && fraction < 1) return fraction;
    const what = `${flag} is ${quote(value)}, which is not a percentage between 0 and 100.`;
    throw new GateError("usage", { what, todo: `Write for example ${flag} ${EXAMPLES[flag] ?? "10"}.` });
  };
}
var EXAMPLES = { "--effect": "2%", "--power": "80" };
var MOST_DAYS = 3650;
function daysOf(value) {
  const days = [...new Set(value.split(",").map((text) => /^\s*\d{1,4}\s*$/.test(text) ? Number(text) : Number.NaN))];
  if (days.every((each) => each >= 1 && each <= MOST_DAYS)) return days.toSorted((one, other) => one - other);
  const what = `--days is ${quote(value)}, which is not a list of whole numbers from 1 to ${MOST_DAYS}.`;
  throw new GateError("usage", { what, todo: "Write for example --days 7,14,28." });
}

// src/cli/field/packet.ts
var CODES3 = `
Exit codes:
  0  the packet is written, whether its price is established or not
  2  invalid usage or configuration
  3  the packet is written, and says that the page views and events cannot answer
`;
function addPacket(command, onRead) {
  command.description("Write what a route costs as a page to sign, with an appendix and the files behind it.").helpOption("-h, --help", "print this help").option("--config <file>", "the configuration", textOf("--config"), "vitals-gate.yml").option("--out <dir>", "the folder that is written", textOf("--out")).option("--route <name>", "the route that sessions landed on (default: the only one)", textOf("--route")).option("--metric <path>", "a metric or a part of it, in ms (default: lcp)", textOf("--metric")).option("--condition <name>", "the condition (default: all of them together)", textOf("--condition")).option("--lab <dir>", "the output folder of a run, for the ratio of the lab to the field", textOf("--lab")).option("--with <file>", "JSON of field experiment, power or its; may be repeated", listOf("--with")).option(
    "--until <date>",
    "the last day (UTC) or instant of the window (default: the newest page view)",
    instantOf("--until", "T23:59:59.999Z")
  ).addOption(environmentOption()).option("--debug", "print stack traces").addHelpText("after", CODES3).action((flags) => onRead({ name: "packet", options: optionsOf3(flags) }));
}
function optionsOf3({
  config,
  out,
  route,
  metric,
  condition,
  lab,
  until,
  environment,
  ...flags
}) {
  if (out === void 0)
    throw new GateError("usage", {
      what: "--out is missing.",
      todo: "Name the folder that is written, for example --out packet."
    });
  return {
    config,
    out,
    route: route ?? null,
    metric: metric ?? null,
    condition: condition ?? null,
    lab: lab ?? null,
    with: flags.with ?? [],
    until: until ?? null,
    environment: environment ?? null
  };
}

// src/cli/field/price.ts
var CODES4 = `
Exit codes:
  0  there is a coefficient, established or not
  2  invalid usage or configuration     3  the page views and events cannot say
`;
function addPrice(command, onRead) {
  reportOptions(command.description("Say what slower pages cost in conversions and money, as an interval.")).option("--metric <path>", "a metric or a part of it, in ms, for example lcp.ttfb", textOf("--metric"), "lcp").option("--route <name>", "the route that sessions landed on", textOf("--route")).option("--condition <name>", "the condition (default: all of them together)", textOf("--condition")).option("--lab <dir>", "the output folder of a run, for the ratio of the lab to the field", textOf("--lab")).option("--out <file>", "write the price as JSON, too", textOf("--out")).addHelpText("after", CODES4).action((flags) => onRead({ name: "price", options: optionsOf4(flags) }));
}
function optionsOf4({ metric, route, condition, out, ...flags }) {
  if (route === void 0)
    throw new GateError("usage", { what: "--route is missing.", todo: "Name a route, for example --route product." });
  return { ...toReading(flags), metric, route, condition: condition ?? null, out: out ?? null };
}

// src/cli/field/its.ts
var CODES5 = `
Exit codes:
  0  there is an estimate, established or not
  2  invalid usage or configuration     3  the page views cannot say
`;
function addIts(command, onRead) {
  reportOptions(command.description("Say what changed at one deploy or date, beside declared campaigns and holidays.")).option("--metric <path>", "a metric or a part of it, for example lcp.ttfb", textOf("--metric"), "lcp").option("--route <name>", "the route", textOf("--route")).option("--condition <name>", "the condition (default: that of most page views)", textOf("--condition")).option("--deploy <commit>", "the deploy, by its commit", textOf("--deploy")).option("--at <date>", "a day (UTC) or an instant, in place of a deploy", instantOf("--at", "T00:00:00Z")).option("--slope", "also estimate how the trend changed").addOption(environmentOption()).addHelpText("after", CODES5).action((flags) => onRead({ name: "its", options: optionsOf5(flags) }));
}
function optionsOf5({ metric, route, condition, deploy, at, slope = false, ...flags }) {
  if (route === void 0)
    throw new GateError("usage", { what: "--route is missing.", todo: "Name a route, for example --route product." });
  if (deploy === void 0 === (at === void 0))
    throw new GateError("usage", {
      what: deploy === void 0 ? "--deploy and --at are missing." : "--deploy and --at exclude each other.",
      todo: "Write one of them, for example --deploy 1a2b3c4 or --at 2026-11-01."
    });
  const subject = { metric, route, condition: condition ?? null, deploy: deploy ?? null, at: at ?? null, slope };
  return { ...toReading(flags), ...subject };
}

// src/cli/field-commands.ts
function addField(command, onRead) {
  command.description("Collect and judge what visitors measured.").helpOption("-h, --help", "print this help");
  addCollect(command.command("collect"), onRead);
  addCheck(command.command("check"), onRead);
  addSlo(command.command("slo"), onRead);
  addDeploys(command.command("deploys"), onRead);
  addIts(command.command("its"), onRead);
  addRatio(command.command("ratio"), onRead);
  addPrice(command.command("price"), onRead);
  addExperiment(command.command("experiment"), onRead);
  addPower(command.command("power"), onRead);
  addPacket(command.command("packet"), onRead);
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

// src/cli/history-commands.ts
var NOTE2 = `
It reads the branch as git has it: fetch it first.

Exit codes:
  0  read, also if the history has not begun      3  the history cannot be read
  2  invalid usage or configuration
`;
function addHistory(command, onRead) {
  command.description("Show how the default branch changed against the anchor build: drifts, and what crept in.").helpOption("-h, --help", "print this help").option("--dir <folder>", "the folder of the history, instead of a branch", textOf("--dir")).option("--branch <name>", "the branch of the history (default: vitals-gate-history)", textOf("--branch")).option("--config <file>", "the configuration, for its section history", textOf("--config"), "vitals-gate.yml").option("--html <file>", "write a page with a chart of each metric", textOf("--html")).option("--json", "write everything as JSON, and nothing else").option("--debug", "print stack traces").addHelpText("after", NOTE2).action((flags) => onRead(showOf(flags, command.getOptionValueSource("config") === "cli")));
  command.command("record").description("Add a run to the history in a folder.").helpOption("-h, --help", "print this help").argument("<run>", "the output folder of a run whose base is the anchor build", textOf("<run>")).option(
    "--runner <label>",
    "what measured; entries of different runners are not compared (default: this machine)",
    textOf("--runner")
  ).option("--debug", "print stack traces").action((folder, { runner }) => {
    const { dir } = command.opts();
    if (dir === void 0)
      throw new GateError("usage", {
        what: "`history record` needs --dir.",
        todo: "Name the folder of the history."
      });
    onRead({ name: "record", folder, dir, runner: runner ?? null });
  });
}
function showOf({ dir, branch, config, html, json }, isAsked) {
  if (dir !== void 0 && branch !== void 0)
    throw new GateError("usage", { what: "--dir and --branch exclude each other.", todo: "Leave one out." });
  return {
    name: "show",
    dir: dir ?? null,
    branch: branch ?? null,
    config: { file: config, isAsked },
    html: html ?? null,
    json: json === true
  };
}

// src/cli/init-commands.ts
function addInit(command, onRead) {
  command.description("Write vitals-gate.yml and a workflow that fit this repository.").helpOption("-h, --help", "print this help").option("-y, --yes", "ask nothing, and write").option("--url <url>", "the running site, whose pages become routes", textOf("--url")).option("--head-url <url>", "with --provider url: the deploy of a pull request", headUrlOf).option("--dir <dir>", "the folder of the site in a monorepo", textOf("--dir")).option("--provider <name>", `where base and head come from: ${PROVIDERS.join(", ")}`, providerOf).option("--force", "replace files that differ").option("--chrome-path <file>", "the Chrome that looks for links", textOf("--chrome-path")).option("--debug", "print stack traces").action(
    (flags) => onRead({
      url: flags.url ?? null,
      headUrl: flags.headUrl ?? null,
      dir: flags.dir ?? null,
      provider: flags.provider ?? null,
      chromePath: flags.chromePath ?? null,
      isAgreed: flags.yes === true,
      force: flags.force === true
    })
  );
}
function providerOf(value) {
  return choiceOf("--provider", value, PROVIDERS);
}
function headUrlOf(value) {
  const complaint = deployUrlComplaint(value);
  if (complaint === null) return value;
  throw new GateError("usage", { what: `--head-url: ${complaint.what}`, todo: complaint.todo });
}

// src/cli/run-flags.ts
var POLICY_REF = "take budgets, waivers and enforcement from the configuration at this commit";
var REPORT_URL = "where the report page can be opened, for links in comment.md";
function runOptions(command) {
  return command.helpOption("-h, --help", "print this help").option("--config <file>", "the configuration", textOf("--config"), "vitals-gate.yml").option("--base-url <url>", "the base deploy, instead of the configured one", textOf("--base-url")).option("--head-url <url>", "the head deploy, instead of the configured one", textOf("--head-url")).option("--base-sha <sha>", "label of the base deploy", shaOf("--base-sha")).option("--head-sha <sha>", "label of the head deploy", shaOf("--head-sha")).option("--out <dir>", "the output folder", textOf("--out"), "vitals-gate-out").option(
    "--blocks <n>",
    "exactly this many blocks of four visits per route and condition, with a single look",
    blocksOf
  ).option("--measure-identical", "measure routes that serve identical bytes too").option("--route <name>", "only this route; may be repeated", listOf("--route")).option("--condition <name>", "only this condition; may be repeated", listOf("--condition")).addOption(explainOption()).option("--source-maps <dir>", "a folder with source maps that are not deployed", folderOf("--source-maps")).addOption(lighthouseOption()).option("--chrome-path <file>", "the Chrome to use", textOf("--chrome-path")).option("--policy-ref <ref>", POLICY_REF, textOf("--policy-ref")).option("--report-url <url>", REPORT_URL, pageAddressOf).option("--debug", "print stack traces");
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
    ...flags.reportUrl === void 0 ? {} : { pageUrl: flags.reportUrl },
    ...flags.policyRef === void 0 ? {} : { policyAt: { ref: flags.policyRef, isAsked: true } }
  };
}

// src/cli/commands.ts
function createProgram(onRead) {
  const program = new commander_Command("vitals-gate").description("Gates pull requests on performance budgets: LCP, INP and CLS by phase, measured in real Chrome.").version(version, "-V, --version", "print the version").helpOption("-h, --help", "print this help").commandsGroup("Help:").helpCommand("help [command]", "print the help of a command");
  addInit(program.command("init"), (options) => onRead({ command: "init", options }));
  addDoctor(program.command("doctor"), (request) => onRead({ command: "doctor", request }));
  addRun(program.command("run"), onRead);
  addMeasure(program.command("measure"), onRead);
  addReport(program.command("report"), onRead);
  addJudge(program.command("judge"), onRead);
  addCalibrate(program.command("calibrate"), onRead);
  addBudgets(program.command("budgets"), (options) => onRead({ command: "budgets", options }));
  addGraphql(program.command("graphql"), onRead);
  addHistory(program.command("history"), (request) => onRead({ command: "history", request }));
  addField(program.command("field"), (request) => onRead({ command: "field", request }));
  addDeploy(program.command("deploy"), (request) => onRead({ command: "field", request }));
  addCompletion(program.command("completion"), program, (text) => onRead({ command: "help", text }));
  teach(program);
  return program;
}
function addCalibrate(command, onRead) {
  command.description("Measure the base deploy against itself, and recommend tolerances.").helpOption("-h, --help", "print this help").option("--config <file>", "the configuration", textOf("--config"), "vitals-gate.yml").option("--base-url <url>", "the base deploy, instead of the configured one", textOf("--base-url")).option("--base-sha <sha>", "label of the base deploy", shaOf("--base-sha")).option("--out <dir>", "the output folder", textOf("--out"), "vitals-gate-out").option("--blocks <n>", "blocks of four visits per route and condition (default: 15)", blocksOf).option("--route <name>", "only this route; may be repeated", listOf("--route")).option("--condition <name>", "only this condition; may be repeated", listOf("--condition")).option("--lanes <list>", "1, 2 or 1,2: compare one lane with two (default: 1,2 from four cores on)", lanesOf).option("--chrome-path <file>", "the Chrome to use", textOf("--chrome-path")).option("--from <dir>", "make no visits: use the samples of this calibration", textOf("--from")).option("--debug", "print stack traces").action(({ from, lanes, ...flags }) => {
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
  command.description("Judge a run again from its output folder.").helpOption("-h, --help", "print this help").argument("<dir>", "the output folder of a run", textOf("<dir>")).option("--debug", "print stack traces").action((folder) => onRead({ command: "judge", folder }));
}
function addRun(command, onRead) {
  runOptions(command.description("Measure base and head, and judge head by its budgets.")).action(
    (flags) => onRead({ command: "run", options: toOptions(flags) })
  );
}
function addMeasure(command, onRead) {
  runOptions(command.description("Measure without judging: write samples for report.")).option("--shard <i/n>", "only the i-th of n parts, which other jobs measure", shardOf).action(
    ({ shard, ...flags }) => onRead({ command: "measure", options: { ...toOptions(flags), shard: shard ?? null } })
  );
}
function addReport(command, onRead) {
  command.description("Judge the samples of measure jobs as one run.").helpOption("-h, --help", "print this help").argument("<blob...>", "samples.ndjson files, or folders that hold them").option("--out <dir>", "the output folder", textOf("--out"), "vitals-gate-out").option("--config <file>", "the configuration that --policy-ref reads", textOf("--config"), "vitals-gate.yml").option("--policy-ref <ref>", POLICY_REF, textOf("--policy-ref")).option("--report-url <url>", REPORT_URL, pageAddressOf).option("--debug", "print stack traces").action((blobs, { out, config, policyRef, reportUrl }) => {
    const policyAt = policyRef === void 0 ? null : { ref: policyRef, isAsked: true };
    onRead({
      command: "report",
      options: { blobs, out, config, policyAt, contents: null, expected: null, pageUrl: reportUrl ?? null }
    });
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

// src/doctor/render.ts
var MARKS = {
  ok: { sign: "✓", sgr: 32 },
  warn: { sign: "!", sgr: 33 },
  fail: { sign: "✗", sgr: 31 }
};
var STATUS_WIDTH = Math.max(...STATUSES.map(({ length }) => length));
var NAME_WIDTH = Math.max(...CHECKS.map(({ length }) => length));
var INDENT = 2 + STATUS_WIDTH + 2 + NAME_WIDTH + 2;
function renderCheck({ check, status, message, remedy }, color) {
  const { sign, sgr } = MARKS[status];
  const mark = `${sign} ${status.padEnd(STATUS_WIDTH)}`;
  const shown = color ? `\x1B[${sgr}m${mark}\x1B[0m` : mark;
  const lines = [message, ...remedy === null ? [] : [`→ ${remedy}`]].join("\n").split("\n");
  return `${shown}  ${nameOf2(check)}  ${lines.join(`
${" ".repeat(INDENT)}`)}
`;
}
function nameOf2(check) {
  return check.padEnd(NAME_WIDTH);
}
function renderTotal(checks) {
  const [good = 0, warned = 0, failed = 0] = STATUSES.map(
    (status) => checks.filter((check) => check.status === status).length
  );
  const parts = [`${good} ok`, counted(warned, "warning"), counted(failed, "failure")];
  return `${counted(checks.length, "check")}: ${parts.join(", ")}
`;
}
function counted(number, noun) {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

// src/cli/doctor.ts
async function runDoctor({ options, json }, io, pipeline, cwd = process.cwd()) {
  const color = hasColor(io.stdout, io.env);
  const tell = (check) => {
    if (!json) say(io.stdout, renderCheck(check, color));
  };
  const checks = await pipeline.examine(options, { cwd, env: { ...io.env } }, tell);
  say(io.stdout, json ? `${JSON.stringify(checks, null, 2)}
` : `
${renderTotal(checks)}`);
  return checks.some(({ status }) => status === "fail") ? 3 : 0;
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
async function main(argv, io, load = () => import("./chunk-GY4KNPIU.js"), loadField = () => import("./chunk-C25OE4IY.js")) {
  keepSecret(...tokensIn(io.env));
  try {
    const request = readCommandLine(argv);
    if (request.command === "init") return await (await load()).runInit(request.options, io);
    if (request.command === "history") return await (await load()).runHistory(request.request, io);
    if (request.command === "doctor") return await runDoctor(request.request, io, await load());
    if (request.command === "budgets")
      return await (await import("./chunk-F6BMF2DP.js")).runBudgets(request.options, io);
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
    say(io.stderr, `${describe(error, argv.includes("--debug"), io.stderr.columns)}
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
function describe(error, debug, columns) {
  const block = error instanceof GateError ? errorWithLines(error, columns) : `internal error: ${causeOf(error)}
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
