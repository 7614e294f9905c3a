#!/usr/bin/env node
if (Number(process.versions.node.split('.')[0]) < 22) {
  console.error('error: vitals-gate needs Node.js 22 or newer; this is ' + process.version + '.');
  console.error('  → Install a newer Node.js, for example with "npx --yes --package=node@24 node dist/cli.js".');
  process.exit(2);
}
await import('./main.js');
