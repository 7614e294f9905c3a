import { createRequire as __vendorRequire } from 'node:module'; const require = __vendorRequire(import.meta.url);
import{convertPuppeteerChannelToBrowsersChannel}from"./shared-7RCR5E7W.js";import"./shared-34HGTMOC.js";import"./shared-F2JBMW6Q.js";export{convertPuppeteerChannelToBrowsersChannel};
