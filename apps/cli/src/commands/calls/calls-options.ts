import type { CommonOptions } from "../../command-scope.js";

export interface CallsOptions extends CommonOptions {
  readonly family?: string;
  readonly version?: string;
  readonly lane?: string;
  readonly outcome?: string;
  readonly shape?: string;
  readonly run?: string;
  readonly since?: string;
  readonly before?: string;
  readonly text?: string;
  readonly limit?: string;
  readonly follow?: boolean;
  readonly usage?: boolean;
  readonly by?: string;
  readonly erase?: string;
}
