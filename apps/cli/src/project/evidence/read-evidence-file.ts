import { resolve } from "node:path";
import { PromptrailError } from "@promptrail/core";
import type { EvidenceRun } from "@promptrail/core/lifecycle";
import {
  decodeText,
  describeIssues,
  describeLostDigits,
  findJsonFault,
  isJsonObject,
  readJson,
} from "@promptrail/core/portable";
import { describeReadError } from "@promptrail/core/state-folder";
import { evidenceRunWire } from "@promptrail/http-api";
import { readBoundedFile } from "../files/read-bounded-file.js";

/** In bytes. V8 takes texts of about twice as much; one comparison of a hundred cases takes 60 kB. */
const largestFile = 256_000_000;

/**
 * The comparisons of a file that `promptrail eval --evidence` wrote, one in a line.
 *
 * @throws PromptrailError `request_invalid` that names the place of the first fault.
 */
export async function readEvidenceFile(
  folder: string,
  file: string,
): Promise<readonly EvidenceRun[]> {
  const text = decodeText(await readBytes(resolve(folder, file), file));
  const lines = text.split("\n").map((line, at) => ({ line, place: `${file}, line ${at + 1}` }));
  return lines.filter(({ line }) => line.trim() !== "").map(readRun);
}

async function readBytes(path: string, file: string): Promise<Uint8Array> {
  try {
    const bytes = await readBoundedFile(path, largestFile);
    if (bytes !== null) return bytes;
  } catch (error) {
    throw new PromptrailError(
      "request_invalid",
      `The evidence file "${file}" cannot be read: ${describeReadError(error)}. Name a file that \`promptrail eval --evidence\` wrote.`,
      { file },
      error,
    );
  }
  throw new PromptrailError(
    "request_invalid",
    `The evidence file "${file}" has more than ${largestFile} bytes. Write the evidence of fewer families to one file.`,
    { file, most: largestFile },
  );
}

interface PlacedLine {
  readonly line: string;
  readonly place: string;
}

function readRun({ line, place }: PlacedLine): EvidenceRun {
  const read = readJson(line);
  if (read === undefined) {
    const column = findJsonFault(line)?.column ?? 1;
    throw invalid(place, `it is not JSON from column ${column} on.`);
  }
  if (!isJsonObject(read.value) || !Object.hasOwn(read.value, "promptrail_evidence")) {
    throw invalid(place, "it is not evidence.");
  }
  if (read.lost !== null) throw invalid(place, `${describeLostDigits(read.lost)}.`);
  const parsed = evidenceRunWire.safeParse(read.value);
  if (parsed.success) return parsed.data;
  throw invalid(place, `${describeIssues(parsed.error.issues)}.`);
}

function invalid(place: string, reason: string): PromptrailError {
  return new PromptrailError(
    "request_invalid",
    `${place}: ${reason} Nothing was stored. Use the file as \`promptrail eval --evidence\` wrote it.`,
    { place },
  );
}
