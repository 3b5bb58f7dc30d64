import type { BuiltIn } from "../../built-in.js";
import { findAssignedSecrets } from "./assigned-secrets.js";
import { findBearer, findPrivateKeys, findUrlPasswords, findWebhooks } from "./located-secrets.js";
import { findLongWords } from "./long-words.js";
import { isSecretValue, readSecretName } from "./secret-value.js";
import { findVendorKeys } from "./vendor-keys.js";

/**
 * Secrets of programs: keys that have a vendor's form, private keys, passwords in URLs, and the values of
 * names such as `api_key` and `password`. Random letters without such a name are not found.
 */
export const keyDetector: BuiltIn = {
  name: "key",
  version: 1,
  find(text) {
    return [
      ...findLongWords(text).flatMap((word) => [
        ...findVendorKeys(text, word),
        ...findBearer(text, word),
      ]),
      ...findAssignedSecrets(text),
      ...findPrivateKeys(text),
      ...findUrlPasswords(text),
      ...findWebhooks(text),
    ];
  },
  findNamed(name, text) {
    const kind = readSecretName(name);
    if (kind === null || !isSecretValue({ kind, value: text, isMarked: true })) return [];
    return [{ start: 0, end: text.length }];
  },
};
