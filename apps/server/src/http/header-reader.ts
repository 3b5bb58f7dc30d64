import type { Context } from "hono";
import { findNodeBindings } from "./node-bindings.js";

/** A header by its name, in letters of either case; undefined where it was not sent. */
export type HeaderReader = (name: string) => string | undefined;

/** From Node's own message where there is one: the web's Request around it makes headers for each. */
export function toHeaderReader({
  env,
  req,
}: Pick<Context, "req"> & { readonly env: unknown }): HeaderReader {
  const incoming = findNodeBindings(env)?.incoming;
  if (incoming === undefined) return (name) => req.raw.headers.get(name) ?? undefined;
  return (name) => {
    const value = incoming.headers[name.toLowerCase()];
    return Array.isArray(value) ? value.join(", ") : value;
  };
}
