// src/errors/message.ts
var text = (detail, key) => String(detail[key] ?? "");
function logTail(detail) {
  const tail = text(detail, "tail");
  if (tail === "") return " It printed nothing.";
  const what = tail.includes("\n…\n") ? "Its first error and its last lines" : "Its last lines";
  return ` ${what}:
${tail.replaceAll(/^/gm, "  | ")}`;
}

// src/errors/collector.ts
var COLLECTOR = {
  "collector-address": (d) => ({
    exit: 2,
    what: `The collector cannot listen on ${text(d, "address")}: ${text(d, "cause")}.`,
    todo: "Choose another port with --port or another address with --host, or stop what listens there."
  }),
  "collector-folder": (d) => ({
    exit: 2,
    what: `The folder ${text(d, "path")} cannot take records: ${text(d, "cause")}.`,
    todo: "Name a folder with --dir that this user can write to."
  }),
  "collector-file": (d) => ({
    exit: 2,
    what: `The file ${text(d, "path")} may end with half a line, which cannot be cut: ${text(d, "cause")}.`,
    todo: "Let this user read and write the file, or move it out of the folder, and start again."
  })
};

// src/errors/configuration.ts
var CONFIGURATION = {
  usage: (d) => ({ exit: 2, what: text(d, "what"), todo: text(d, "todo") || "See `vitals-gate --help`." }),
  "config-unreadable": (d) => ({
    exit: 2,
    what: `The configuration file cannot be read: ${text(d, "cause")}.`,
    todo: "Write a vitals-gate.yml in the root of the repository, where the gate runs, or name another file with --config (the input config)."
  }),
  "config-invalid": (d) => ({ exit: 2, what: text(d, "what"), todo: text(d, "todo") }),
  "no-head": () => ({
    exit: 2,
    what: "No head deploy is configured, so there is nothing to measure.",
    todo: "Add `deploys: { head: { url: https://staging.example } }` (or `{ static: ./build }`) to the configuration, or pass --head-url."
  }),
  "too-few-blocks": (d) => ({
    exit: 2,
    what: `${text(d, "blocks")} blocks cannot turn any of the ${text(d, "budgets")} blocking budgets red at a family-wise error of ${text(d, "alpha")}.`,
    todo: `Pass --blocks ${text(d, "needed")} or more, or declare fewer blocking budgets.`
  }),
  "too-few-looks": (d) => ({
    exit: 2,
    what: `A maximum of ${text(d, "blocks")} blocks cannot turn any of the ${text(d, "budgets")} blocking budgets red at false-alarms: ${text(d, "alpha")}.`,
    todo: "Raise max-blocks or false-alarms, or declare fewer blocking budgets."
  }),
  "policy-unreadable": (d) => ({
    exit: 2,
    what: `The policy cannot be read at ${text(d, "ref")}: ${text(d, "cause")}.`,
    todo: text(d, "todo") || "Give actions/checkout `fetch-depth: 0`, or the job `permissions: { contents: read }`; or name another commit as policy-ref."
  })
};

// src/errors/deploys.ts
var DEPLOYS = {
  "no-repository": (d) => ({
    exit: 2,
    what: `${text(d, "provider")} deploys need a git repository: ${text(d, "cause")}.`,
    todo: "Run inside the repository (in a workflow: after actions/checkout)."
  }),
  "unknown-commit": (d) => ({
    exit: 2,
    what: `The ${text(d, "side")} commit ${text(d, "sha")} cannot be found: ${text(d, "cause")}.`,
    todo: "Check the SHA. In a workflow give actions/checkout `fetch-depth: 0`; after a force push, run again on the new head."
  }),
  "no-merge-base": (d) => ({
    exit: 2,
    what: `The commits ${text(d, "base")} and ${text(d, "head")} have no common ancestor.`,
    todo: "Name the base with --base-sha, or give actions/checkout `fetch-depth: 0`."
  }),
  placeholder: (d) => ({
    exit: 2,
    what: `${text(d, "template")} needs {${text(d, "name")}}, and this run has none.`,
    todo: text(d, "todo")
  }),
  "worktree-failed": (d) => ({
    exit: 3,
    what: `The ${text(d, "side")} commit ${text(d, "sha")} cannot be checked out: ${text(d, "cause")}.`,
    todo: "Check that the disk has room and that git works in this repository."
  }),
  "worktree-directory": (d) => ({
    exit: 2,
    what: `The commit ${text(d, "sha")} has no folder ${text(d, "directory")}.`,
    todo: "Correct `directory:` (it is relative to the repository's root)."
  }),
  "build-failed": (d) => ({
    exit: 3,
    what: `\`${text(d, "command")}\` ${text(d, "problem")} at the ${text(d, "side")} commit ${text(d, "sha")}.${logTail(d)}`,
    todo: `The full log is ${text(d, "log")}. Try the command in a fresh checkout of the commit.`
  }),
  "server-ended": (d) => ({
    exit: 3,
    what: `\`${text(d, "command")}\` ${text(d, "problem")} at the ${text(d, "side")} commit ${text(d, "sha")}.${logTail(d)}`,
    todo: `The full log is ${text(d, "log")}. It must run in the foreground until it is stopped.`
  }),
  "server-not-ready": (d) => ({
    exit: 3,
    what: `The server of the ${text(d, "side")} commit ${text(d, "sha")} was not ready after ${text(d, "seconds")} s: ${text(d, "problem")}.${logTail(d)}`,
    todo: "It must listen on {port} (in the environment as PORT) and answer `ready:` with 2xx within `ready-timeout:`."
  }),
  "port-taken": (d) => ({
    exit: 3,
    what: `The server of the ${text(d, "side")} commit ${text(d, "sha")} found its port taken.${logTail(d)}`,
    todo: "It must listen on {port} (in the environment as PORT), which is different for each commit."
  }),
  "static-folder": (d) => ({
    exit: 2,
    what: `The ${text(d, "side")} deploy's folder ${text(d, "path")} ${text(d, "problem")}.`,
    todo: "Build it first, or correct `static:` (it is relative to the configuration file)."
  }),
  "static-server": (d) => ({
    exit: 3,
    what: `The folder ${text(d, "path")} could not be served: ${text(d, "cause")}.`,
    todo: "Check that a loopback port can be opened on this machine."
  })
};

