/** undici, loaded when it is needed: that takes longer than most commands, and a Node that is too old has none. */
export async function loadUndici(): Promise<typeof import("undici")> {
  // The first undici of a process brings the agent of the platform's own fetch. Let that be the platform's.
  void globalThis.Response;
  return import("undici");
}
