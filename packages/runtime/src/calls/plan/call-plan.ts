import type { Message, Provider } from "@promptrail/core";
import type { JsonForm } from "@promptrail/core/portable";
import type { CompletionRequest, ProviderCall } from "@promptrail/core/provider-kit";
import type { Resolution } from "../../state/resolver.js";
import type { CallOrigin } from "./call-options.js";

/** What may answer a call: the version's model. */
export interface Route {
  readonly provider: Provider;
  readonly request: CompletionRequest;
}

/** A call that is ready to be sent: everything that can be refused without a vendor has passed. */
export interface CallPlan extends CallOrigin {
  readonly id: string;
  readonly resolution: Resolution;
  /** As the caller gave it. */
  readonly context: JsonForm;
  readonly messages: readonly Message[];
  /** In the order in which they are tried. */
  readonly routes: readonly [Route, ...Route[]];
  readonly providerCall: ProviderCall;
  readonly startedAt: Date;
}