// src/errors/field.ts
var FIELD = {
  "no-field": (d) => ({
    exit: 2,
    what: "The configuration does not say where page views are recorded.",
    todo: `Add for example ${text(d, "example") || 'field: { beacons: "field/**/*.ndjson" }'}.`
  }),
  "deploys-unreadable": (d) => ({
    exit: 2,
    what: `The list of deploys ${text(d, "path")} cannot be read: ${text(d, "cause")}.`,
    todo: "Correct `field.deploys` in the configuration, or write the list with `vitals-gate deploy record`."
  }),
  "deploys-invalid": (d) => ({
    exit: 2,
    what: `This is not a deploy: ${text(d, "cause")}.`,
    todo: 'Write one JSON object a line, for example {"sha":"1a2b3c4","t":"2026-11-01T10:00:00Z"}.'
  }),
  "export-unwritable": (d) => ({
    exit: 3,
    what: `${text(d, "path")} could not be written: ${text(d, "cause")}.`,
    todo: "Check that its folder exists and that the disk has room, or name another file with --otlp."
  }),
  "no-lab": (d) => ({
    exit: 2,
    what: `There is no run of the lab in ${text(d, "path")} to compare page views with.`,
    todo: "Run `vitals-gate run` first, or name its output folder with --lab."
  }),
  "deploys-missing": () => ({
    exit: 2,
    what: "The configuration does not say where deploys are listed.",
    todo: "Add `deploys: field/deploys.ndjson` to `field`, and record each deploy with `vitals-gate deploy record`."
  }),
  "deploys-empty": (d) => ({
    exit: 2,
    what: `The file lists no deploys${text(d, "environment")}, so nothing can be said of them.`,
    todo: text(d, "todo") || "Record each one as it goes live, with `vitals-gate deploy record`."
  }),
  "deploy-no-repository": (d) => ({
    exit: 2,
    what: `A deploy is recorded in the repository of its commit: ${text(d, "cause")}.`,
    todo: "Run inside the repository (in a workflow: after actions/checkout)."
  }),
  "deploy-unknown-commit": (d) => ({
    exit: 2,
    what: `The ${text(d, "which")} commit ${text(d, "sha")} cannot be found: ${text(d, "cause")}.`,
    todo: text(d, "todo")
  }),
  "deploy-unwritable": (d) => ({
    exit: 3,
    what: `The deploy could not be appended to ${text(d, "path")}: ${text(d, "cause")}.`,
    todo: "Check that the disk has room and that the file can be written, or name another with --out."
  }),
  "field-no-files": (d) => ({
    exit: 3,
    what: `No file in ${text(d, "folder")} matches ${text(d, "glob")}, so there are no page views.`,
    todo: "Correct `field.beacons` in the configuration, or collect page views with `vitals-gate field collect`."
  }),
  "load-no-files": (d) => ({
    exit: 3,
    what: `No file in ${text(d, "folder")} matches ${text(d, "glob")}, so there is nothing to load.`,
    todo: "Correct the glob of --files: it is relative to the folder of the configuration."
  }),
  "load-no-lines": (d) => ({
    exit: 3,
    what: `All files that match ${text(d, "glob")} are Parquet, which is not loaded into a database.`,
    todo: "Name files of NDJSON with --files."
  }),
  "no-events": () => ({
    exit: 2,
    what: "The configuration does not say where events of visitors are, such as orders.",
    todo: 'Add for example `events: { files: "events/**/*.ndjson", session: session, time: t, value: value, currency: EUR }` to `field`.'
  }),
  "events-no-files": (d) => ({
    exit: 3,
    what: `No file in ${text(d, "folder")} matches ${text(d, "glob")}, so there are no events.`,
    todo: "Correct `field.events.files` in the configuration, or write the events of visitors there."
  }),
  "events-no-table": (d) => ({
    exit: 2,
    what: `There is no table ${text(d, "table")} in the database.`,
    todo: "Correct `field.events.table` in the configuration."
  }),
  "events-columns": (d) => ({
    exit: 2,
    what: `${text(d, "of")} lacks columns that events are read from: ${text(d, "missing")}.`,
    todo: `Correct the names in \`field.events\`. Its columns: ${text(d, "known")}.`
  }),
  "events-type": (d) => ({
    exit: 2,
    what: `The column ${text(d, "column")} of the table ${text(d, "table")} is ${text(d, "type")}, and must be ${text(d, "needs")}.`,
    todo: "Name another column in `field.events`, or a view that casts this one."
  }),
  "field-package": (d) => ({
    exit: 2,
    what: `Page views are read by ${text(d, "database")}, whose package ${text(d, "name")} ${text(d, "why")}.`,
    todo: `Install it beside the configuration: npm install --save-dev ${text(d, "name")}.`
  }),
  "field-columns": (d) => ({
    exit: 2,
    what: `The table ${text(d, "table")} lacks columns that page views are read from: ${text(d, "missing")}.`,
    todo: `Add them, or make the table with:
${text(d, "ddl")}`
  }),
  "field-no-table": (d) => ({
    exit: 2,
    what: `There is no table ${text(d, "table")} in the database.`,
    todo: `Correct \`field.beacons\` in the configuration, or make the table with:
${text(d, "ddl")}`
  }),
  "field-memory": (d) => ({
    exit: 3,
    what: `DuckDB ran out of room for these page views: ${text(d, "cause")}.`,
    todo: "Give the temporary folder (TMPDIR) more room, or name fewer files in `field.beacons`. Or load the page views into PostgreSQL or ClickHouse with `vitals-gate field load`."
  }),
  "field-database": (d) => ({
    exit: 3,
    what: `${text(d, "database")} did not answer: ${text(d, "cause")}.`,
    todo: text(d, "todo") || "Check that it runs, the user, the password and the name of the database, and run again."
  })
};

