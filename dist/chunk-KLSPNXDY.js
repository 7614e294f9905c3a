// src/field/questions/experiment-names.ts
var DESIGNS = ["ab", "holdback", "did", "switchback"];
var GROUPS = ["country", "connection", "device", "pageType"];

export {
  DESIGNS,
  GROUPS
};
