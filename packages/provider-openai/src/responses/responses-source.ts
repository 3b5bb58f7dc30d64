import type { ModelData } from "@promptrail/core/provider-kit";
import type { ClientSource } from "../compatible/client/create-client-source.js";

/** What a request is made and sent with. */
export interface ResponsesSource extends ClientSource {
  /** As Chat Completions take them; this API takes no stop sequences. */
  readonly models: Readonly<Record<string, ModelData>>;
}
