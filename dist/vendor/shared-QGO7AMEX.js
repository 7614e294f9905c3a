import { createRequire as __vendorRequire } from 'node:module'; const require = __vendorRequire(import.meta.url);
import{BrowserWebSocketTransport}from"./shared-YO2SGHVT.js";import"./shared-FEDBT7MO.js";import"./shared-F2JBMW6Q.js";export{BrowserWebSocketTransport};
