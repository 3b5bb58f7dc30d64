import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { claude } from "@promptrail/provider-claude";
import { createPromptrail } from "@promptrail/runtime";
import { postgres } from "@promptrail/store-postgres";
import { Client } from "pg";
import { type ArrivalKind, bareChannel, type ProcessMessage } from "./process-message.ts";
import { summaryPrompts } from "./summary-prompts.ts";

/** A process with a runtime and a bare listener: `follower-process.ts URL DIRECT_URL`. */
const [url = "", directUrl = url] = process.argv.slice(2);

const say = (message: ProcessMessage) => void process.send?.(message);
const tell = (kind: ArrivalKind, number: number) =>
  say({ kind, number, at: String(process.hrtime.bigint()) });

const projectFolder = mkdtempSync(join(tmpdir(), "promptrail-bench-"));
const bare = new Client({ connectionString: url });
await bare.connect();
bare.on("notification", ({ payload }) => tell("heard", Number(payload)));
await bare.query(`listen ${bareChannel}`);
const promptrail = await createPromptrail(
  {
    prompts: summaryPrompts,
    providers: [claude({ apiKey: "sk-bench" })],
    store: postgres(url, { directUrl, maxConnections: 2 }),
    environment: "bench",
    projectFolder,
  },
  {
    // Many processes start at once on few cores; and that no notifications come is what is measured.
    bootDeadlineMs: 60_000,
    onProblem: () => {},
  },
);

promptrail.watch((revision) => tell("applied", revision));

process.once("disconnect", () => {
  void Promise.allSettled([promptrail.close(), bare.end()]).then(() => {
    rmSync(projectFolder, { recursive: true, force: true });
    process.exit();
  });
});
say({ kind: "ready" });
