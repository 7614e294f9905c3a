import { createRequire as __vendorRequire } from 'node:module'; const require = __vendorRequire(import.meta.url);
import"./shared-F2JBMW6Q.js";var sentry_default={};export{sentry_default as default};
