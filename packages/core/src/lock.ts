export { findAcknowledgedRevision } from "./lock/acknowledgements.js";
export { checkLock } from "./lock/check-lock.js";
export { compareLocks } from "./lock/compare-locks.js";
export { createLock, type SuiteHashes } from "./lock/create-lock.js";
export { type ChangedFamily, findChangedFamilies } from "./lock/find-changed-families.js";
export { formatLock } from "./lock/format-lock.js";
export { findLockedFamily, type Lock, type LockedFamily, lockFileName } from "./lock/lock.js";
export { parseLock } from "./lock/parse-lock.js";
export { findRehashed, type RehashedVersion, restateLock } from "./lock/restate-lock.js";
