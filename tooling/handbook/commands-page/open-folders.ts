import { cp, mkdir, mkdtemp, realpath, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { startSimulatedUpstreams } from "@promptrail/testing/upstreams";
import { repositoryRoot } from "../../run/run-command.ts";

/** Where the page's commands run: a copy of the example shop and an empty folder. */
export interface Folders {
  readonly shop: string;
  readonly empty: string;
  /** For the commands: simulated upstreams, and nothing of the caller's own settings. */
  readonly environment: Readonly<Record<string, string>>;
  /** An output without what differs from run to run or from machine to machine. */
  readonly clean: (output: string) => string;
  close(): Promise<void>;
}

const left: ReadonlySet<string> = new Set([".promptrail", ".turbo", "node_modules"]);

export async function openFolders(): Promise<Folders> {
  const parent = await realpath(await mkdtemp(join(tmpdir(), "promptrail-commands-")));
  const example = join(repositoryRoot, "apps", "easycommerce");
  const shop = join(parent, "shop");
  const empty = join(parent, "new-project");
  await cp(example, shop, { recursive: true, filter: (path) => !left.has(basename(path)) });
  await mkdir(empty);
  const provider = join(repositoryRoot, "tooling", "handbook", "example-provider");
  await cp(provider, join(shop, "example-provider"), { recursive: true });
  await symlink(join(example, "node_modules"), join(parent, "node_modules"));
  const upstreams = await startSimulatedUpstreams();
  return {
    shop,
    empty,
    environment: {
      ANTHROPIC_BASE_URL: upstreams.anthropic.baseUrl,
      OPENAI_BASE_URL: upstreams.openai.baseUrl,
      DEEPSEEK_BASE_URL: upstreams.deepseek.baseUrl,
      ANTHROPIC_API_KEY: "simulated",
      OPENAI_API_KEY: "simulated",
      DEEPSEEK_API_KEY: "simulated",
      PROMPTRAIL_ACTOR: "ada@example.com",
      PROMPTRAIL_ENV: "development",
      PROMPTRAIL_SERVER: "",
      PROMPTRAIL_ADMIN_KEY: "",
      DATABASE_URL: "",
      EASYCOMMERCE_STORE: "",
      NO_COLOR: "1",
    },
    clean: (output) => cleanOutput(output, parent),
    close: async () => {
      await upstreams.close();
      await rm(parent, { recursive: true, force: true });
    },
  };
}

function cleanOutput(output: string, parent: string): string {
  return output
    .replaceAll(parent, "~")
    .replaceAll(/127\.0\.0\.1:\d+/g, "127.0.0.1:7070")
    .replaceAll(/pk_development_\S+/g, "pk_development_…");
}
