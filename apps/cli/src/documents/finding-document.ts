import { z } from "zod";

/** One thing that there is to say of a project. */
export const findingDocument = z.object({
  severity: z.enum(["error", "warning", "info"]),
  code: z.string().describe("what was found, for scripts"),
  message: z.string(),
  prompt: z.string().optional().describe("the version, where it is about a template or a model"),
  provider: z.string().optional().describe("where it is about a model's retirement, as the next"),
  model: z.string().optional(),
  retires_at: z.string().optional(),
  file: z.string().optional(),
  line: z.int().optional().describe("in the file"),
  column: z.int().optional(),
  template_line: z.int().optional().describe("in the template"),
  template_column: z.int().optional(),
  partial: z.string().optional(),
  path: z.string().optional().describe("the context's path"),
});
