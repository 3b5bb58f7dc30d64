import { parse } from "yaml";
import { z } from "zod";
import type { Step } from "./run-steps.js";

const values = z.record(z.string(), z.string()).default({});

const workflowSchema = z.looseObject({
  name: z.string(),
  permissions: z.record(z.string(), z.string()),
  env: values,
  jobs: z.record(
    z.string(),
    z.looseObject({
      permissions: z.record(z.string(), z.string()),
      defaults: z.object({ run: z.object({ "working-directory": z.string() }) }).optional(),
      steps: z.array(
        z.looseObject({
          if: z.string().optional(),
          uses: z.string().optional(),
          run: z.string().optional(),
          with: z.record(z.string(), z.unknown()).optional(),
          env: values,
        }),
      ),
    }),
  ),
});

export type Workflow = z.infer<typeof workflowSchema>;

export function parseWorkflow(text: string): Workflow {
  return workflowSchema.parse(parse(text));
}

/** What an expression of a workflow is, by its text. */
export type Expressions = Readonly<Record<string, string>>;

/** The lines of the workflow's one job that run for an event. Throws for an expression that nobody gave a value. */
export function toSteps(
  { env, jobs }: Workflow,
  environment: Readonly<Record<string, string>>,
  expressions: Expressions,
): readonly Step[] {
  const [job, ...others] = Object.values(jobs);
  if (job === undefined || others.length > 0) throw new Error("The workflow has one job.");
  const fill = (texts: Readonly<Record<string, string>>) =>
    Object.fromEntries(
      Object.entries(texts).map(([name, text]) => [name, fillIn(text, expressions)]),
    );
  return job.steps.flatMap(({ run, env: own, if: condition = "success()" }): Step[] => {
    const asked = condition.replace(/^\$\{\{\s*(.*?)\s*\}\}$/, "$1");
    const isWanted = asked === "success()" || evaluate(asked, expressions) === "true";
    if (run === undefined || !isWanted) return [];
    const always = asked.includes("cancelled()");
    return [{ line: run, always, environment: { ...environment, ...fill(env), ...fill(own) } }];
  });
}

function fillIn(text: string, expressions: Expressions): string {
  return text.replaceAll(/\$\{\{\s*(.*?)\s*\}\}/g, (_, expression: string) =>
    evaluate(expression, expressions),
  );
}

function evaluate(expression: string, expressions: Expressions): string {
  if (expression.startsWith("secrets.")) return "";
  const value = expressions[expression];
  if (value === undefined) throw new Error(`What is "${expression}"?`);
  return value;
}
