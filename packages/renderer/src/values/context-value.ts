import { isProxy } from "node:util/types";
import { TemplateError } from "@promptrail/core/errors";

// Not "node:util": importing that evaluates a dozen of Node's modules, which delays the first render.

/** Why a value of the context cannot be read, for the end of a sentence. */
export class RefusedValue {
  readonly kind: "context" | "value";
  readonly reason: string;

  constructor(kind: "context" | "value", reason: string) {
    this.kind = kind;
    this.reason = reason;
  }
}

const objectPrototype = Object.prototype;

/** True for plain objects: literals, parsed JSON, objects without prototype. */
export function isPlainObject(value: object): value is Readonly<Record<string, unknown>> {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === objectPrototype || prototype === null) return true;
  // Object.prototype of another realm is the only prototype that has none itself.
  return typeof prototype === "object" && Object.getPrototypeOf(prototype) === null;
}

/** True for the mappings of a context. */
export function isContextMap(value: unknown): value is ReadonlyMap<unknown, unknown> {
  return value instanceof Map;
}

/** Admits plain data into the template; anything that could run code or lie is refused. */
export function admit(value: unknown): unknown {
  switch (typeof value) {
    case "string":
    case "boolean":
    case "undefined":
      return value;
    case "number":
      return admitNumber(value);
    case "object":
      return value === null ? null : admitObject(value);
    default:
      return new RefusedValue("context", `is a ${typeof value}; templates take plain JSON data`);
  }
}

function admitNumber(value: number): unknown {
  if (Number.isSafeInteger(value) || (Number.isFinite(value) && !Number.isInteger(value))) {
    return value;
  }
  const what = Number.isFinite(value) ? "an integer larger than 2^53" : "not a finite number";
  return new RefusedValue("value", `is ${what}; pass it as text`);
}

function admitObject(value: object): unknown {
  if (isProxy(value)) return new RefusedValue("context", "is a proxy; pass plain JSON data");
  if (Array.isArray(value) || isPlainObject(value)) return value;
  if (value instanceof Map && Object.getPrototypeOf(value) === Map.prototype) return value;
  // Stands for a value that was refused in another thread.
  if (value instanceof RefusedValue) return value;
  return new RefusedValue("context", "is a class instance; pass plain JSON data");
}

/** Admits a key of a Map: what Python could hash, and can be printed. */
export function admitKey(key: unknown): unknown {
  const admitted = admit(key);
  if (typeof admitted !== "object" || admitted === null) return admitted;
  const reason = "has a key that is not text, a number, a boolean or null; pass plain JSON data";
  return new RefusedValue("context", reason);
}

/** True for a key whose value is not undefined: a property that holds undefined is absent, as in JSON. */
export function isPresent(holder: object, key: string): boolean {
  const descriptor = Object.getOwnPropertyDescriptor(holder, key);
  return descriptor !== undefined && (!("value" in descriptor) || descriptor.value !== undefined);
}

/** An own data property, admitted; undefined where there is none. Getters are refused, never run. */
export function readOwn(holder: object, key: PropertyKey): unknown {
  const descriptor = Object.getOwnPropertyDescriptor(holder, key);
  // What JSON would not write is not there.
  if (descriptor?.enumerable !== true) return undefined;
  if (descriptor.get !== undefined || descriptor.set !== undefined) {
    return new RefusedValue("context", "is a getter; pass plain JSON data");
  }
  const value: unknown = descriptor.value;
  return typeof value === "string" ? value : admit(value);
}

/** The mapping of a template's variables. Throws TemplateError of kind `context` where it is none. */
export function toContext(context: unknown): object {
  // Admitted, because a proxy or a subclass of Map would run code when it is read.
  const admitted = admit(context);
  if (typeof admitted === "object" && admitted !== null && !Array.isArray(admitted)) {
    if (isContextMap(admitted) || isPlainObject(admitted)) return admitted;
  }
  const reason = "the context must be a plain object whose members are the template's variables";
  throw new TemplateError({ kind: "context", reason });
}
