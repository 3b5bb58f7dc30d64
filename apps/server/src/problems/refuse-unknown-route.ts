import { suggest } from "@promptrail/core/errors";
import { routes } from "@promptrail/http-api";
import { RequestError } from "./request-error.js";

/** The error for a path that no route has. */
export function refuseUnknownRoute(path: string): RequestError {
  const paths = Object.values(routes).map((route) => route.path);
  return new RequestError(
    `There is no route ${path.slice(0, 200)}.${suggest(path.slice(0, 200), paths)} /openapi.json lists the routes.`,
    { status: 404 },
  );
}

/** The error for a route that is asked with another method than its own. */
export function refuseMethod(
  method: string,
  path: string,
  allowed: readonly string[],
): RequestError {
  return new RequestError(`${path} takes ${allowed.join(", ")}, not ${method}.`, {
    status: 405,
    headers: { allow: allowed.join(", ") },
  });
}
