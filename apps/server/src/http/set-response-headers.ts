import { createMiddleware } from "hono/factory";
import { secureHeaders } from "hono/secure-headers";

const secure = secureHeaders({
  contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
});

/** Nothing that the API says is to be cached, framed or run. There is no CORS: no page may read it. */
export const setResponseHeaders = createMiddleware(async (context, next) => {
  await secure(context, next);
  if (!context.res.headers.has("cache-control")) context.header("cache-control", "no-store");
});
