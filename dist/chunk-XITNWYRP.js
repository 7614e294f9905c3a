import {
  runExport,
  runReading,
  runReport
} from "./chunk-XIBFZ7NS.js";
import "./chunk-5YPBUMDP.js";
import "./chunk-LGQNVEBT.js";
import "./chunk-HCZWNNND.js";
import "./chunk-BIF3CYFW.js";
import "./chunk-YOCNSY4K.js";
import "./chunk-B6JM7KOM.js";
import "./chunk-2K2IYCFK.js";
import "./chunk-MRTXFJIA.js";
import "./chunk-Y7FKQU7E.js";
import "./chunk-ZGUDS5OB.js";
import "./chunk-QUNTIYDY.js";
import "./chunk-VYMRLQTK.js";
import "./chunk-G7GO5XY6.js";
export {
  runExport,
  runReading,
  runReport
};
