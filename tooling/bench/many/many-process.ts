import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createPromptrail } from "@promptrail/runtime";
import { postgres } from "@promptrail/store-postgres";
import { simulatedProvider } from "@promptrail/testing";
import type { ProcessMessage } from "../lifecycle/process-message.ts";
import { createIllFamilies } from "./ill-families.ts";

/** A process that serves many families, and tells each revision that it has applied: `many-process.ts URL FAMILIES`. */
const [url = "", families = "1"] = process.argv.slice(2);

const say = (message: ProcessMessage) => void process.send?.(message);

const projectFolder = mkdtempSync(join(tmpdir(), "promptrail-bench-"));
const promptrail = await createPromptrail(
  {
    prompts: createIllFamilies(Number(families)),
    providers: [simulatedProvider()],
    store: postgres(url, { maxConnections: 2 }),
    environment: "bench",
    projectFolder,
  },
  { bootDeadlineMs: 60_000 },
);

promptrail.watch((revision) =>
  say({ kind: "applied", number: revision, at: String(process.hrtime.bigint()) }),
);

process.once("disconnect", () => {
  void promptrail.close().then(() => {
    rmSync(projectFolder, { recursive: true, force: true });
    process.exit();
  });
});
say({ kind: "ready" });
