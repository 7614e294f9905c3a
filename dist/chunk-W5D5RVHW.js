// vendor:fast-string-truncated-width
import { fast_string_truncated_width_default } from "./vendor/vendor-4RK5J3ZK.js";

// src/text/display-width.ts
function displayWidth(text) {
  return fast_string_truncated_width_default(text).width;
}
function fitToWidth(text, columns) {
  const { index, truncated, ellipsed } = fast_string_truncated_width_default(text, { limit: columns, ellipsis: "…" });
  if (!truncated) return text;
  return ellipsed ? `${text.slice(0, index)}…` : "";
}

export {
  displayWidth,
  fitToWidth
};
