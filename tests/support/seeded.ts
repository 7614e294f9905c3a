import { configureGlobal } from 'fast-check';

/** The same cases in each run: rare ones are looked for on purpose, with another `FC_SEED`. */
configureGlobal({ seed: Number(process.env['FC_SEED'] ?? 20_261_127) });
