import type { Context } from "hono";
import type { RequestOrigin } from "../limits/client-address.js";
import { toHeaderReader } from "./header-reader.js";
import { findNodeBindings } from "./node-bindings.js";

export function toOrigin(context: Context): RequestOrigin {
  return {
    socketAddress: findNodeBindings(context.env)?.incoming.socket.remoteAddress,
    forwardedFor: toHeaderReader(context)("x-forwarded-for"),
  };
}