// src/errors/github.ts
var GITHUB = {
  "no-repository-api": () => ({
    exit: 2,
    what: "GitHub deployments are configured, but there is no GitHub repository or token to ask with.",
    todo: "Run as the action, on pull_request or push, with `permissions: { deployments: read }`."
  }),
  "api-refused": (d) => ({
    exit: 2,
    what: `GitHub refuses to ${text(d, "action")}: ${text(d, "cause")}.`,
    todo: "Give the job `permissions: { contents: read, deployments: read, statuses: read }`."
  }),
  "api-failed": (d) => ({
    exit: 3,
    what: `GitHub did not ${text(d, "action")}: ${text(d, "cause")}.`,
    todo: "Run again; see githubstatus.com."
  }),
  "deployment-none": (d) => ({
    exit: 3,
    what: `No deployment${text(d, "pattern")} of the ${text(d, "side")} commit ${text(d, "sha")} was ready within ${text(d, "seconds")} s. ${text(d, "list") === "" ? "GitHub knows of none." : `GitHub knows of:${text(d, "list")}`}`,
    todo: "Check `environment:` against this list, and `timeout:`; a deployment must be a GitHub deployment of this very commit."
  }),
  "deployment-several": (d) => ({
    exit: 2,
    what: `Several deployments of the ${text(d, "side")} commit ${text(d, "sha")} match:${text(d, "list")}`,
    todo: "Write `environment:` so that it matches one of them."
  }),
  "deployment-failed": (d) => ({
    exit: 3,
    what: `The deployment of the ${text(d, "side")} commit ${text(d, "sha")} failed:${text(d, "list")}`,
    todo: "See the deployment's own log."
  }),
  "fork-visit": (d) => ({
    exit: 2,
    what: `On ${text(d, "event")} this would visit pages of a fork (${text(d, "stranger")}) with access to this repository’s secrets.`,
    todo: "Measure in the workflow on `pull_request`, and judge here with `command: report`."
  }),
  "unknown-owner": (d) => ({
    exit: 2,
    what: `The commit ${text(d, "sha")} is not known to be this repository’s own (${text(d, "cause")}): on ${text(d, "event")} this may visit pages of a fork with access to this repository’s secrets.`,
    todo: "If it is a fork’s, measure in the workflow on `pull_request`, and judge there with `command: report`. If it is your own, give the job a github-token and `permissions: { contents: read, pull-requests: read }`, and run it again."
  }),
  "history-refused": (d) => ({
    exit: 3,
    what: `GitHub refuses to ${text(d, "action")} the branch ${text(d, "branch")}: ${text(d, "cause")}.`,
    todo: `Give the job \`permissions: { contents: ${text(d, "action")} }\`.`
  }),
  "history-failed": (d) => ({
    exit: 3,
    what: `GitHub did not ${text(d, "action")} the branch ${text(d, "branch")}: ${text(d, "cause")}.`,
    todo: "Run again; see githubstatus.com."
  }),
  "history-protected": (d) => ({
    exit: 3,
    what: `GitHub does not let this job push to the branch ${text(d, "branch")}: ${text(d, "cause")}.`,
    todo: "Exempt the branch from the protection rule or the ruleset; or set `history.branch` to a branch without one."
  }),
  "history-busy": (d) => ({
    exit: 3,
    what: `The branch ${text(d, "branch")} did not take the entry in ${text(d, "tries")} attempts: ${text(d, "cause")}.`,
    todo: "Give the jobs that write it one `concurrency` group, with `cancel-in-progress: false`."
  }),
  "history-foreign": (d) => ({
    exit: 3,
    what: `The branch ${text(d, "branch")} holds something other than a history: ${text(d, "names")}.`,
    todo: "Set `history.branch` to a branch that does not exist yet. If the branch was overwritten, push the commit that it had before."
  })
};

