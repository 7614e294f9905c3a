import { createRequire as __vendorRequire } from 'node:module'; const require = __vendorRequire(import.meta.url);
import{convertPuppeteerChannelToBrowsersChannel}from"./shared-GLWGAAAQ.js";import"./shared-VYPFHHLP.js";import"./shared-F2JBMW6Q.js";export{convertPuppeteerChannelToBrowsersChannel};
