import type { OpenCallSpool, OpenSpoolSettings } from "@promptrail/core/call-log";
import { createClock } from "../../src/clock.js";
import { realDisk } from "../../src/disk.js";
import { openSpool, type SpoolParts, type SpoolPlace } from "../../src/open-spool.js";
import { spoolDefaults } from "../../src/spool-bounds.js";

interface TestSpool extends Partial<SpoolPlace>, Partial<SpoolParts> {
  /** The project's. */
  readonly folder: string;
  readonly log: OpenSpoolSettings["log"];
}

/** Opens a spool as `spool()` does, but for what is given. */
export async function openTestSpool(
  settings: TestSpool,
): Promise<{ readonly open: OpenCallSpool; readonly problems: unknown[] }> {
  const problems: unknown[] = [];
  const { folder, log, directory = ".promptrail/spool" } = settings;
  const { maxBytes = spoolDefaults.maxBytes, segmentBytes = spoolDefaults.segmentBytes } = settings;
  const { clock = createClock(() => new Date()), disk = realDisk, draw = Math.random } = settings;
  const open = await openSpool(
    { directory, maxBytes, segmentBytes },
    {
      environment: "production",
      projectFolder: folder,
      log,
      onProblem: (error) => problems.push(error),
    },
    { clock, disk, draw },
  );
  return { open, problems };
}
