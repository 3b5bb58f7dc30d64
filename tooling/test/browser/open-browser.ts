import { type Browser, chromium } from "playwright-core";
import { findChromium, noChromiumReason } from "./find-chromium.ts";

/** Starts the system's Chromium without a window; whoever opens it closes it. */
export function openBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error(`${noChromiumReason}.`);
  return chromium.launch({
    executablePath,
    // A container's root has no sandbox; the pages are our own.
    args: ["--no-sandbox", "--disable-dev-shm-usage", "--font-render-hinting=none"],
  });
}