// src/errors/graphql.ts
var GRAPHQL = {
  "operation-too-deep": (d) => ({
    exit: 2,
    what: `The selections here are nested more than ${text(d, "depth")} levels deep.`,
    todo: "Split the operation: a response is never nested like that."
  }),
  "cost-directive": (d) => ({
    exit: 2,
    what: `A cost directive of the schema cannot be read: ${text(d, "what")}.`,
    todo: 'Write for example `@cost(weight: 5)` or `@listSize(assumedSize: 10, slicingArguments: ["first"])`.'
  }),
  // A schema, a manifest or an operation: what is wrong depends on its format.
  "graphql-input": (d) => ({ exit: 2, what: text(d, "what"), todo: text(d, "todo") }),
  "composition-failed": (d) => ({
    exit: 2,
    what: `The subgraphs do not compose: ${text(d, "first")}${text(d, "others")}`,
    todo: text(d, "todo") || "Correct the subgraphs; `rover supergraph compose` names the same rules."
  }),
  "plan-unknown": (d) => ({
    exit: 3,
    what: `The query plan of this operation has ${text(d, "what")}, so its requests cannot be counted.`,
    todo: "Install the version of @graphql-hive/router-query-planner that docs/graphql.md names, or report its plan."
  }),
  "operation-not-found": (d) => ({
    exit: 2,
    what: `A budget names the ${text(d, "kind")} ${text(d, "name")}, which does not exist.`,
    todo: text(d, "todo")
  })
};

// src/errors/history.ts
var HISTORY = {
  "history-newer": (d) => ({
    exit: 3,
    what: `A newer vitals-gate wrote this entry of the history, in format ${text(d, "format")}.`,
    todo: "Use a newer vitals-gate: at least the version that writes on the default branch."
  }),
  "history-strange": (d) => ({
    exit: 3,
    what: `Nothing in ${text(d, "name")} is an entry of a history, so nothing is added to it.`,
    todo: "Remove that file or rename it, or keep the history elsewhere: `history.branch` or `history.folder`."
  }),
  "history-folder": (d) => ({
    exit: 3,
    what: `The history in the folder ${text(d, "folder")} cannot be ${text(d, "action") === "read" ? "read" : "written"}: ${text(d, "cause")}.`,
    todo: "Check the folder and its permissions."
  }),
  "unknown-anchor": (d) => ({
    exit: 2,
    what: `The commit ${text(d, "anchor")}, which \`history.anchor\` names, cannot be found: ${text(d, "cause")}.`,
    todo: "Name a commit of this repository by its SHA or a tag; or give actions/checkout `fetch-depth: 0`."
  }),
  "history-no-repository": (d) => ({
    exit: 2,
    what: `The folder ${text(d, "folder")} cannot be read as a git repository: ${text(d, "cause")}.`,
    todo: "Run `vitals-gate history` inside the repository, or name the folder of a history with --dir."
  }),
  "history-missing": (d) => ({
    exit: 2,
    what: `The history in ${text(d, "place")} cannot be read: ${text(d, "cause")}.`,
    todo: "Fetch the branch (`git fetch origin BRANCH:refs/remotes/origin/BRANCH`), or name another place with --branch or --dir."
  }),
  "history-empty": (d) => ({
    exit: 2,
    what: `The file history.ndjson is missing in ${text(d, "place")}.`,
    todo: "Name another place with --branch or --dir."
  }),
  "history-unreadable": (d) => ({
    exit: 3,
    what: `The history ${text(d, "place")} cannot be read: ${text(d, "cause")}.`,
    todo: "Fetch the branch again, or check the file and its permissions."
  }),
  "history-nothing-compared": (d) => ({
    exit: 2,
    what: `The run in ${text(d, "folder")} is not an entry of a history: ${text(d, "cause")}.`,
    todo: "Record a run whose base is the anchor build and whose head is a commit of the default branch, both with their SHA."
  })
};

// src/errors/machine.ts
var MACHINE = {
  "chrome-not-found": (d) => ({
    exit: 3,
    what: `No Chrome was found. Looked at: ${text(d, "looked")}.`,
    todo: "Install Google Chrome or Chromium, or name its binary with --chrome-path (the input chrome-path) or CHROME_PATH."
  }),
  "chrome-unlaunchable": (d) => ({
    exit: 3,
    what: `Chrome at ${text(d, "path")} does not start: ${text(d, "cause")}.`,
    todo: "Start it by hand with --headless --version to see why, or name another with --chrome-path."
  }),
  "temporary-folder": (d) => ({
    exit: 3,
    what: `The temporary folder ${text(d, "folder")} cannot be used: ${text(d, "cause")}.`,
    todo: "Set TMPDIR (on Windows TEMP) to an existing, writable folder with a short path."
  }),
  "environment-lost": (d) => ({
    exit: 3,
    what: `The gate restarted itself and cannot read its environment in the new process: ${text(d, "cause")}.`,
    todo: `Check that the temporary folder ${text(d, "folder")} works and that its disk has room, and run again.`
  }),
  "out-unwritable": (d) => ({
    exit: 2,
    what: `The output folder ${text(d, "path")} cannot be written: ${text(d, "cause")}.`,
    todo: "Name another with --out."
  }),
  "out-taken": (d) => ({
    exit: 2,
    what: `The report would replace ${text(d, "path")}, which is not a report of vitals-gate.`,
    todo: "Name another output folder with --out."
  }),
  "out-lost": (d) => ({
    exit: 3,
    what: `${text(d, "path")} could not be written: ${text(d, "cause")}.`,
    todo: "Make room on the disk (or name a folder on another one with --out), and run again."
  })
};

