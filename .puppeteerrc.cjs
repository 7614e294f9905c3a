// Chrome is found or installed by `scripts/setup-chrome.ts`; an `npm ci` must never download one.
module.exports = { skipDownload: true };
