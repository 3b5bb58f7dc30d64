import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CliProject, createStoredProject } from "../cli-project.js";
import { greetingConfig, greetings } from "../greeting-config.js";

let project: CliProject;
beforeAll(async () => {
  project = await createStoredProject();
  const prompts = greetings("deprecated", "active", "draft");
  await project.write("config/promptrail.config.ts", greetingConfig(prompts, "staging"));
});
afterAll(() => project.remove());

const config = ["--config", "config/promptrail.config.ts"];
const because = ["--reason", "Because"];

/** What a command prints, and the lines below it that can be pasted. */
const run = async (...args: readonly string[]) => {
  const { out, err, exitCode } = await project.run(...args, ...config);
  expect({ err, exitCode }).toEqual({ err: "", exitCode: 0 });
  const [text = "", next = ""] = out.split("\nNext:\n");
  const lines = next
    .split("\n")
    .map((line) => line.split("  #")[0]?.trim() ?? "")
    .filter((line) => line !== "");
  return { text, lines };
};

/** Runs a line as it was printed, with a reason in its place. */
const paste = async (line: string | undefined) => {
  const [program, ...words] = (line ?? "").replace("WHY", "Because").split(" ");
  expect(program).toBe("promptrail");
  expect(words.join(" ")).toContain("--env staging --config config/promptrail.config.ts");
  return project.run(...words);
};

test("after each decision, the lines that come next can be pasted and do what they say", async () => {
  const locked = await run("lock");
  expect(locked.lines[0]).toBe("git add prompts.lock.json");
  expect((await run("lock")).lines).toEqual([]);
  const deployed = await run("deploy");
  expect((await paste(deployed.lines[0])).out).toMatch(/^staging at revision 1/);

  const promoted = await run("promote", "greeting", "3", ...because);
  const [, goBack] = promoted.lines;
  expect(goBack).toMatch(/^promptrail rollback greeting --from 3 --reason WHY --env staging/);
  expect((await run("promote", "greeting", "3", ...because)).lines).toEqual([]);
  expect((await paste(goBack)).out).toMatch(/^✓ greeting_v3 → greeting_v2 in staging/);

  await run("resume", "greeting", ...because);
  const rolledBack = await run("rollback", "greeting", "--to", "1", ...because);
  const [status, decisions, acknowledge, promoteAgain] = rolledBack.lines;
  expect((await paste(status)).out).toMatch(/^staging at revision 5/);
  expect((await paste(decisions)).out).toMatch(/rolled back {2}v2 → v1/);
  expect((await paste(acknowledge)).out).toMatch(
    /The rollback of greeting in staging at revision 5/,
  );
  expect((await paste(promoteAgain)).out).toMatch(/^✓ greeting_v1 → greeting_v2 in staging/);

  const shadowed = await run("shadow", "greeting", "3", ...because);
  const [report, end] = shadowed.lines;
  expect((await paste(report)).out).toMatch(/No pair of greeting is recorded in staging/);
  expect((await paste(end)).out).toMatch(/The shadow run of greeting ended in staging/);
});

test("none of it is in the JSON", async () => {
  const { out } = await project.run("promote", "greeting", "3", ...because, ...config, "--json");
  expect(Object.keys(JSON.parse(out))).toEqual([
    "format_version",
    "promoted_from",
    "promoted_to",
    "evidence_id",
    "revision",
  ]);
});

test("who came by npx is given lines that go the same way", async () => {
  const { out } = await project.run("list", ...config);
  expect(out).not.toContain("Next:");
  const byNpx = await createStoredProject({ npm_command: "exec" });
  try {
    await byNpx.write("promptrail.config.ts", greetingConfig(greetings("active")));
    const locked = await byNpx.run("lock");
    expect(locked.out).toMatch(/^ {2}git add prompts\.lock\.json /m);
    expect(locked.out).toMatch(/^ {2}npx promptrail check /m);
    await byNpx.write("pnpm-lock.yaml", "");
    const added = await byNpx.run("new", "farewell");
    expect(added.out).toMatch(/^ *pnpm exec promptrail lock$/m);
    await rm(join(byNpx.folder, "prompts.lock.json"));
    expect((await byNpx.run("lock")).out).toMatch(/^ {2}pnpm exec promptrail check /m);
  } finally {
    await byNpx.remove();
  }
});