// src/errors/samples.ts
var SAMPLES = {
  "record-unreadable": (d) => ({
    exit: 2,
    what: `The samples ${text(d, "path")} cannot be read: ${text(d, "cause")}.`,
    todo: "Name the output folder of a run: it holds samples.ndjson."
  }),
  "record-invalid": (d) => ({
    exit: 2,
    what: text(d, "what"),
    todo: "Only what this version of vitals-gate wrote can be judged again."
  }),
  "record-lost": (d) => ({
    exit: 3,
    what: `${text(d, "path")} was changed or cut off while it was in use: ${text(d, "what")} cannot be read back.`,
    todo: "Let nothing else write into the output folder, and run again."
  }),
  "only-a-calibration": (d) => ({
    exit: 2,
    what: `The samples in ${text(d, "out")} come from a calibration, which compares one deploy with itself: there is nothing to judge.`,
    todo: "Use `vitals-gate calibrate --from`, or name the output folder of a run."
  }),
  "calibration-interrupted": (d) => ({
    exit: 3,
    what: `Stopped by ${text(d, "signal")} before every route was measured.`,
    todo: `\`vitals-gate calibrate --from ${text(d, "out")}\` shows what the samples so far say.`
  }),
  "not-a-calibration": (d) => ({
    exit: 2,
    what: `The samples in ${text(d, "out")} compare two different deploys. Their differences are not noise.`,
    todo: "Run `vitals-gate calibrate`, which compares the base deploy with itself."
  }),
  interrupted: (d) => ({
    exit: 3,
    what: `Stopped by ${text(d, "signal")} before every route was measured.`,
    todo: `The samples so far are in ${text(d, "out")}/samples.ndjson, and comment.md beside it judges them. Run again to get a verdict.`
  }),
  "measure-interrupted": (d) => ({
    exit: 3,
    what: `Stopped by ${text(d, "signal")} before every route was measured.`,
    todo: `The samples so far are in ${text(d, "out")}/samples.ndjson, but an unfinished shard cannot be reported. Run \`measure\` again.`
  }),
  "interrupted-early": (d) => ({
    exit: 3,
    what: `Stopped by ${text(d, "signal")} before anything was measured.`,
    todo: "Run again to get a verdict."
  }),
  "blob-refused": (d) => ({
    exit: 2,
    what: `The samples ${text(d, "path")} are refused: ${text(d, "cause")}.`,
    todo: text(d, "todo") || "Give `report` the samples.ndjson that `measure` of the same version wrote for this run."
  }),
  "blobs-differ": (d) => ({
    exit: 2,
    what: `The samples ${text(d, "path")} do not belong with ${text(d, "other")}: ${text(d, "what")}.`,
    todo: "Give `report` the parts of one run: the same commits, configuration and options."
  }),
  "no-blobs": (d) => ({
    exit: 2,
    what: `There are no samples in ${text(d, "path")}.`,
    todo: "Download the artifacts of the jobs that measured: each holds a samples.ndjson."
  }),
  "only-a-shard": (d) => ({
    exit: 2,
    what: `The samples in ${text(d, "out")} are shard ${text(d, "index")} of ${text(d, "of")}.`,
    todo: "Judge all of them together: `vitals-gate report BLOB… --out DIR`."
  })
};

// src/errors/start.ts
var START = {
  "init-no-repository": (d) => ({
    exit: 2,
    what: `The folder ${text(d, "folder")} cannot be read as a git repository: ${text(d, "cause")}.`,
    todo: "Run `vitals-gate init` inside the repository of the site, or make one with `git init`."
  }),
  "init-no-folder": (d) => ({
    exit: 2,
    what: `The folder ${text(d, "directory")} has no files of the repository.`,
    todo: `Name with --dir a folder of the repository, relative to the current one${text(d, "candidates") === "" ? "" : `: ${text(d, "candidates")}`}.`
  }),
  "init-no-site": (d) => ({
    exit: 2,
    what: "No site was recognised: the repository has neither a known framework nor an index.html nor a `start` script.",
    todo: `${text(d, "broken") === "" ? "" : `Correct ${text(d, "broken")}, which is not a JSON object. `}Name the folder of the site with --dir, or a running site with --url.`
  }),
  "init-several-sites": (d) => ({
    exit: 2,
    what: `The repository has several sites: ${text(d, "candidates")}.`,
    todo: `Name one of them, for example --dir ${text(d, "example")}.`
  }),
  "init-exists": (d) => ({
    exit: 2,
    what: `${text(d, "files")} would be overwritten: ${text(d, "differ")} from what \`init\` proposes. Nothing was written.`,
    todo: "Edit it by hand, or replace it with --force."
  }),
  "init-stopped": () => ({
    exit: 2,
    what: "Stopped before anything was written.",
    todo: "Run `vitals-gate init --yes` to write without questions."
  }),
  "init-unwritable": (d) => ({
    exit: 2,
    what: `${text(d, "file")} cannot be written: ${text(d, "cause")}.`,
    todo: "Remove what is in its place, or check the permissions of the folder."
  })
};

