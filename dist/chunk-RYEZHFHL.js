// src/start/options.ts
var PROVIDERS = ["worktree", "url", "static", "github-deployments"];

export {
  PROVIDERS
};
