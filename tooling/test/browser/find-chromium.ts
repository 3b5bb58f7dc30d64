import { findProgram, isExecutable } from "../run/find-program.ts";

/** Why nothing is looked at in a browser, where there is none. */
export const noChromiumReason =
  "Chromium is not installed; on Debian: apt-get install chromium, or name one in CHROMIUM_PATH";

/** The path of a Chromium: that of `CHROMIUM_PATH`, else one of the system's; null where there is none. */
export function findChromium(): string | null {
  const named = process.env["CHROMIUM_PATH"];
  if (named !== undefined && named !== "") return isExecutable(named) ? named : null;
  return findProgram(["chromium", "chromium-browser", "google-chrome"], "/usr/bin");
}
