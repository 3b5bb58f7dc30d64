import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { openReviewFile } from "./review-file.js";

const folder = mkdtempSync(join(tmpdir(), "promptrail-review-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("a line that was torn takes no other decision with it", async () => {
  const decide = (callId: string) =>
    openReviewFile(folder, "note").append({
      callId,
      decision: "refused",
      by: "ada",
      at: new Date(0),
    });
  await decide("one");
  appendFileSync(join(folder, ".promptrail", "datasets", "note-calls.jsonl"), '{"call_id":"tw');
  await decide("three");
  await decide("four");
  expect([...openReviewFile(folder, "note").decided]).toEqual(["one", "three", "four"]);
});
