export { createKeys, type KeyPorts } from "./keys/create-keys.js";
export { toChosenKey } from "./keys/ensure-admin-key.js";
export { findPresentedKey, isSecretOf } from "./keys/presented-key.js";
