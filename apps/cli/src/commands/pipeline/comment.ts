import { appendFile } from "node:fs/promises";
import { resolve } from "node:path";
import { PromptrailError } from "@promptrail/core";
import { findErrorCode } from "@promptrail/core/errors";
import { describeReadError, writing } from "@promptrail/core/state-folder";
import type { CommonOptions } from "../../command-scope.js";
import { type FoundJob, findPullRequest } from "../../comment/find-pull-request.js";
import { type PutComment, putComment } from "../../comment/put-comment.js";
import { type ReportFile, writeCommentText } from "../../comment/write-comment-text.js";
import { commentDocument } from "../../documents/comment-document.js";
import { implementCommand } from "../../implement-command.js";
import { readBoundedFile } from "../../project/files/read-bounded-file.js";

interface CommentOptions extends CommonOptions {
  readonly name?: string;
}

/** The declaration tells it in its help. */
const usualName = "prompts";
const mostBytes = 4 * 1024 * 1024;
/** GitHub's limit for the summary of a step is 1 MiB. */
const mostSummaryCharacters = 900_000;

export const commentCommand = implementCommand({
  documents: { comment: commentDocument },
  run: async ({ terminal }, files, { name = usualName }: CommentOptions) => {
    requireName(name);
    const reports: ReportFile[] = [];
    for (const file of files) reports.push(await readReport(terminal.folder, file));
    const job = await findPullRequest(terminal);
    const { host, reason, summaryFile } = job;
    const write = (mostCharacters: number) =>
      writeCommentText({ name, reports, ...job, mostCharacters });
    if (summaryFile !== null) await addSummary(summaryFile, write(mostSummaryCharacters));
    const put = host === null ? null : await putComment(host, name, write(host.mostCharacters));
    return {
      text: describe(job, put),
      json: {
        action: put?.action ?? ("none" as const),
        place: host?.place ?? null,
        url: put?.url ?? null,
        reason,
        summary: summaryFile !== null,
        files: reports.map(({ name: file, text }) => ({ file, found: text !== null })),
      },
    };
  },
});

function describe({ host, reason, summaryFile }: FoundJob, put: PutComment | null): string {
  const summary = summaryFile === null ? "" : " The reports are in the job's summary.";
  if (host === null || put === null) return `No comment was written. ${reason}${summary}`;
  const where = put.url === null ? "" : `: ${put.url}`;
  return `The comment on ${host.place} was ${put.action}${where}${summary === "" ? "" : `.${summary}`}`;
}

function requireName(name: string): void {
  if (/^[\w./ -]{1,100}$/.test(name) && !name.includes("--")) return;
  throw new PromptrailError(
    "request_invalid",
    `--name "${name}" cannot mark a comment. Use letters, digits, ".", "_", "/" and single "-", at most 100.`,
  );
}

async function readReport(folder: string, name: string): Promise<ReportFile> {
  try {
    const bytes = await readBoundedFile(resolve(folder, name), mostBytes);
    if (bytes !== null) return { name, text: new TextDecoder().decode(bytes) };
  } catch (error) {
    if (findErrorCode(error) === "ENOENT") return { name, text: null };
    throw new PromptrailError(
      "request_invalid",
      `"${name}" cannot be read: ${describeReadError(error)}. Name a file that \`--markdown\` wrote.`,
      { file: name },
    );
  }
  throw new PromptrailError(
    "request_invalid",
    `"${name}" is larger than ${mostBytes / 1024 / 1024} MB, and no report is as large. Name a file that \`--markdown\` wrote.`,
    { file: name },
  );
}

function addSummary(file: string, text: string): Promise<void> {
  return writing(file, () => appendFile(file, `${text}\n`));
}
