import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { repositoryRoot } from "../../../run/run-command.ts";
import { linkPackages } from "../compiled/link-packages.ts";
import { writeFile } from "../compiled/write-file.ts";
import { openTerminal } from "./open-terminal.ts";

/** Production at night: a server and an application on one database, with a version that does harm. */
export interface Night {
  readonly url: string;
  readonly key: string;
  /** Ends the server and the application. */
  readonly close: () => void;
}

export interface NightSettings {
  /** A new folder for the project. */
  readonly folder: string;
  readonly databaseUrl: string;
  readonly port: number;
  readonly environment: Readonly<Record<string, string>>;
}

const starter = join(repositoryRoot, "apps", "cli", "starter");
const statuses = ["deprecated", "active", "draft", "draft"] as const;

/** Version 2 of the starter's family is live and declared, at revision 4; version 3 is a draft. */
export async function startNight(settings: NightSettings): Promise<Night> {
  const { folder, databaseUrl, port, environment } = settings;
  writeProject(folder);
  const key = "the-key-of-whoever-is-on-call-0123456789";
  const terminal = openTerminal(folder, {
    ...environment,
    DATABASE_URL: databaseUrl,
    PROMPTRAIL_ENV: "production",
    PROMPTRAIL_ADMIN_KEY: key,
  });
  const run = async (line: string) => {
    const { exitCode, output } = await terminal.run(line);
    if (exitCode !== 0) throw new Error(`${line} exits with ${exitCode}:\n${output}`);
    return output;
  };
  try {
    await run("node_modules/.bin/promptrail lock && node_modules/.bin/promptrail deploy");
    await run("node_modules/.bin/promptrail promote ticket_summary 1 --reason a --override b");
    await run("node_modules/.bin/promptrail promote ticket_summary 2 --reason a --override b");
    await run("node_modules/.bin/promptrail archive ticket_summary 4 --reason a");
    await run(`node_modules/.bin/promptrail serve --port ${port} & node app.ts &`);
    while (!(await run("node_modules/.bin/promptrail status || true")).includes("2 of 2"));
    return { url: `http://127.0.0.1:${port}`, key, close: terminal.close };
  } catch (error) {
    terminal.close();
    throw error;
  }
}

function writeProject(folder: string): void {
  cpSync(starter, folder, { recursive: true });
  linkPackages(folder);
  const first = readFileSync(join(folder, "prompts", "ticket-summary-v1.ts"), "utf8");
  for (const [index, status] of statuses.entries()) {
    const version = index + 1;
    const changed = first
      .replace("ticketSummaryV1", `ticketSummaryV${version}`)
      .replace("version: 1", `version: ${version},\n  changelog: "Another one."`)
      .replace('"active"', `"${status}"`);
    writeFile(join(folder, "prompts", `ticket-summary-v${version}.ts`), changed);
  }
  const names = statuses.map((_, index) => `ticketSummaryV${index + 1}`);
  const imports = names.map(
    (name, index) => `import { ${name} } from "./prompts/ticket-summary-v${index + 1}.ts";`,
  );
  const config = readFileSync(join(folder, "promptrail.config.ts"), "utf8")
    .replace(/^import .*ticket-summary-v1.*$/m, imports.join("\n"))
    .replace("[ticketSummaryV1]", `[${names.join(", ")}]`)
    .replace("providers:", "store: postgres(process.env.DATABASE_URL),\n  providers:");
  const store = 'import { postgres } from "@promptrail/store-postgres";\n';
  writeFile(join(folder, "promptrail.config.ts"), store + config);
  writeFile(join(folder, "package.json"), JSON.stringify({ type: "module" }));
  writeFile(
    join(folder, "app.ts"),
    [
      'import { createPromptrail } from "@promptrail/runtime";',
      'import config from "./promptrail.config.ts";',
      "const promptrail = await createPromptrail(config);",
      // It holds the process open.
      "setInterval(() => promptrail.resolve('ticket_summary'), 1_000);",
    ].join("\n"),
  );
}
