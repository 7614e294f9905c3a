import {
  runExport,
  runReading,
  runReport
} from "./chunk-7PKVKGOV.js";
import "./chunk-GAIWWDXA.js";
import "./chunk-6RRQ6DTD.js";
import "./chunk-VH2WGNI3.js";
import "./chunk-YOCNSY4K.js";
import "./chunk-GJO5XKKY.js";
import "./chunk-PTOURNAK.js";
import "./chunk-XYYWEUAZ.js";
import "./chunk-Y7FKQU7E.js";
import "./chunk-6QU23JYA.js";
import "./chunk-WQKJE6LK.js";
import "./chunk-7PCX6IC6.js";
import "./chunk-L75ABAWW.js";
export {
  runExport,
  runReading,
  runReport
};
