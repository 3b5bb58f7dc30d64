import type { KeyStore } from "@promptrail/core/lifecycle";
import type { RequestLimits } from "./limits/limit-requests.js";
import type { FailedRequest } from "./problems/failed-request.js";

/** How the HTTP app runs, beside the project that it serves. */
export interface ServerAppSettings {
  /** Default: those of the project's store. */
  readonly keys?: KeyStore;
  /**
   * The operator's own key, which needs no store to be known. Default: `PROMPTRAIL_ADMIN_KEY`; empty
   * for none.
   */
  readonly adminKey?: string;
  /** Those that are not named keep their defaults. */
  readonly limits?: Partial<RequestLimits>;
  /**
   * The proxies before this server, as addresses or networks: `10.0.0.0/8`. Only from them is
   * `X-Forwarded-For` believed. Default: none.
   */
  readonly trustedProxies?: readonly string[];
  /** How many calls are answered at once, each of which holds its context and its answer in memory. Default: 512. */
  readonly mostCalls?: number;
  /**
   * Told of failures that nobody foresaw, and of readers that take nothing of their answers. Default: on standard error
   * the request's id and route with name and stack; of such a reader one line.
   */
  readonly onProblem?: (error: unknown, request: FailedRequest) => void;
  readonly now?: () => Date;
}
