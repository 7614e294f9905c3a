import {
  runExport,
  runReading,
  runReport
} from "./chunk-Q774B42E.js";
import "./chunk-QM4CWFDI.js";
import "./chunk-LGQNVEBT.js";
import "./chunk-YOG3HQKD.js";
import "./chunk-BIF3CYFW.js";
import "./chunk-YOCNSY4K.js";
import "./chunk-R6UAYWOE.js";
import "./chunk-NVMPNHDT.js";
import "./chunk-MRTXFJIA.js";
import "./chunk-Y7FKQU7E.js";
import "./chunk-ZGUDS5OB.js";
import "./chunk-QUNTIYDY.js";
import "./chunk-POXONE6A.js";
import "./chunk-G7GO5XY6.js";
export {
  runExport,
  runReading,
  runReport
};
