import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CliProject, createCliProject } from "../cli-project.js";

const core = 'import { definePrompt } from "@promptrail/core";\n';
const configImports = `import { defineConfig } from "@promptrail/config";
import { simulatedProvider } from "@promptrail/testing";
`;
const rest = 'providers: [simulatedProvider()], families: { greeting: { gate: "none" } }';

interface VersionText {
  readonly version: number;
  readonly status?: string;
  readonly family?: string;
}

/** A version's object, as people write it. */
function object({ version, status = "active", family = '"greeting"' }: VersionText): string {
  const why = version === 1 ? "" : '\n  changelog: "Why.",';
  return `{
  family: ${family},
  version: ${version}, // its number
  status: "${status}",${why}
  provider: "simulated",
  model: "simulated-small",
  maxTokens: 100,
  userTemplate: "Greet {{ name }}.",
}`;
}

const define = (version: VersionText) => `definePrompt(${object(version)})`;
const active = { version: 2 };
const deprecated = { version: 1, status: "deprecated" };

interface Layout {
  readonly title: string;
  readonly files: Readonly<Record<string, string>>;
  /** Default: 3. */
  readonly number?: number;
  readonly flags?: readonly string[];
  /** What a file has to hold afterwards. */
  readonly holds: Readonly<Record<string, string | RegExp>>;
}