// src/errors/suggest.ts
var SUGGEST = {
  "suggest-no-source": (d) => ({
    exit: 2,
    what: `There is nothing to suggest budgets from: ${text(d, "folder")} has no calibration.`,
    todo: `Choose one of three sources:
  --from DIR    visits of the lab: run \`${text(d, "calibrate")}\` first
  --field       page views of your visitors (docs/field.md)
  --crux FILE   what Chrome's users measured on your site:
    ${text(d, "curl")}`
  }),
  "suggest-no-config": (d) => ({
    exit: 2,
    what: `There is no ${text(d, "file")} to suggest budgets for.`,
    todo: "Run `vitals-gate init`, which writes it, or name another file with --config."
  }),
  "suggest-unwritable": (d) => ({
    exit: 2,
    what: `${text(d, "file")} cannot be written: ${text(d, "cause")}. Nothing was changed.`,
    todo: "Make it writable, or apply the diff by hand."
  }),
  "suggest-no-blocks": (d) => ({
    exit: 3,
    what: `The calibration in ${text(d, "folder")} measured no route of the configuration in three blocks or more.`,
    todo: "Run `vitals-gate calibrate` again with this configuration."
  }),
  "suggest-few-sessions": (d) => ({
    exit: 3,
    what: `The page views have too few sessions to suggest budgets from: ${text(d, "most")} at most of one route and condition, and ${text(d, "least")} are needed.`,
    todo: "Collect more page views, set a longer `field.window`, or use --from or --crux."
  }),
  "crux-unreadable": (d) => ({
    exit: 3,
    what: `The CrUX response ${text(d, "source")} cannot be read: ${text(d, "cause")}.`,
    todo: `Save one with:
    ${text(d, "curl")}`
  }),
  "crux-refused": (d) => ({
    exit: 3,
    what: `The CrUX response ${text(d, "source")} cannot be used: ${text(d, "cause")}.`,
    todo: `Save the answer of records:queryRecord as it is:
    ${text(d, "curl")}`
  }),
  "crux-none": (d) => ({
    exit: 3,
    what: `CrUX has no data for this page or origin (${text(d, "message")}): it had too few visitors, or it is not public.`,
    todo: "Ask for the origin in place of the url, or leave formFactor out; or use --from, which needs no visitors."
  }),
  "crux-no-route": (d) => ({
    exit: 2,
    what: `The CrUX response is of the path ${text(d, "path")}, and no route of the configuration has it.`,
    todo: `Ask CrUX for the path of a route, or add the route. The routes are: ${text(d, "known")}.`
  })
};

// src/text/trim.ts
function trimEndOf(text2, characters) {
  let end = text2.length;
  while (end > 0 && characters.includes(text2.charAt(end - 1))) end -= 1;
  return text2.slice(0, end);
}

