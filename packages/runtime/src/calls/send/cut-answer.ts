import { ProviderError } from "@promptrail/core";
import type { Completion } from "@promptrail/core/provider-kit";
import type { Route } from "../plan/route.js";

/** An answer that broke off, and that nobody has seen yet: it may be asked for again. */
export class CutAnswer extends ProviderError {
  readonly completion: Completion;

  constructor(provider: string, completion: Completion) {
    super({ kind: "server_error", provider, reason: "the answer ended before it was complete" });
    this.completion = completion;
  }
}

/** Throws CutAnswer where an answer that came as a whole is not complete. */
export function requireWhole({ provider }: Route, completion: Completion): Completion {
  if (completion.outcome === "incomplete_stream") throw new CutAnswer(provider.id, completion);
  return completion;
}