/** Every project lists its new version, and its `check` asks for nothing but the lock. */
const layouts: readonly Layout[] = [
  {
    title: "a file of all versions, with a byte order mark and the line ends of Windows",
    files: {
      "prompts/greeting.ts": `\uFEFF${core}
/** The first one. */
export const greetingV1 = ${define(deprecated)};

/** The second one. */
export const greetingV2 = ${define(active)}; // better
`.replaceAll("\n", "\r\n"),
      "promptrail.config.ts":
        `\uFEFF${configImports}import { greetingV1, greetingV2 } from "./prompts/greeting.ts";

export default defineConfig({
  prompts: [
    greetingV1,
    greetingV2, // the newest
  ],
  ${rest},
});
`.replaceAll("\n", "\r\n"),
    },
    holds: {
      "prompts/greeting.ts": /^\uFEFFimport .*; \/\/ better\r\n\r\nexport const greetingV3 = /s,
      "promptrail.config.ts":
        /^\uFEFFimport .*\{ greetingV1, greetingV2, greetingV3 \}.*, \/\/ the newest\r\n {4}greetingV3,\r\n/s,
    },
  },
  {
    title: "one file a version, and a list of all, without semicolons and with single quotes",
    files: {
      "src/greeting/v1.mjs": `${core}const name = 'a name'\nexport const v1 = ${define(deprecated)}\n`,
      "src/greeting/v2.mjs": `${core}const name = 'a name'\nexport const v2 = ${define(active)}\n`,
      "src/all.mjs":
        "import { v1 as first } from './greeting/v1.mjs'\nimport { v2 as greeting_2 } from './greeting/v2.mjs'\n\nexport const all = [first, greeting_2]\n",
      "promptrail.config.mjs": `${configImports}import { all } from './src/all.mjs'\nexport default defineConfig({ prompts: all, ${rest} })\n`,
    },
    holds: {
      "src/greeting/v3.mjs":
        /^import .*const name = 'a name'\nexport const v3 = .*version: 3, \/\/ its number\n/s,
      "src/all.mjs":
        /'\.\/greeting\/v2\.mjs'\nimport \{ v3 as greeting_3 \} from '\.\/greeting\/v3\.mjs'\n\n.*greeting_2, greeting_3\]/s,
    },
  },
  {
    title: "versions in the config itself",
    files: {
      "promptrail.config.ts": `${configImports}${core}
const FAMILY = "greeting";
const greeting = ${define({ ...deprecated, family: "FAMILY" })};
const better = ${define({ ...active, family: "FAMILY" })};
export default defineConfig({ prompts: [greeting, better], ${rest} });
`,
    },
    holds: {
      "promptrail.config.ts": /const betterV3 = .*prompts: \[greeting, better, betterV3\]/s,
    },
  },
  {
    title: "members of a list",
    files: {
      "promptrail.config.ts": `${configImports}${core}
export default defineConfig({
  prompts: [
    ${define(deprecated)},
    ${define(active)}
  ],
  ${rest} });
`,
    },
    holds: {
      "promptrail.config.ts":
        /version: 2, .*\}\),\n {4}definePrompt\(\{\n {2}family: "greeting",\n {2}version: 3,/s,
    },
  },
  {
    title: "default exports, which the newest leads",
    files: {
      "prompts/greeting.v1.ts": `${core}export default ${define(deprecated)};\n`,
      "prompts/greeting.v2.ts": `${core}export default ${define(active)};\n`,
      "promptrail.config.ts": `${configImports}import one from "./prompts/greeting.v1.ts";
import greetingV2 from "./prompts/greeting.v2.ts"; /* the
newest */
export default defineConfig({ prompts: [greetingV2, one,], ${rest} });
`,
    },
    holds: {
      "prompts/greeting.v3.ts": "export default definePrompt({",
      "promptrail.config.ts":
        /import greetingV3 from "\.\/prompts\/greeting\.v3\.ts".*prompts: \[greetingV2, greetingV3, one,\]/s,
    },
  },
  {
    title: "a folder's index that passes all on, and a config that takes all of it",
    files: {
      "prompts/greeting-v1.ts": `${core}export const greetingV1 = ${define(deprecated)};\n`,
      "prompts/greeting-v2.ts": `${core}export const greetingV2 = ${define(active)};\n`,
      "prompts/index.ts": 'export * from "./greeting-v1.ts";\nexport * from "./greeting-v2.ts";\n',
      "promptrail.config.ts": `${configImports}import * as prompts from "./prompts/index.ts";
export default defineConfig({ prompts: Object.values(prompts), ${rest} });
`,
    },
    holds: { "prompts/index.ts": 'export * from "./greeting-v3.ts";\n' },
  },
  {
    title: "an index that passes each on by its name, and members of a namespace",
    files: {
      "prompts/greeting-v1.ts": `${core}export const greetingV1 = ${define(deprecated)};\n`,
      "prompts/greeting-v2.ts": `${core}export const greetingV2 = ${define(active)};\n`,
      "prompts/index.ts":
        'export { greetingV1 } from "./greeting-v1.ts";\nexport { greetingV2 as helloV2 } from "./greeting-v2.ts";\n',
      "promptrail.config.ts": `${configImports}import * as prompts from "./prompts/index.ts";
export default defineConfig({ prompts: [prompts.greetingV1, prompts.helloV2], ${rest} });
`,
    },
    holds: {
      "prompts/index.ts": 'export { greetingV3 as helloV3 } from "./greeting-v3.ts";\n',
      "promptrail.config.ts": "[prompts.greetingV1, prompts.helloV2, prompts.helloV3]",
    },
  },
  {
    title: "what a team wraps around definePrompt",
    files: {
      "prompts/greeting.ts": `${core}
const greeting = <Version extends object>(settings: Version) =>
  definePrompt({ family: "greeting", provider: "simulated", model: "m", maxTokens: 9, ...settings } as never);
export const versions = [
  greeting({ version: 1, status: "active", userTemplate: "Hi" }),
];
`,
      "promptrail.config.ts": `${configImports}import { versions } from "./prompts/greeting.ts";
export default defineConfig({ prompts: versions, ${rest} });
`,
    },
    number: 2,
    holds: {
      "prompts/greeting.ts":
        'greeting({ version: 2, changelog: "Shorter.", status: "draft", userTemplate: "Hi" }),',
    },
  },
  {
    title: "a version with a function of its own, which stays one",
    files: {
      "prompts/greeting-v1.ts": `import { defineFunction, definePrompt } from "@promptrail/core";
const shout = defineFunction({ name: "shout", version: 1, parameters: ["x"], call: (x) => String(x).toUpperCase() });
export const greetingV1 = definePrompt({
  family: "greeting", version: 1, status: "active", provider: "simulated", model: "m", maxTokens: 9,
  functions: [shout], userTemplate: "{{ shout(name) }}",
});
`,
      "promptrail.config.ts": `${configImports}import { greetingV1 } from "./prompts/greeting-v1.ts";
export default defineConfig({ prompts: [greetingV1], ${rest} });
`,
    },
    number: 2,
    holds: { "promptrail.config.ts": '{ greetingV1, greetingV2 } from "./prompts/greeting-v1.ts"' },
  },
  {
    title: "numbers that the lock file has given to what is gone",
    files: {
      "prompts/greeting-v1.ts": `${core}export const greetingV1 = ${define({ version: 1 })};\n`,
      "promptrail.config.ts": `${configImports}import { greetingV1 } from "./prompts/greeting-v1.ts";
export default defineConfig({ prompts: [greetingV1], ${rest} });
`,
      "prompts.lock.json": JSON.stringify({
        lockfileVersion: 1,
        hashScheme: 2,
        families: {
          greeting: {
            generation: 1,
            acknowledgedRevisions: {},
            suiteHash: null,
            datasetHash: null,
            versions: { 7: { hash: `sha256-${"0".repeat(64)}`, status: "draft" } },
          },
        },
      }),
    },
    number: 8,
    holds: { "prompts/greeting-v8.ts": "export const greetingV8" },
  },
  {
    title: "a copy of an earlier version",
    files: {
      "prompts/greeting-v1.ts": `${core}export const greetingV1 = ${define(deprecated).replace("Greet", "Hail")};\n`,
      "prompts/greeting-v2.ts": `${core}export const greetingV2 = ${define(active)};\n`,
      "promptrail.config.ts": `${configImports}import { greetingV1 } from "./prompts/greeting-v1.ts";
import { greetingV2 } from "./prompts/greeting-v2.ts";
export default defineConfig({ prompts: [greetingV1, greetingV2], ${rest} });
`,
    },
    flags: ["--from", "1"],
    holds: { "prompts/greeting-v3.ts": /export const greetingV3 = .*Hail/s },
  },
];

let project: CliProject;
beforeAll(async () => {
  project = await createCliProject();
});
afterAll(() => project.remove());

async function write(folder: string, files: Layout["files"]): Promise<void> {
  for (const [path, text] of Object.entries(files)) await project.write(join(folder, path), text);
}

const read = (folder: string, path: string) => readFile(join(project.folder, folder, path), "utf8");

test.for(layouts.map((layout, index) => [layout.title, layout, index] as const))(
  "%s",
  async ([, { files, number = 3, flags = [], holds }, index]) => {
    const folder = `layout-${index}`;
    await write(folder, files);
    const words = ["new", "greeting", "--changelog", "Shorter.", ...flags];
    const made = await project.runIn(folder, ...words, "--json");
    expect(made).toMatchObject({ exitCode: 0, err: "" });
    expect(JSON.parse(made.out)).toMatchObject({ prompt: `greeting_v${number}`, listed: true });
    for (const [path, text] of Object.entries(holds)) {
      const written = await read(folder, path);
      if (typeof text === "string") expect(written).toContain(text);
      else expect(written).toMatch(text);
    }
  },
);
