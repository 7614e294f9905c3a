import { createRequire as __vendorRequire } from 'node:module'; const require = __vendorRequire(import.meta.url);
import{BrowserWebSocketTransport}from"./shared-YO2SGHVT.js";import"./shared-FEDBT7MO.js";import"./shared-ABEIZX3G.js";export{BrowserWebSocketTransport};
