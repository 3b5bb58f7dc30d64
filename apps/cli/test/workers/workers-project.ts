import { type CliProject, createCliProject } from "../cli-project.js";
import { importProviders } from "../import-providers.js";
import type { LedgerUpstream } from "./ledger-upstream.js";

export interface WorkersProjectSettings {
  readonly cases: number;
  readonly repeats?: number;
  /** The second version's system message. */
  readonly system?: string;
  readonly limit?: number;
}

/** A config with a family whose second version is compared with its first. */
export function workersConfig(settings: WorkersProjectSettings): string {
  const { cases, repeats = 1, system = "Be kind.", limit } = settings;
  const limits = limit === undefined ? "" : `limits: { openai: { requestsPerMinute: ${limit} } },`;
  return `
  ${importProviders("openai")}
  import { defineConfig } from "@promptrail/config";
  import { definePrompt } from "@promptrail/core";
  import { cases, contains, defineSuite } from "@promptrail/evals";
  const rows = Array.from({ length: ${cases} }, (_, index) => ({
    id: "case-" + String(index).padStart(4, "0"), context: { name: "Ada " + index },
  }));
  const prompt = { family: "greeting", provider: "openai", model: "gpt-4.1-mini", maxTokens: 90, userTemplate: "Greet {{ name }}." };
  export default defineConfig({
    prompts: [
      definePrompt({ ...prompt, version: 1, status: "active" }),
      definePrompt({ ...prompt, version: 2, status: "draft", changelog: "c", system: ${JSON.stringify(system)} }),
    ],
    providers: [openai()],
    ${limits}
    suites: [defineSuite({
      family: "greeting", dataset: cases("rows", rows), evals: [contains("Hello")], repeats: ${repeats}, gate: { margin: 0.3 },
    })],
  });`;
}

/** A project on a database, deployed. */
export async function createWorkersProject(
  url: string,
  upstream: LedgerUpstream,
  settings: WorkersProjectSettings,
): Promise<CliProject> {
  const project = await createCliProject({
    OPENAI_API_KEY: "a-key",
    OPENAI_BASE_URL: upstream.baseUrl,
    DATABASE_URL: url,
  });
  await project.write("promptrail.config.ts", workersConfig(settings));
  for (const command of ["lock", "deploy"]) {
    const run = await project.run(command);
    if (run.exitCode !== 0) throw new Error(`${run.out}${run.err}`);
  }
  return project;
}
