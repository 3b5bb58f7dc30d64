import { readFile } from "node:fs/promises";
import { type ErrorCode, PromptrailError } from "@promptrail/core";
import { isErrorCode, problemStatus } from "@promptrail/http-api";
import { expect, test } from "vitest";
import { toExitCode } from "../../../apps/cli/src/exit-code.ts";

const page = new URL("../operate/troubleshooting.md", import.meta.url);
const row = /^\| `(?<code>\w+)` \| (?<exit>\d), (?<status>\d{3}) \|/gm;

test("the page of troubles has each code once, in alphabetical order, with its exit code and status", async () => {
  const rows = [...(await readFile(page, "utf8")).matchAll(row)].map(({ groups }) => groups ?? {});
  const codes = Object.keys(problemStatus).filter(isErrorCode).toSorted();
  expect(rows).toEqual(codes.map(toRow));
});

function toRow(code: ErrorCode) {
  const exit = toExitCode(new PromptrailError(code, "It went wrong."));
  return { code, exit: String(exit), status: String(problemStatus[code]) };
}
