import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** Why nothing is looked at in a browser, where there is none. */
export const noChromiumReason =
  "Chromium is not installed; on Debian: apt-get install chromium, or name one in CHROMIUM_PATH";

const names = ["chromium", "chromium-browser", "google-chrome"];

/** The path of a Chromium: that of `CHROMIUM_PATH`, else one of the system's; null where there is none. */
export function findChromium(): string | null {
  const named = process.env["CHROMIUM_PATH"];
  if (named !== undefined && named !== "") return isExecutable(named) ? named : null;
  const folders = [...(process.env["PATH"] ?? "").split(delimiter), "/usr/bin"];
  const paths = folders
    .filter((folder) => folder !== "")
    .flatMap((folder) => names.map((name) => join(folder, name)));
  return paths.find(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
