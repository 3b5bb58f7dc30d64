const passwordWords =
  "passwor[dt]|passwd|pwd|passphrase|passcode|kennwort|mot[ _]de[ _]passe|contrase[nñ]a|senha|парол[ья]|密码|密碼|パスワード";
const keyWords =
  "(?:api|access|secret|private|signing|encryption|master|account|shared|client|auth|app|admin|webhook|license|service|subscription|consumer)[ _.-]?(?:access[ _-]?)?key|secret|token|credential|authorization|bearer|cookie|session[_-]?id|jwt|signature|(?<![A-Za-z])(?:sig|dsn)";
/** What a name may go on with: `password_2`, `apiKeyOfShop`. */
const tail = String.raw`[\w.-]{0,24}`;

/** Names that say of their value that it is a password: whatever it looks like, it is one. */
const passwordName = new RegExp(`(?:${passwordWords})${tail}$`, "i");
/** Names whose value is a key where it looks like one. */
const keyName = new RegExp(`(?:${keyWords})${tail}$`, "i");

/** A name of either kind in a text, up to the sign before its value, which is left out. */
export const namedSecret = new RegExp(
  `(?:${passwordWords}|${keyWords})${tail}["'\`\\])\\\\]{0,4}[ \\t]?(?==>|:=|[:=：])`,
  "gi",
);

/** Of each name a part: most texts have none, and are not searched. */
const hint =
  /passw|pwd|passphrase|passcode|kennwort|passe|contrase|senha|парол|密|パスワード|key|secret|token|credential|authorization|bearer|cookie|session|jwt|signature|sig|dsn/i;

/** Whether a text may hold a name of either kind. */
export function mayNameSecret(text: string): boolean {
  return hint.test(text);
}

/** Ends of names that tell something about a key: when it ends, where it is from. */
const aboutKey =
  /(?:[_\s.-](?:at|url|uri|type|count|name|path|file|expir\w+|limit|usage|env|length|hint|policy|field|label|rules?)|(?:Url|Uri|Type|Count|Name|Path|File|Expir\w+|Limit|Usage|Length|Hint|Policy|Field|Label|Rules?))$/;

/** What stands in a value's place: `${KEY}`, `<your key>`, `{{ key }}`, stars, and words of schemas. */
const placeholder =
  /^(?:\$\{|\$[A-Z_]+$|<|\{\{|%[A-Z_]+%$|[*•.…xX-]+$|your[-_ ]|(?:process|import\.meta)\.|os\.|(?:true|false|null|none|nil|undefined|required|optional|string|text|number|boolean|object|redacted|hidden|masked|empty|password|secret|token|example|changeme)$)/i;

/** An instant or a date, a place on the web or in a file system, a version. */
const plain = /^(?:\d{4}-\d{2}-\d{2}|[a-z][\w+.-]*:\/\/|\.{0,2}\/|\d+(?:\.\d+)+$)/i;

export type SecretKind = "password" | "key";

/** What the name before a value says of it; null where it says nothing. */
export function readSecretName(name: string): SecretKind | null {
  if (aboutKey.test(name)) return null;
  if (passwordName.test(name)) return "password";
  return keyName.test(name) ? "key" : null;
}

/** How a value stands in a text. */
export interface SecretCandidate {
  readonly kind: SecretKind;
  readonly value: string;
  /** Whether more than a colon sets it apart: quotes, an equals sign, a property of its own. */
  readonly isMarked: boolean;
}

/** Whether a value that has such a name is a secret. */
export function isSecretValue({ kind, value, isMarked }: SecretCandidate): boolean {
  if (placeholder.test(value)) return false;
  if (kind === "password") return value.length >= 4 && (isMarked || isNoWord(value));
  return value.length >= 12 && !/\s/.test(value) && !plain.test(value) && isRandom(value);
}

/** Prose goes on after a colon with words: "password: required". */
function isNoWord(value: string): boolean {
  return (
    /\d/.test(value) || /[\p{P}\p{S}]/u.test(value.slice(0, -1)) || /\p{Ll}\p{Lu}/u.test(value)
  );
}

/** Letters and digits, or both cases, and more than a few different ones. */
function isRandom(value: string): boolean {
  const hasDigits = /\d/.test(value);
  const isMixed = hasDigits
    ? /[A-Za-z]/.test(value)
    : /[a-z]/.test(value) && /[A-Z]/.test(value) && value.length >= 20;
  return isMixed && new Set(value).size >= 6;
}
