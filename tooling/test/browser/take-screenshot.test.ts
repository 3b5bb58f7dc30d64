import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { findChromium, noChromiumReason } from "./find-chromium.ts";
import { openBrowser } from "./open-browser.ts";
import { takeScreenshot } from "./take-screenshot.ts";

const reason = findChromium() === null ? ` (skipped: ${noChromiumReason})` : "";

/** Of a PNG, in its pixels. */
function readSize(file: string): readonly [width: number, height: number] {
  const bytes = readFileSync(file);
  expect(bytes.subarray(1, 4).toString()).toBe("PNG");
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}

test.skipIf(reason !== "")(
  `takes a picture of a window, of a whole page and of a part${reason}`,
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "promptrail-picture-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const [file, to] = [join(folder, "page.html"), join(folder, "page.png")];
    const tall =
      "<div id='part' style='width: 120px; height: 60px'></div><p style='height: 2000px'></p>";
    writeFileSync(
      file,
      `<!DOCTYPE html><body style='margin: 0'>${tall}<details>folded</details></body>`,
    );
    const browser = await openBrowser();
    onTestFinished(() => browser.close());
    await takeScreenshot({ browser, file, to, width: 400, height: 300 });
    expect(readSize(to)).toEqual([800, 600]);
    await takeScreenshot({ browser, file, to, width: 400, isWhole: true, isOpened: true });
    expect(readSize(to)[1]).toBeGreaterThan(4_000);
    await takeScreenshot({ browser, file, to, selector: "#part", colors: "dark" });
    expect(readSize(to)).toEqual([240, 120]);
  },
);
