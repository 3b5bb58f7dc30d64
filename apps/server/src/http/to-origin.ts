import type { Context } from "hono";
import { z } from "zod";
import type { RequestOrigin } from "../limits/client-address.js";

/** What Node's adapter hands to each request, as far as it is read here. */
const nodeBindings = z.object({
  incoming: z.object({ socket: z.object({ remoteAddress: z.string() }) }),
});

export function toOrigin(context: Context): RequestOrigin {
  const bindings = nodeBindings.safeParse(context.env);
  return {
    socketAddress: bindings.success ? bindings.data.incoming.socket.remoteAddress : undefined,
    forwardedFor: context.req.header("x-forwarded-for"),
  };
}
