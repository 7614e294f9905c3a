import { createRequire as __vendorRequire } from 'node:module'; const require = __vendorRequire(import.meta.url);
import{convertPuppeteerChannelToBrowsersChannel}from"./shared-DD6UMJH4.js";import"./shared-H7FB7BMV.js";import"./shared-ABEIZX3G.js";export{convertPuppeteerChannelToBrowsersChannel};
