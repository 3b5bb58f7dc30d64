import { createClient } from "@promptrail/client";
import { followServer } from "@promptrail/client/follow";
import {
  type Decision,
  definePrompt,
  type HistoryPage,
  type PromptrailConfig,
} from "@promptrail/core";
import { createPromptrail, type Promptrail, type PromptrailSettings } from "@promptrail/runtime";
import { postgres } from "@promptrail/store-postgres";
import { simulatedProvider } from "@promptrail/testing";
import { createTestDatabase } from "../../../../tooling/test/test-database.ts";
import { type CliProject, createCliProject } from "../cli-project.js";
import { declareMany, type FamilyGroup, manyConfig, manyPrompts } from "./many-families.js";

const key = "an-admin-key-of-the-operator";

/** Families in a database of their own, and the processes that serve them: a server, its follower, and another runtime. */
export interface OpenMany {
  readonly client: ReturnType<typeof createClient>;
  /** A machine that opens the database itself. */
  readonly operator: CliProject;
  /** A machine without a project: it asks the server. */
  readonly remote: CliProject;
  /** How many families of a group each process serves in a version. */
  readonly countServed: (group: string, version: number) => Promise<readonly number[]>;
  readonly readRollbacks: (group: string) => Promise<readonly Decision[]>;
  readonly close: () => Promise<void>;
}

/** @param adminUrl that of the test run's PostgreSQL. */
export async function openMany(
  adminUrl: string,
  groups: readonly FamilyGroup[],
): Promise<OpenMany> {
  const { url, drop } = await createTestDatabase(adminUrl);
  const closing: (() => Promise<unknown>)[] = [drop];
  const createMachine = async (variables: Readonly<Record<string, string>>) => {
    const machine = await createCliProject(variables);
    closing.push(() => machine.remove());
    return machine;
  };
  const createProject = async () => {
    const machine = await createMachine({ DATABASE_URL: url, PROMPTRAIL_ADMIN_KEY: key });
    await machine.write("promptrail.config.ts", manyConfig(groups));
    return machine;
  };
  const prompts = manyPrompts(groups).map((prompt) => definePrompt(prompt));
  const open = async (config: Partial<PromptrailConfig>, settings: PromptrailSettings) => {
    const shared = { prompts, providers: [simulatedProvider()], environment: "development" };
    const promptrail = await createPromptrail(
      { ...shared, ...config },
      { ...settings, onProblem: () => {} },
    );
    closing.push(() => promptrail.close());
    return promptrail;
  };
  await declare(url, groups);
  const operator = await createProject();
  const command = (await createProject()).start("serve", "--port", "0");
  closing.push(() => {
    command.signal("SIGTERM");
    return command.ended;
  });
  const serverUrl = await command.waitFor(/http:\/\/127\.0\.0\.1:\d+/);
  const client = createClient({ url: serverUrl, key });
  const runtimes = [
    await open({}, { statusSource: followServer({ url: serverUrl, key }) }),
    await open({ store: postgres(url) }, {}),
  ];
  return {
    client,
    operator,
    remote: await createMachine({ PROMPTRAIL_SERVER: serverUrl, PROMPTRAIL_KEY: key }),
    countServed: (group, version) => countServed(client, runtimes, { group, version }),
    readRollbacks: (group) => readRollbacks(client, group),
    close: async () => {
      for (const close of closing.reverse()) await close();
    },
  };
}

async function declare(url: string, groups: readonly FamilyGroup[]): Promise<void> {
  const settings = { environment: "development", projectFolder: "." };
  const store = await postgres(url).open(settings);
  await declareMany(store, groups);
  await store.close();
}

async function countServed(
  client: OpenMany["client"],
  runtimes: readonly Promptrail[],
  { group, version }: { readonly group: string; readonly version: number },
): Promise<readonly number[]> {
  const { snapshot } = await client.status();
  return [snapshot.families, ...runtimes.map((each) => each.status().families)].map((families) => {
    const served = families.filter(({ activeVersion }) => activeVersion === version);
    return served.filter(({ family }) => family.startsWith(`${group}_`)).length;
  });
}

async function readRollbacks(
  client: OpenMany["client"],
  group: string,
): Promise<readonly Decision[]> {
  const decisions: Decision[] = [];
  let before: number | undefined;
  for (;;) {
    const page: HistoryPage = await client.historyPage({ limit: 1_000, before });
    decisions.push(...page.decisions);
    if (page.nextBefore === null) break;
    before = page.nextBefore;
  }
  const ofGroup = decisions.filter(({ family }) => family.startsWith(`${group}_`));
  return ofGroup.filter(({ change }) => change.kind === "rolled_back");
}
