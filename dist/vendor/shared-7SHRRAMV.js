import { createRequire as __vendorRequire } from 'node:module'; const require = __vendorRequire(import.meta.url);
var packageVersion="25.16.0";export{packageVersion};
