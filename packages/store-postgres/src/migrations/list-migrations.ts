/// <reference path="./sql-text.d.ts" />
import { createHash } from "node:crypto";
import evidenceAndVersions from "../../migrations/0001-evidence-and-versions.sql";
import decisions from "../../migrations/0002-decisions.sql";
import callsAndKeys from "../../migrations/0003-calls-and-keys.sql";
import fleet from "../../migrations/0004-fleet.sql";
import announcements from "../../migrations/0005-announcements.sql";
import keyFamilies from "../../migrations/0006-key-families.sql";
import activations from "../../migrations/0007-activations.sql";
import evidenceInDecisions from "../../migrations/0008-evidence-in-decisions.sql";
import replacedKeys from "../../migrations/0009-replaced-keys.sql";
import keysThatReport from "../../migrations/0010-keys-that-report.sql";
import decisionsTogether from "../../migrations/0011-decisions-together.sql";
import evidenceActors from "../../migrations/0012-evidence-actors.sql";
import callLog from "../../migrations/0013-call-log.sql";
import firstRunsDecide from "../../migrations/0014-first-runs-decide.sql";
import sharedRuns from "../../migrations/0015-shared-runs.sql";
import type { Migration } from "./migration.js";

/** Every file of `migrations`, in order. The build puts their text here: a bundle has no folder to read. */
const scripts = [
  ["0001-evidence-and-versions", evidenceAndVersions],
  ["0002-decisions", decisions],
  ["0003-calls-and-keys", callsAndKeys],
  ["0004-fleet", fleet],
  ["0005-announcements", announcements],
  ["0006-key-families", keyFamilies],
  ["0007-activations", activations],
  ["0008-evidence-in-decisions", evidenceInDecisions],
  ["0009-replaced-keys", replacedKeys],
  ["0010-keys-that-report", keysThatReport],
  ["0011-decisions-together", decisionsTogether],
  ["0012-evidence-actors", evidenceActors],
  ["0013-call-log", callLog],
  ["0014-first-runs-decide", firstRunsDecide],
  ["0015-shared-runs", sharedRuns],
] as const;

/** The migrations that this package ships, in order. */
export function listMigrations(): readonly Migration[] {
  return scripts.map(([name, text]) => {
    // A checkout on Windows may have changed the line ends.
    const script = text.replaceAll("\r\n", "\n");
    const checksum = `sha256-${createHash("sha256").update(script).digest("hex")}`;
    return { name, script, checksum };
  });
}
