import type { TemplateFunction } from "@promptrail/core";
import { BoundMethod, type CallableValue } from "../values/callable-value.js";
import { type OwnCode, readOwnArguments, runOwn } from "./run-own.js";

/** Wraps a team's own function. */
export function createOwnFunction({ name, parameters, call }: TemplateFunction): CallableValue {
  const code: OwnCode = { what: "function", name, parameters };
  return new BoundMethod(name, (state, positional, keywords) => {
    const args = readOwnArguments(state, code, positional, keywords);
    return runOwn(state, code, () => call(...args));
  });
}
