import { createHash } from "node:crypto";
import { isEnvironmentName } from "../config/environment-name.js";

/** A file's name has 255 bytes at most, and something stands before and behind this. */
const longest = 150;

/**
 * An environment's name as a part of a file's name. A name as they are made today stays as it is; of any
 * other one, each byte that is no letter or digit is written as `%2F`, and what is too long ends in a hash.
 */
export function encodeFileName(environment: string): string {
  if (isEnvironmentName(environment)) return environment;
  const encoded = [...Buffer.from(environment)].map(encodeByte).join("");
  if (encoded.length <= longest) return encoded;
  const hash = createHash("sha256").update(environment).digest("hex");
  return `${encoded.slice(0, longest - hash.length)}%${hash}`;
}

function encodeByte(byte: number): string {
  const letter = String.fromCharCode(byte);
  return /[A-Za-z0-9]/.test(letter)
    ? letter
    : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
}
