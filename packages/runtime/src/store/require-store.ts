import { type OpenStore, PromptrailError } from "@promptrail/core";

/** @throws PromptrailError `not_supported` where this process follows a server. */
export function requireStore(store: OpenStore | null): OpenStore {
  if (store !== null) return store;
  throw new PromptrailError(
    "not_supported",
    "This process follows a server and has no store of its own. Ask the server, with `@promptrail/client` or the CLI.",
  );
}
