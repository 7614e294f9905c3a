// src/field/analyses/experiment/found.ts
var DESIGNS = ["ab", "holdback", "did", "switchback"];
var NOTHING = {
  control: null,
  arms: [],
  comparisons: [],
  sampleRatio: null,
  changed: null,
  trend: null,
  dropped: null,
  exposed: 0
};
function holdsZero({ difference: { low, high } }) {
  return low === null || high === null || low <= 0 && high >= 0;
}

export {
  DESIGNS,
  NOTHING,
  holdsZero
};
