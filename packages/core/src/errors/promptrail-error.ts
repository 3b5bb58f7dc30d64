import type { JsonObject } from "../json/json-value.js";
import type { ErrorCode } from "./error-code.js";

const brand = Symbol.for("promptrail.error");

/**
 * The base of every error that Promptrail raises on purpose.
 * `message` names the thing, the reason and the cure; `data` holds the same facts for machines.
 */
export class PromptrailError extends Error {
  readonly code: ErrorCode;
  readonly data: JsonObject;

  constructor(code: ErrorCode, message: string, data: JsonObject = {}, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = new.target.name;
    this.code = code;
    this.data = data;
    Object.defineProperty(this, brand, { value: true });
  }
}

/** True for an error of ours, also when another copy of this package made it. */
export function isPromptrailError(error: unknown): error is PromptrailError {
  return typeof error === "object" && error !== null && Object.hasOwn(error, brand);
}
