type Undici = typeof import("undici");

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);

/** undici 8 asks for it. The command line runs on Node 20 too, and has the platform's fetch there. */
const isNewEnough = major > 22 || (major === 22 && minor >= 19);

/** undici, loaded when it is needed: that takes longer than most commands. Null on a Node that is too old. */
export async function loadUndici(): Promise<Undici | null> {
  if (!isNewEnough) return null;
  // The first undici of a process brings the agent of the platform's own fetch. Let that be the platform's.
  void globalThis.Response;
  return import("undici");
}
