// src/text/short-sha.ts
var SHORT_SHA_LENGTH = 7;
function shortSha(sha) {
  return /^[0-9a-f]{8,}$/i.test(sha) ? sha.slice(0, SHORT_SHA_LENGTH) : sha;
}

export {
  SHORT_SHA_LENGTH,
  shortSha
};
