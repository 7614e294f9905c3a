import { createRequire as __vendorRequire } from 'node:module'; const require = __vendorRequire(import.meta.url);
import"./shared-ABEIZX3G.js";var sentry_default={};export{sentry_default as default};
