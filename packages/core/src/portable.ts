export { largestFile, mostAttachments } from "./attachments/attachment-limits.js";
export { findMediaType } from "./attachments/find-media-type.js";
export {
  mostLostInGap,
  mostReported,
  mostSearchedDays,
  usualSearchMs,
} from "./call-log/call-limits.js";
export { retentionDays } from "./call-log/retention.js";
export { usageDimensions } from "./call-log/usage/usage-report.js";
export { contextLosesDigits, describeLostDigits } from "./errors/context-loses-digits.js";
export { describeIssues, formatPath } from "./errors/describe-issues.js";
export { isUnreachable } from "./errors/is-unreachable.js";
export { cutText, listSome } from "./errors/list-some.js";
export { showControls } from "./errors/show-controls.js";
export { toCanonicalJson } from "./json/canonical/to-canonical-json.js";
export { decodeText, findEncoding, withoutMark } from "./json/decode-text.js";
export { findJsonFault } from "./json/find-json-fault.js";
export { isJsonList, isJsonObject, parseJson } from "./json/json-value.js";
export { findLostDigits, losesDigits } from "./json/lost-digits.js";
export { omitUndefined } from "./json/omit-undefined.js";
export { readJson } from "./json/read-json.js";
export { type JsonForm, readJsonForm } from "./json/read-json-form.js";
export { coversFamily, everyFamily, familyGlob } from "./keys/family-glob.js";
export { isBrokenKey } from "./keys/key-form.js";
export { longestOverlapMs } from "./keys/made-key.js";
export { scopes } from "./ports/key-store.js";
export { largestVersion, versionKey } from "./prompt/prompt-version.js";
export { statuses } from "./prompt/status.js";
export { outcomes } from "./provider/completion.js";
export { lanes } from "./provider/lane.js";
export {
  fileMediaTypes,
  imageMediaTypes,
  isImageMediaType,
} from "./provider/media-types.js";
export { isAttachment } from "./provider/message.js";
