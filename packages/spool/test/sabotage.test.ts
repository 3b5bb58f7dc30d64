import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { plainCall } from "../../../tooling/test/records/plain-record.js";
import { takeStock } from "../src/owner/take-stock.js";
import { RecordBuffer } from "../src/record/record-buffer.js";
import { headerBytes, writeHeader } from "../src/record/segment-header.js";
import { readBatch } from "../src/ship/read-batch.js";
import { makeTemporaryFolder } from "./world/temporary-folder.js";

vi.mock("../src/record/crc32c.js", () => ({ crc32c: () => 0 }));

test("without its checksum a damaged record would be taken for what was said", async () => {
  const folder = join(makeTemporaryFolder(), "owner");
  mkdirSync(folder);
  const buffer = new RecordBuffer();
  const numbers = { type: "call" as const, sequence: 1, begun: 1, call: 1 };
  buffer.add(numbers, JSON.stringify(plainCall({ id: "one", text: "ten" })));
  const header = writeHeader({ sequence: 0, begun: 0, id: "019ca945-0a00-70f9-aee3-04f59f5d4a04" });
  const bytes = Buffer.concat([header, buffer.bytes]);
  const at = bytes.indexOf('"ten"', headerBytes) + 1;
  bytes[at] = (bytes[at] ?? 0) ^ 2;
  writeFileSync(join(folder, "0000000001.segment"), bytes);
  const [segment] = (await takeStock(folder))?.segments ?? [];
  if (segment === undefined) throw new Error("There is one.");
  expect((await readBatch(segment, segment.size)).calls).toMatchObject([{ text: "ven" }]);
});
