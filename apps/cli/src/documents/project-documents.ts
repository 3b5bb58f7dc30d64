import { z } from "zod";

/** The project that was written. */
export const initDocument = z.object({
  folder: z.string(),
  files: z.array(z.string()).describe("what was written, from the folder"),
  completed: z
    .array(z.object({ file: z.string(), added: z.array(z.string()) }))
    .describe("files of the project that got what they lacked"),
  left: z
    .array(z.object({ file: z.string(), reason: z.string() }))
    .describe("files of the project that were left as they are"),
  missing: z
    .object({ usual: z.array(z.string()), dev: z.array(z.string()) })
    .describe("packages that the project does not depend on yet, and those of development"),
});

/** The version that was written. */
export const newDocument = z.object({
  prompt: z.string().describe("the version's key"),
  copied: z.string().nullable().describe("the version that it copies; null for a first one"),
  file: z.string(),
  name: z.string().nullable().describe("what the file exports; null where it exports none"),
  listed: z.boolean().describe("false where somebody has to add it to the config's prompts"),
  changed: z.array(z.string()).describe("files of the project that list it now"),
});

/** The version that was made of templates. */
export const importDocument = z.object({
  file: z.string(),
  name: z.string().describe("what the file exports"),
  needs: z.array(z.string()).describe("the variables that a context must have"),
  notes: z.array(z.string()),
});

/** One thing that was found. */
export const findingDocument = z.object({
  severity: z.enum(["error", "warning", "info"]),
  code: z.string().describe("what was found, for scripts"),
  message: z.string(),
  prompt: z.string().optional().describe("the version, where it is about a template or a model"),
  file: z.string().optional(),
  line: z.int().optional().describe("in the file"),
  column: z.int().optional(),
  template_line: z.int().optional().describe("in the template"),
  template_column: z.int().optional(),
  partial: z.string().optional(),
  path: z.string().optional().describe("the context's path"),
  provider: z.string().optional().describe("where it is about a model, as are the next two"),
  model: z.string().optional(),
  retires_at: z.string().optional().describe("the day on which the vendor retires the model"),
});

/** What a check found. */
export const checkDocument = z.object({
  ok: z.boolean().describe("false where a finding is an error"),
  findings: z.array(findingDocument),
});

/** What the conformance suite found of a provider. */
export const providerTestDocument = z.object({
  ok: z.boolean().describe("false where a promise is broken, or the run was stopped"),
  module: z.string(),
  checks: z.int().describe("promises that were looked at one by one"),
  cells: z.int().describe("exchanges that were broken, as the matrix lists them"),
  not_applicable: z.array(z.string()).describe("checks of what the provider does not have"),
  excluded: z
    .array(z.object({ name: z.string(), cells: z.int() }))
    .describe("cells that cannot be, by the name of the rule that leaves them out"),
  failures: z
    .array(z.object({ title: z.string(), expected: z.string(), came: z.string() }))
    .describe("promises that are broken"),
  stopped: z.boolean().describe("whether the run was stopped before its end"),
});

/** What the lock file has now. */
export const lockDocument = z.object({
  file: z.string(),
  changed: z.boolean().describe("whether the file was written"),
  families: z.record(z.string(), z.unknown()).describe("as the file has them"),
  dropped: z.array(z.string()).describe("versions that the file no longer has, as keys"),
  rehashed: z
    .array(
      z.object({
        prompt: z.string(),
        from: z.string(),
        to: z.string(),
        sent_before: z.unknown(),
        sent: z.unknown(),
      }),
    )
    .describe("versions whose hashes changed with the hash scheme, with the output schemas"),
  environment: z.string().optional().describe("only with `--acknowledge`, as is the next"),
  acknowledged: z
    .array(z.object({ family: z.string(), revision: z.int(), reason: z.string() }))
    .optional(),
});

/** A shell's script. */
export const completionDocument = z.object({
  shell: z.enum(["bash", "zsh", "fish"]),
  script: z.string(),
});

/** The server has ended. */
export const serveDocument = z.object({ stopped: z.literal(true) });

/** What a migration did. */
export const migrateDocument = z.object({
  store: z.string(),
  applied: z.array(z.string()).describe("empty where the schema was up to date"),
  call_log: z
    .object({
      made: z.array(z.string()).describe("days for which there is room now"),
      dropped: z.array(z.string()).describe("days that were kept for their time"),
      moved: z.number().describe("calls that were moved from where an earlier build kept them"),
      erased: z.number().describe("erasures that are complete now"),
    })
    .nullable()
    .describe("null where the environment does not exist yet"),
});