// src/errors.ts
var MESSAGES = {
  ...CONFIGURATION,
  ...MACHINE,
  ...DEPLOYS,
  ...GITHUB,
  ...GRAPHQL,
  ...SAMPLES,
  ...FIELD,
  ...COLLECTOR,
  ...START,
  ...SUGGEST,
  ...HISTORY
};
var GateError = class _GateError extends Error {
  name = "GateError";
  code;
  /** `file:line:column` for configuration; null if no place can be named. */
  where;
  todo;
  exitCode;
  /** What else is wrong, in the order of its places. */
  others;
  #detail;
  constructor(code, detail = {}, options = {}) {
    const message = MESSAGES[code](detail);
    super(message.what, options.cause === void 0 ? void 0 : { cause: options.cause });
    this.code = code;
    this.#detail = detail;
    this.where = options.where ?? null;
    this.todo = message.todo;
    this.exitCode = message.exit;
    this.others = options.others ?? [];
  }
  /** The same error at a place in the configuration, unless it has one. */
  at(where) {
    return this.where === null ? new _GateError(this.code, this.#detail, { where, cause: this.cause }) : this;
  }
};
function formatError(error, linesAt = () => null) {
  const { where, message: what, todo, others } = error;
  return [{ where, what, todo }, ...others].map((problem) => problemBlock(problem, linesAt)).join("\n");
}
function problemBlock({ where, what, todo }, linesAt) {
  const head = where === null ? `error: ${what}` : `${where}: error: ${what}`;
  const lines = where === null ? null : linesAt(where);
  return [head, ...lines === null ? [] : [lines], ...todo === "" ? [] : [`  → ${todo}`]].join("\n");
}
function causeOf(thrown) {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return trimEndOf(message.split("\n", 1).join(""), ". 	\r\f\v ");
}

// src/text/encodings.ts
var LEAST_KEPT = 4;
var Encodings = class {
  #units;
  constructor(secret, spelling) {
    this.#units = Array.from(secret.replaceAll(/\\+/g, "\\"), (character) => spellingsOf(character, spelling));
  }
  /** The characters that it may begin with. */
  get beginnings() {
    return this.#units[0] ?? /* @__PURE__ */ new Set();
  }
  /** The end of the secret that begins at `place`, or -1. `isCut`: the text may end in the middle of it. */
  endAt(readings, place, isCut) {
    let ends = [place];
    for (const [index, unit] of this.#units.entries()) {
      const next = [];
      for (const end of ends) {
        const places = index === 0 ? [end] : [end, ...readings.afterBackslashes(end)];
        for (const from of places)
          for (const reading of readings.at(from))
            if (unit.has(reading.codePoint) && !next.includes(reading.end)) next.push(reading.end);
      }
      if (next.length === 0)
        return isCut && index >= LEAST_KEPT && ends.some((end) => isTail(readings.lower, end)) ? readings.text.length : -1;
      ends = next;
    }
    return Math.max(...ends);
  }
};
function isTail(lower, from) {
  if (lower.length - from > 12) return false;
  return /^(?:\\*(?:u[0-9a-f]{0,3})?|%[0-9a-f]{0,5}|&[#\w;]{0,9})…?$/.test(lower.slice(from));
}
function spellingsOf(character, spelling) {
  return new Set(variantsOf(character, spelling).map((variant) => variant.codePointAt(0) ?? 0));
}
function variantsOf(character, spelling) {
  if (spelling === "base64") {
    if (character === "+") return ["+", "-", " "];
    return character === "/" ? ["/", "_"] : [character];
  }
  const cases = spelling === "exact" ? [] : [character.toLowerCase(), character.toUpperCase()];
  const same = cases.filter((each) => Array.from(each).length === 1);
  return [character, ...same, ...character === " " ? ["+"] : []];
}

// src/text/readings.ts
var BACKSLASH = 92;
var MOST_AMBIGUOUS = 8;
var ESCAPES = { n: 10, r: 13, t: 9, b: 8, f: 12 };
var ENTITIES = { amp: 38, lt: 60, gt: 62, quot: 34, apos: 39 };
var ENTITY = /(?:#0{0,6}(\d{1,7})|#x0{0,6}([\da-f]{1,6})|([a-z]{2,4}));/y;
var HEX = /[\da-f]+/y;
var Readings = class {
  text;
  /** ASCII letters in lower case, because hexadecimal digits and names are written in either. */
  lower;
  #known = /* @__PURE__ */ new Map();
  #slashes = /* @__PURE__ */ new Map();
  constructor(text2) {
    this.text = text2;
    this.lower = text2.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase());
  }
  /** All that may stand there; empty at the end. */
  at(place) {
    const codePoint = this.text.codePointAt(place);
    if (codePoint === void 0) return [];
    const plain = { codePoint, end: place + (codePoint > 65535 ? 2 : 1) };
    if (codePoint !== BACKSLASH && codePoint !== 37 && codePoint !== 38) return [plain];
    const known = this.#known.get(place);
    if (known !== void 0) return known;
    const encoded = codePoint === 37 ? this.#percent(place) : codePoint === 38 ? this.#entities(place) : [];
    const found = [plain, ...encoded];
    const escaped = found.filter((each) => each.codePoint === BACKSLASH).flatMap(({ end }) => this.#escapes(end));
    const all = [...found, ...escaped];
    this.#known.set(place, all);
    return all;
  }
  /**
   * Where what some backslashes escape may stand: after the last of them, and, as an escape, at the last. Without the
   * place itself.
   */
  afterBackslashes(place) {
    const path = [place];
    let ends;
    for (let at = place; ends === void 0; at = path.at(-1) ?? at) {
      const known = this.#slashes.get(at);
      const next = this.#backslashesAt(at);
      if (known !== void 0) ends = known;
      else if (next.length > 1) ends = this.#afterEach(next);
      else if (next[0] === void 0) ends = [];
      else path.push(next[0]);
    }
    for (let index = path.length - 1; index >= 0; index -= 1) {
      const at = path[index] ?? place;
      const following = path[index + 1];
      if (following !== void 0 && ends.length === 0) ends = [following];
      else if (following !== void 0 && ends.length === 1) ends = [following, ...ends];
      this.#slashes.set(at, ends);
    }
    return ends;
  }
  /** Of several ways to read a backslash (`\\u005c` is one or two) each is followed for a while. */
  #afterEach(first) {
    const found = new Set(first);
    let last = first;
    for (let count = 0; count < MOST_AMBIGUOUS && last.length > 0; count += 1) {
      last = last.flatMap((from) => this.#backslashesAt(from)).filter((end) => !found.has(end));
      for (const end of last) found.add(end);
    }
    return [...found];
  }
  #backslashesAt(place) {
    const first = this.lower.charAt(place);
    if (first !== "\\" && first !== "%" && first !== "&") return [];
    return this.at(place).flatMap(({ codePoint, end }) => codePoint === BACKSLASH ? end : []);
  }
  /** `%27`, `%2527`, `%C3%A4`. */
  #percent(place) {
    return this.#bytesAt(place).flatMap(({ codePoint: byte, end }) => {
      if (byte < 128) return { codePoint: byte, end };
      const length = byte >= 240 ? 4 : byte >= 224 ? 3 : byte >= 194 ? 2 : 0;
      return length === 0 ? [] : this.#multibyte(byte, length, end);
    });
  }
  #multibyte(first, length, place) {
    let codePoint = first & 255 >> length + 1;
    let end = place;
    for (let index = 1; index < length; index += 1) {
      const next = this.#bytesAt(end).find(({ codePoint: byte }) => byte >= 128 && byte < 192);
      if (next === void 0) return [];
      codePoint = codePoint << 6 | next.codePoint & 63;
      ({ end } = next);
    }
    return [{ codePoint, end }];
  }
  /** The byte there; `%25` is one, and with two more digits a byte that was encoded twice. */
  #bytesAt(place) {
    const { lower } = this;
    if (lower.charAt(place) !== "%") return [];
    const bytes = [];
    let from = place + 1;
    for (; lower.startsWith("25", from); from += 2) bytes.push({ codePoint: 37, end: from + 2 });
    const digits = hexAt(lower, from, 2);
    return digits === null ? bytes : [...bytes, { codePoint: digits, end: from + 2 }];
  }
  /** `&#39;`, `&#x27;`, `&quot;`, `&amp;quot;`. */
  #entities(place) {
    const found = [];
    for (let from = place + 1; ; ) {
      ENTITY.lastIndex = from;
      const [whole, decimal, hexadecimal, name] = ENTITY.exec(this.lower) ?? [];
      if (whole === void 0) return found;
      const named = name === void 0 ? Number.NaN : ENTITIES[name] ?? Number.NaN;
      const codePoint = decimal === void 0 ? hexadecimal === void 0 ? named : Number.parseInt(hexadecimal, 16) : Number(decimal);
      from += whole.length;
      if (codePoint <= 1114111) found.push({ codePoint, end: from });
      if (codePoint !== 38) return found;
    }
  }
  /** What stands after a backslash: `n`, `x27`, `u0027`, or two of these for one character. */
  #escapes(place) {
    const { lower } = this;
    const letter = lower.charAt(place);
    const short = ESCAPES[letter];
    if (short !== void 0) return [{ codePoint: short, end: place + 1 }];
    const digits = letter === "x" ? 2 : letter === "u" ? 4 : 0;
    const unit = digits === 0 ? null : hexAt(lower, place + 1, digits);
    if (unit === null) return [];
    const end = place + 1 + digits;
    if (unit < 55296 || unit > 56319) return [{ codePoint: unit, end }];
    return this.afterBackslashes(end).flatMap((from) => {
      const second = lower.charAt(from) === "u" ? hexAt(lower, from + 1, 4) : null;
      if (second === null || second < 56320 || second > 57343) return [];
      return { codePoint: 65536 + (unit - 55296 << 10) + (second - 56320), end: from + 5 };
    });
  }
};
function hexAt(lower, place, length) {
  const digits = lower.slice(place, place + length);
  HEX.lastIndex = 0;
  return digits.length === length && HEX.exec(digits)?.[0].length === length ? Number.parseInt(digits, 16) : null;
}

