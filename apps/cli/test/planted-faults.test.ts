import { spawn } from "node:child_process";
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { toClockOptions } from "./check/set-clock.js";

const bin = fileURLToPath(new URL("../bin/promptrail.mjs", import.meta.url));
const example = fileURLToPath(new URL("../../easycommerce", import.meta.url));
const left: ReadonlySet<string> = new Set([".promptrail", ".turbo", "node_modules"]);

let parent: string;
let shop: string;
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), "promptrail-faults-"));
  shop = join(parent, "shop");
  await cp(example, shop, { recursive: true, filter: (path) => !left.has(basename(path)) });
  await symlink(join(example, "node_modules"), join(parent, "node_modules"));
});
afterAll(() => rm(parent, { recursive: true, force: true }));

async function check(...flags: readonly string[]) {
  const child = spawn(process.execPath, [bin, "check", ...flags], {
    cwd: shop,
    // Before the vendors retired models that the shop has: of these it is warned in its own tests.
    env: { PATH: process.env["PATH"], NODE_OPTIONS: toClockOptions("2026-05-01T00:00:00Z") },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let out = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    out += text;
  });
  const exitCode = await new Promise((resolve) => child.on("close", resolve));
  return { out, exitCode };
}

interface Fault {
  readonly file: string;
  readonly find: string;
  readonly plant: string;
  /** Where the finding points: the first of these words in the changed file. */
  readonly mark: string;
  readonly template: readonly [line: number, column: number];
  readonly code: string;
  readonly severity: "error" | "warning";
  readonly path?: string;
  readonly message: RegExp;
}

const schemas = [
  {
    file: "prompts/schemas/order-input.ts",
    find: "note: z.string(),",
    plant: "note: z.string(),\n    coupon: z.string().optional(),",
  },
  {
    file: "prompts/schemas/sales-input.ts",
    find: "name: z.string().min(1),",
    plant: "name: z.string().min(1),\n    shelf: z.string().nullable().default(null),",
  },
];

const faults: readonly Fault[] = [
  {
    file: "prompts/product-description-v1.ts",
    find: "Product name: {{ product.name }}",
    plant: "Product name: {{ product.nmae }}",
    mark: "product.nmae",
    template: [1, 18],
    severity: "error",
    code: "unknown_variable",
    path: "product.nmae",
    message:
      /product_description_v1 user.*not in the input schema\. Did you mean "name"\?.*correct/,
  },
  {
    file: "prompts/product-description-v2.ts",
    find: "Write a product description.",
    plant: "All: {{ product.attributes }}",
    mark: "product.attributes }}",
    template: [8, 9],
    severity: "warning",
    code: "prints_structure",
    path: "product.attributes",
    message: /an object.*printed in Python's notation.*\| json/,
  },
  {
    file: "prompts/fraud-score-v2.ts",
    find: "Score this order.`",
    plant: "{{ order.coupon | default('-') }}, {{ order.coupon }}`",
    mark: "order.coupon }}",
    template: [12, 39],
    severity: "error",
    code: "unguarded_optional",
    path: "order.coupon",
    message: /optional in the input schema but read without a guard\. Guard it with/,
  },
  {
    file: "prompts/fraud-score-v3.ts",
    find: '{{ order.items | join(", ") }}',
    plant: "{{ order.items[2] }}",
    mark: "order.items[2]",
    template: [3, 11],
    severity: "error",
    code: "sample_fails",
    path: "order.items[2]",
    message: /what the input schema allows does not render.*Correct the template or the schema/,
  },
  {
    file: "prompts/inventory-forecast-v1.ts",
    find: "Category: {{ item.category }}",
    plant: "{% iff item.category %}",
    mark: "iff",
    template: [2, 4],
    severity: "error",
    code: "template",
    message: /unknown tag 'iff'; did you mean 'if'\?/,
  },
  {
    file: "prompts/inventory-forecast-v2.ts",
    find: "| join",
    plant: "| jooin",
    mark: "jooin",
    template: [3, 37],
    severity: "error",
    code: "template",
    message: /no filter named 'jooin'; did you mean 'join'\?/,
  },
  {
    file: "prompts/inventory-forecast-v3.ts",
    find: "Forecast the next 4 weeks.`",
    plant: "Shelf: {{ item.shelf }}`",
    mark: "item.shelf",
    template: [4, 11],
    severity: "warning",
    code: "prints_none",
    path: "item.shelf",
    message: /may be null.*prints as "None"\. Guard it with/,
  },
];

async function plant({ file, find, plant: text }: Pick<Fault, "file" | "find" | "plant">) {
  const source = await readFile(join(shop, file), "utf8");
  expect(source).toContain(find);
  await writeFile(join(shop, file), source.replace(find, text));
}

async function placeOf({ file, mark }: Fault) {
  const source = await readFile(join(shop, file), "utf8");
  const before = source.slice(0, source.indexOf(mark)).split("\n");
  return { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

test("the example has neither errors nor warnings", async () => {
  const { out, exitCode } = await check("--json");
  const { ok, findings } = JSON.parse(out);
  expect({ ok, exitCode }).toEqual({ ok: true, exitCode: 0 });
  expect(findings.filter(({ severity }: { severity: string }) => severity !== "info")).toEqual([]);
});

test("check finds each of the faults in the shop's prompts with file, line, column and cure", async () => {
  for (const change of [...schemas, ...faults]) await plant(change);
  const { out, exitCode } = await check("--json");
  expect(exitCode).toBe(1);
  const { findings } = JSON.parse(out);
  const expected = await Promise.all(
    faults.map(async (fault) => ({
      severity: fault.severity,
      code: fault.code,
      message: expect.stringMatching(fault.message),
      prompt: basename(fault.file, ".ts").replaceAll("-", "_"),
      ...(await placeOf(fault)),
      path: fault.path,
      template_line: fault.template[0],
      template_column: fault.template[1],
    })),
  );
  const shown = findings.filter(({ severity }: { severity: string }) => severity !== "info");
  expect(shown).toHaveLength(faults.length);
  for (const fault of expected) expect(shown).toContainEqual(fault);
  const text = await check();
  const lines = text.out.trimEnd().split("\n");
  expect(lines.map((line) => line[0]).join("")).toBe("✗✗✗✗✗!!✗");
  const { line, column } = await placeOf(faults[0] ?? expect.fail());
  expect(text.out).toContain(
    `✗ prompts/product-description-v1.ts:${line}:${column} unknown_variable`,
  );
  expect(lines.at(-1)).toMatch(
    /^✗ 5 errors found\..*2 warnings\..*\d+ notes: --verbose shows them\.$/,
  );
  expect((await check("--verbose")).out).toMatch(/· .*unread_field.*'item\.shelf'|'order\.coupon'/);
});
