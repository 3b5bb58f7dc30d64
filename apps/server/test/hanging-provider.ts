import { once } from "node:events";
import { ProviderError } from "@promptrail/core";
import { type FakeProvider, fakeProvider } from "@promptrail/testing";

/** A provider whose calls last until they are aborted, and which tells that they began and ended. */
export function hangingProvider() {
  const started = Promise.withResolvers<void>();
  const aborted = Promise.withResolvers<void>();
  const hang = async (signal: AbortSignal): Promise<never> => {
    started.resolve();
    if (!signal.aborted) await once(signal, "abort");
    aborted.resolve();
    throw new ProviderError({
      kind: "cancelled",
      provider: "fake",
      reason: "the caller went away",
    });
  };
  const provider: FakeProvider = {
    ...fakeProvider(),
    complete: (_, { signal }) => hang(signal),
    async *stream(_, { signal }) {
      yield { type: "text-delta", text: "A ket" };
      await hang(signal);
    },
  };
  return { provider, started: started.promise, aborted: aborted.promise };
}
