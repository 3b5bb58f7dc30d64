/** The request that met a failure. */
export interface FailedRequest {
  /** As its answer's `X-Request-Id` names it. */
  readonly requestId: string;
  /** Its method and the route's path: `POST /v1/prompts/{family}/call`; null where no route is known. */
  readonly route: string | null;
}
