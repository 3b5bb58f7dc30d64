import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PromptrailError } from "@promptrail/core";
import { parseJson } from "@promptrail/core/portable";
import type { Terminal } from "../../terminal.js";

/**
 * A row as a person changed it in their editor (`VISUAL`, else `EDITOR`); undefined where that is no JSON.
 *
 * @throws PromptrailError `request_invalid` where there is no editor, or it fails.
 */
export function editRow(row: unknown, { environment }: Pick<Terminal, "environment">): unknown {
  const editor = environment["VISUAL"] ?? environment["EDITOR"];
  if (editor === undefined || editor === "") {
    throw new PromptrailError(
      "request_invalid",
      "There is no editor to change the case in. Set the variable EDITOR to the command of one.",
    );
  }
  // A folder for its owner alone: what is edited was said by customers.
  const folder = mkdtempSync(join(tmpdir(), "promptrail-edit-"));
  const file = join(folder, "case.json");
  try {
    writeFileSync(file, `${JSON.stringify(row, null, 2)}\n`);
    const { status, error } = spawnSync(`${editor} "${file}"`, { shell: true, stdio: "inherit" });
    if (error !== undefined || status !== 0) {
      throw new PromptrailError(
        "request_invalid",
        `The editor "${editor}" ended with ${error?.message ?? `exit code ${status}`}. Set EDITOR to another command.`,
      );
    }
    return parseJson(readFileSync(file, "utf8"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
