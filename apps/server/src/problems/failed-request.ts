import type { Context } from "hono";

/** The request that met a failure. */
export interface FailedRequest {
  /** As its answer's `X-Request-Id` names it. */
  readonly requestId: string;
  /** Its method and the route's path: `POST /v1/prompts/{family}/call`; null where no route is known. */
  readonly route: string | null;
}

const place = "routeName";

/** Notes which route answers a request. */
export function noteRoute(context: Context, name: string): void {
  context.set(place, name);
}

/** The route that answers a request; null where none was found. */
export function findRouteName(context: Context): string | null {
  const known: unknown = context.get(place);
  return typeof known === "string" ? known : null;
}
