import { parse } from "yaml";
import { z } from "zod";
import type { PageFile } from "../list-page-files.ts";
import { parseShell } from "../parse-shell.ts";
import { isUsed } from "../variables/is-used.ts";
import type { StartedProgram } from "./started-program.ts";

const variables = z.record(z.string(), z.string()).default({});
const stepSchema = z.strictObject({
  if: z.string().optional(),
  uses: z.string().optional(),
  run: z.string().optional(),
  with: z.record(z.string(), z.unknown()).optional(),
  env: variables,
});
const workflowSchema = z.strictObject({
  name: z.string(),
  on: z.looseObject({}),
  permissions: z.record(z.string(), z.string()),
  concurrency: z.string().optional(),
  env: variables,
  jobs: z.record(
    z.string(),
    z.strictObject({
      "runs-on": z.string(),
      environment: z.string().optional(),
      env: variables,
      steps: z.array(stepSchema),
    }),
  ),
});
const gitlabJobSchema = z.looseObject({ variables, script: z.array(z.string()) });

/** What the steps of a workflow of GitHub start. */
export function readWorkflow({ text, place }: PageFile): readonly StartedProgram[] {
  const workflow = workflowSchema.parse(parse(text));
  return Object.entries(workflow.jobs).flatMap(([name, job]) =>
    job.steps.flatMap(({ run, uses, env }) => {
      const faults =
        uses === undefined || /@[0-9a-f]{40}$/.test(uses)
          ? []
          : [`${uses} is not pinned by its commit`];
      const set = Object.keys({ ...workflow.env, ...job.env, ...env });
      return toPrograms(`${place} ${name}`, run ?? "", set, faults);
    }),
  );
}

/** What the jobs of GitLab's file start. */
export function readGitlab({ text, place }: PageFile): readonly StartedProgram[] {
  const { default: first, ...jobs } = z.record(z.string(), z.unknown()).parse(parse(text));
  const before = z.looseObject({ before_script: z.array(z.string()) }).parse(first).before_script;
  return Object.entries(jobs).flatMap(([name, job]) => {
    const { script, variables: set } = gitlabJobSchema.parse(job);
    return toPrograms(`${place} ${name}`, [...before, ...script].join("\n"), Object.keys(set), []);
  });
}

function toPrograms(
  place: string,
  script: string,
  set: readonly string[],
  faults: readonly string[],
): readonly StartedProgram[] {
  const commands = parseShell(script);
  const handedOn = set.filter((name) => !isUsed(script, name));
  const rest = { place, user: null, ports: [], probes: [], stopSeconds: null, faults };
  if (commands.length === 0) return [{ ...rest, words: [], variables: handedOn }];
  return commands.map((command) => ({
    ...rest,
    words: command.words,
    variables: [...handedOn, ...command.variables],
  }));
}
