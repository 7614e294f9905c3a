import { createRequire as __vendorRequire } from 'node:module'; const require = __vendorRequire(import.meta.url);
import{applyExtends,esm_default,hideBin,lib_default}from"./shared-WIFB5GCO.js";import"./shared-ABEIZX3G.js";var applyExtends2=(config,cwd,mergeExtends)=>{return applyExtends(config,cwd,mergeExtends,esm_default)};export{lib_default as Parser,applyExtends2 as applyExtends,hideBin};
