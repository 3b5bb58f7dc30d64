import { listenTiming } from "../src/postgres/listening/listen-timing.js";
import { openStore, watchStore } from "./faults/watch-store.js";

// A process that closes its store when it is told to, and then has nothing to stay for:
// `close-while-probing.ts URL ENVIRONMENT`.
const [url = "", environment = ""] = process.argv.slice(2);
const timing = { ...listenTiming, probeMs: 600_000 };
const store = await openStore({ url, environment, listenTiming: timing });
await watchStore(store);
process.once("message", () => void store.close().then(() => process.disconnect()));
