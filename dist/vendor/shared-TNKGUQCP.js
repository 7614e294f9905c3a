import { createRequire as __vendorRequire } from 'node:module'; const require = __vendorRequire(import.meta.url);
import{convertPuppeteerChannelToBrowsersChannel}from"./shared-KQCR4QVU.js";import"./shared-VCL7YDKZ.js";import"./shared-ABEIZX3G.js";export{convertPuppeteerChannelToBrowsersChannel};
