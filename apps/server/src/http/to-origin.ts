import type { RequestOrigin } from "../limits/client-address.js";
import type { SentRequest } from "./sent-request.js";

export function toOrigin({ node, header }: Pick<SentRequest, "node" | "header">): RequestOrigin {
  return {
    socketAddress: node?.incoming.socket.remoteAddress,
    forwardedFor: header("x-forwarded-for"),
  };
}
