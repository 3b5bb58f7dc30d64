import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";
import { toCommentPage } from "../../../../../tooling/test/browser/comment-page.ts";

const folder = fileURLToPath(
  new URL("../../../../../tooling/handbook/evals/pictures/", import.meta.url),
);
const mostBytes = 150_000;

interface PicturedReport {
  /** Markdown. */
  readonly comment: string;
  /** The file of its HTML page. */
  readonly report: string;
  /** Of a picture, in pixels. Default: 760. */
  readonly height?: number;
}

/**
 * The pictures of a pull request for the handbook: its comment and its HTML page. `PROMPTRAIL_PICTURES=1` writes them, which
 * needs Chromium; else they have to be there, and small, and the comment's page is made.
 */
export async function keepPictures(
  name: string,
  { comment, report, height = 760 }: PicturedReport,
): Promise<void> {
  const page = toCommentPage(comment);
  expect(page).toContain("<h2>");
  const pictures = ["comment", "page"].map((kind) =>
    join(folder, `pull-request-${name}-${kind}.png`),
  );
  if (process.env["PROMPTRAIL_PICTURES"] === "1")
    await takePictures(pictures, { comment: page, report, height });
  for (const picture of pictures) {
    const bytes = await readFile(picture);
    expect(bytes.subarray(1, 4).toString()).toBe("PNG");
    expect((await stat(picture)).size).toBeLessThan(mostBytes);
  }
}

async function takePictures(
  [ofComment = "", ofPage = ""]: readonly string[],
  { comment, report, height }: Required<PicturedReport>,
): Promise<void> {
  const { openBrowser } = await import("../../../../../tooling/test/browser/open-browser.ts");
  const { takeScreenshot } = await import("../../../../../tooling/test/browser/take-screenshot.ts");
  const file = `${report}.comment.html`;
  await writeFile(file, comment);
  const browser = await openBrowser();
  try {
    await takeScreenshot({ browser, file, to: ofComment, width: 900, height, scale: 1 });
    await takeScreenshot({ browser, file: report, to: ofPage, width: 1100, height, scale: 1 });
  } finally {
    await browser.close();
  }
}
