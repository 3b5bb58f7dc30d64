import { open } from "node:fs/promises";
import { PromptrailError } from "@promptrail/core";
import { describeReadError } from "@promptrail/core/state-folder";

/** What Promptrail writes in the place of an earlier one, and how such a file begins. */
export interface OwnForm {
  /** With its article: "a report in HTML". */
  readonly what: string;
  readonly begins: RegExp;
}

/** A page of `eval` or `check`. Every page that they write names its maker in its head. */
export const ownPage: OwnForm = {
  what: "a report in HTML",
  begins:
    /^<!DOCTYPE html>\n<html lang="en">\n<head>\n(?:<meta [^\n]*\n){2}<meta name="generator" content="Promptrail"\/>/,
};

export const ownMarkdown: OwnForm = {
  what: "a report in Markdown",
  begins: /^<!-- promptrail:(?:eval|check) [^\n]*-->\n/,
};

export const ownJunit: OwnForm = {
  what: "a report in JUnit XML",
  begins: /^<\?xml [^\n]*\?>\n<testsuites name="promptrail eval" /,
};

export const ownEvidence: OwnForm = {
  what: "evidence",
  begins: /^\{"promptrail_evidence":/,
};

/** A tool that formats JSON may have changed the spaces. */
export const ownCard: OwnForm = { what: "a judge card", begins: /^\s*\{\s*"judge_card"\s*:/ };

/** In bytes. Every form is told by less. */
const mostRead = 1_024;

/**
 * That nothing is lost where a file is written in the place of another one: it is empty, or of the same form. A file that
 * cannot be read is taken for another's.
 *
 * @param name as its user named it.
 * @throws PromptrailError `request_invalid`.
 */
export async function requireOwn(path: string, name: string, form: OwnForm): Promise<void> {
  const start = await readStart(path).catch((error: unknown) => {
    throw refuse(name, form, `cannot be read (${describeReadError(error)})`, error);
  });
  if (start.trim() === "" || form.begins.test(start)) return;
  throw refuse(name, form, "is there already", undefined);
}

async function readStart(path: string): Promise<string> {
  await using handle = await open(path);
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(mostRead), 0, mostRead, 0);
  // Git on Windows may have changed the ends of the lines.
  return buffer.toString("utf8", 0, bytesRead).replaceAll("\r\n", "\n");
}

function refuse(name: string, { what }: OwnForm, state: string, cause: unknown): PromptrailError {
  return new PromptrailError(
    "request_invalid",
    `"${name}" ${state}, and it is not known to be ${what} that promptrail wrote: it would be lost. Nothing was run, and nothing was written. Name another file, or move that one away.`,
    { file: name },
    cause,
  );
}