// src/text/redactor.ts
var REDACTED = "***";
var SHORTEST_IN_ANY_CASE = 8;
var LEAST_DIGITS = 6;
var Redactor = class {
  /** By each character that they may begin with. */
  #byBeginning = /* @__PURE__ */ new Map();
  constructor(secrets) {
    const known = [...new Set(secrets)].filter((secret) => secret !== "");
    for (const encodings of known.flatMap(encodingsOf))
      for (const codePoint of encodings.beginnings)
        this.#byBeginning.set(codePoint, [...this.#byBeginning.get(codePoint) ?? [], encodings]);
  }
  get isIdle() {
    return this.#byBeginning.size === 0;
  }
  /** The text with `***` for each secret. */
  text = (text2) => this.#redacted(text2, false);
  /** The same for a text that may have been cut off in the middle of a secret. */
  cutText = (text2) => this.#redacted(text2, true);
  #redacted(text2, isCut) {
    if (this.isIdle || text2 === "") return text2;
    const readings = new Readings(text2);
    let clean = "";
    let done = 0;
    for (let at = 0; at < text2.length; at += 1) {
      const end = this.#endAt(readings, at, isCut);
      if (end === -1) continue;
      clean += text2.slice(done, at) + REDACTED;
      done = end;
      at = end - 1;
    }
    return done === 0 ? text2 : clean + text2.slice(done);
  }
  /** The end of the longest secret that begins there, or -1. */
  #endAt(readings, at, isCut) {
    let end = -1;
    for (const { codePoint } of readings.at(at))
      for (const encodings of this.#byBeginning.get(codePoint) ?? [])
        end = Math.max(end, encodings.endAt(readings, at, isCut));
    return end;
  }
};
function encodingsOf(secret) {
  const spelling = secret.length < SHORTEST_IN_ANY_CASE ? "exact" : "any-case";
  return [new Encodings(secret, spelling), ...base64Of(secret).map((digits) => new Encodings(digits, "base64"))];
}
function base64Of(secret) {
  const bytes = Buffer.from(secret);
  const digits = [0, 1, 2].map((offset) => {
    const padded = Buffer.concat([Buffer.alloc(offset), bytes]);
    return padded.toString("base64").slice(Math.ceil(offset * 8 / 6), Math.floor(padded.length * 8 / 6));
  });
  return digits.filter((each) => each.length >= LEAST_DIGITS);
}
var SHORTEST_SHARED = 6;
var shared = /* @__PURE__ */ new Set();
var redactor = new Redactor([]);
function keepSecret(...secrets) {
  const added = secrets.filter((secret) => secret.length >= SHORTEST_SHARED && !shared.has(secret));
  if (added.length === 0) return;
  for (const secret of added) shared.add(secret);
  redactor = new Redactor([...shared]);
}
function redact(text2) {
  return redactor.text(text2);
}
function redactDeep(value, isOurs, key = "") {
  if (redactor.isIdle) return value;
  if (typeof value === "string") return isOurs(value, key) ? value : redact(value);
  if (Array.isArray(value)) return value.map((item) => redactDeep(item, isOurs, key));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, redactDeep(item, isOurs, name)])
  );
}

export {
  trimEndOf,
  GateError,
  formatError,
  causeOf,
  Redactor,
  keepSecret,
  redact,
  redactDeep
};
