import { resolve } from "node:path";
import { PromptrailError } from "@promptrail/core";
import type { ReportedModels, ReportedRuns } from "@promptrail/evals/reports";
import { requireWritableFile, type WantedFile, writeWantedFile } from "../files/wanted-file.js";

/** The forms of a report, by the flag that names their file. */
const forms = ["junit", "markdown", "html"] as const;
type Form = (typeof forms)[number];

export type ReportOptions = { readonly [Each in Form]?: string };

/** Files that a command writes its report to. */
export interface ReportFiles {
  /** Their paths; none where no flag names one. */
  readonly paths: readonly string[];
  /** As their user named them. */
  readonly names: readonly string[];
  /** Throws where one could not be written, before anything is paid for: `request_invalid`, `file_unwritable`. */
  readonly requireWritable: () => Promise<void>;
  /** Writes all of them, each whole or not at all, in the place of what was there. Throws `file_unwritable`. */
  readonly write: (report: ReportedRuns) => Promise<void>;
  /** The same of one prompt on several models, which has a page alone. */
  readonly writeModels: (report: ReportedModels) => Promise<void>;
}

/** @throws PromptrailError `request_invalid` for two reports in one file, and for a file without a name. */
export function createReportFiles(folder: string, options: ReportOptions): ReportFiles {
  const files = forms.flatMap((form) => {
    const name = options[form];
    return name === undefined ? [] : [{ form, name, path: resolve(folder, name), what: "report" }];
  });
  requireNames(files);
  return {
    paths: files.map(({ path }) => path),
    names: files.map(({ name }) => name),
    requireWritable: async () => {
      for (const file of files) await requireWritableFile(file);
    },
    write: async (report) => {
      if (files.length === 0) return;
      const { formatEvalHtml, formatEvalJunit, formatEvalMarkdown } = await import(
        "@promptrail/evals/reports"
      );
      const formats = {
        junit: formatEvalJunit,
        markdown: formatEvalMarkdown,
        html: formatEvalHtml,
      } satisfies Record<Form, (report: ReportedRuns) => string>;
      // All of them are made before the first is written: a fault in one leaves no half of a report.
      const made = files.map((file) => ({ file, text: formats[file.form](report) }));
      for (const { file, text } of made) writeWantedFile(file, text);
    },
    writeModels: async (report) => {
      const page = files.find(({ form }) => form === "html");
      if (page === undefined) return;
      const { formatModelsHtml } = await import("@promptrail/evals/reports");
      writeWantedFile(page, formatModelsHtml(report));
    },
  };
}

interface NamedFile extends WantedFile {
  readonly form: Form;
}

function requireNames(files: readonly NamedFile[]): void {
  for (const [at, { form, name, path }] of files.entries()) {
    if (name.trim() === "") {
      throw new PromptrailError("request_invalid", `--${form} names no file. Name one.`);
    }
    if (name === "-") {
      throw new PromptrailError(
        "request_invalid",
        `--${form} - would be a file named "-": a report is written to a file, and standard output has the command's own. Name a file, such as report.html, or ./- for one of that name.`,
        { file: name },
      );
    }
    const other = files.slice(0, at).find((each) => each.path === path);
    if (other === undefined) continue;
    throw new PromptrailError(
      "request_invalid",
      `--${other.form} and --${form} name the same file, "${name}", and one report would replace the other. Name two files.`,
      { file: name },
    );
  }
}
