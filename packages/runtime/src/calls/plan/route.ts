import type { Provider } from "@promptrail/core";
import type { CompletionRequest } from "@promptrail/core/provider-kit";

/** What may answer a call: the version's model, or a fallback that the version declares. */
export interface Route {
  readonly provider: Provider;
  readonly request: CompletionRequest;
  readonly isFallback: boolean;
}
