import type { Context } from "hono";
import type { RequestOrigin } from "../limits/client-address.js";
import { findNodeBindings } from "./node-bindings.js";

export function toOrigin(context: Context): RequestOrigin {
  return {
    socketAddress: findNodeBindings(context.env)?.incoming.socket.remoteAddress,
    forwardedFor: context.req.header("x-forwarded-for"),
  };
}
