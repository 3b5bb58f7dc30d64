import { setImmediate } from "node:timers/promises";
import { sharedTransport } from "../src/index.js";

/** Fetches the addresses one after the other, says what came of it, and leaves the sockets open. */
const { fetch, warm } = sharedTransport();
const seen: string[] = [];
for (const argument of process.argv.slice(2)) {
  const [word = "", url = ""] = argument.split(" ");
  try {
    if (word === "warm") await warm(url);
    else seen.push(await (await fetch(url, { headers: { "x-key": "secret" } })).text());
    // The socket can be used again after a turn of the event loop.
    await setImmediate();
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
    seen.push(`${String(error)} ${code} ${String(cause)}`);
  }
}
process.stdout.write(JSON.stringify(seen));
