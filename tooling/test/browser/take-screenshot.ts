import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";

export interface ScreenshotSettings {
  readonly browser: Browser;
  /** An HTML file. */
  readonly file: string;
  /** A PNG file, which is written. */
  readonly to: string;
  /** Of the window, in pixels. Default: 1280 and 800. */
  readonly width?: number;
  readonly height?: number;
  /** Pixels of the picture for each of the window. Default: 2. */
  readonly scale?: number;
  /** Default: light. */
  readonly colors?: "light" | "dark";
  /** The whole page instead of the window. Default: false. */
  readonly isWhole?: boolean;
  /** Only the first element that a CSS selector finds. */
  readonly selector?: string;
  /** Opens each `<details>` before. Default: false. */
  readonly isOpened?: boolean;
}

/** A picture of an HTML file, as a reader without scripts sees it. */
export async function takeScreenshot(settings: ScreenshotSettings): Promise<void> {
  const { browser, file, to, width = 1280, height = 800, colors = "light" } = settings;
  const { scale = 2 } = settings;
  const { isWhole = false, selector, isOpened = false } = settings;
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: colors,
    deviceScaleFactor: scale,
    // Opening needs a script of ours; the page's own are forbidden by its policy.
    javaScriptEnabled: isOpened,
    locale: "en-US",
    timezoneId: "UTC",
  });
  try {
    const page = await context.newPage();
    await page.goto(pathToFileURL(file).href);
    if (isOpened) {
      await page.evaluate(
        "document.querySelectorAll('details').forEach((each) => each.open = true)",
      );
    }
    const target = selector === undefined ? page : page.locator(selector).first();
    await target.screenshot(
      selector === undefined ? { path: to, fullPage: isWhole } : { path: to },
    );
  } finally {
    await context.close();
  }
}
