import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type CliProject, createCliProject } from "../cli-project.js";

/** One story on one folder: each test goes on where the one before ended. */
describe("a project made by init", () => {
  let project: CliProject;
  beforeAll(async () => {
    project = await createCliProject();
    const { exitCode, out } = await project.run("init");
    expect(exitCode).toBe(0);
    expect(out).toContain("simulated provider");
  });
  afterAll(() => project.remove());

  test("changes nothing when it is made again", async () => {
    const { exitCode, out } = await project.run("init");
    expect(exitCode).toBe(0);
    expect(out).toMatch(/Nothing was missing.*promptrail\.config\.ts: it has your prompts/s);
  });

  test("passes its check at once, lock file included", async () => {
    expect(await project.run("check")).toMatchObject({ exitCode: 0 });
    expect((await project.run("lock")).out).toContain("is up to date");
  });

  test("lists, shows and renders its prompt", async () => {
    expect((await project.run("list")).out).toContain("ticket_summary_v1");
    const shown = JSON.parse((await project.run("show", "ticket_summary", "--json")).out);
    expect(shown.variables.map(({ path }: { path: string }) => path)).toContain(
      "ticket.messages[]",
    );
    const context = JSON.stringify({ ticket: { subject: "{{ x }}", messages: ["It broke."] } });
    const rendered = await project.run("render", "ticket_summary", "--context", context);
    expect(rendered.out).toContain("Subject: {{ x }}");
    expect(rendered.out).toContain("- It broke.");
  });

  test("calls its prompt, whole and streamed", async () => {
    const context = JSON.stringify({ ticket: { subject: "Slow", messages: ["It is slow."] } });
    const result = await project.run("call", "ticket_summary", "--context", context, "--json");
    expect(JSON.parse(result.out)).toMatchObject({
      outcome: "ok",
      version: 1,
      provider: "simulated",
    });
    const streamed = await project.run("call", "ticket_summary", "--context", context, "--stream");
    expect(streamed.out).toContain(JSON.parse(result.out).text);
  });

  test("names the path that a context misses", async () => {
    const { exitCode, err } = await project.run(
      "call",
      "ticket_summary",
      "--context",
      '{"ticket": {}}',
    );
    expect(exitCode).toBe(2);
    expect(err).toMatch(/ticket\.subject/);
  });

  test("evaluates its active version alone", async () => {
    const { exitCode, out } = await project.run("eval", "ticket_summary");
    expect(exitCode).toBe(0);
    expect(out).toMatch(/ticket_summary_v1 on simulated · simulated-small/);
    expect(out).toMatch(/pass rate/);
  });

  test("refuses to promote a new version without evidence, then does so on its evidence", async () => {
    await addSecondVersion(project);
    expect((await project.run("lock")).out).toContain("ticket_summary_v2 added (draft)");
    expect(await project.run("deploy")).toMatchObject({ exitCode: 0 });
    const refused = await project.run("promote", "ticket_summary", "2", "--reason", "Shorter");
    expect(refused).toMatchObject({ exitCode: 1 });
    expect(refused.err).toMatch(
      /there is no evidence.*promptrail eval ticket_summary --version 2/s,
    );
    const gate = JSON.parse(
      (await project.run("eval", "ticket_summary", "--version", "2", "--json")).out,
    );
    expect(gate.reports[0].verdict).toBe("pass");
    const promoted = await project.run(
      "promote",
      "ticket_summary",
      "2",
      "--reason",
      "Shorter",
      "--json",
    );
    expect(JSON.parse(promoted.out)).toMatchObject({
      promoted_from: "ticket_summary_v1",
      promoted_to: "ticket_summary_v2",
      evidence_id: gate.reports[0].evidence_id,
    });
  });

  test("shows what changed, and what is live beside what is declared", async () => {
    const { out } = await project.run("diff", "ticket_summary", "1", "2");
    expect(out).toMatch(/^-- maximum 60 words$/m);
    expect(out).toMatch(/^\+- maximum 40 words$/m);
    const status = await project.run("status");
    expect(status).toMatchObject({ exitCode: 1 });
    expect(status.out).toMatch(/version 2 is live by a decision of ada, but this build declares 1/);
  });

  test("rolls back, and keeps who did what and why", async () => {
    const rolledBack = await project.run("rollback", "ticket_summary", "--reason", "Too short");
    expect(rolledBack.out).toMatch(
      /ticket_summary_v2 → ticket_summary_v1 in development at revision 3/,
    );
    const { decisions } = JSON.parse(
      (await project.run("history", "ticket_summary", "--json")).out,
    );
    expect(decisions.map(({ change }: { change: { kind: string } }) => change.kind)).toEqual([
      "rolled_back",
      "promoted",
      "first_seen",
    ]);
    expect(decisions[0]).toMatchObject({ actor: "ada", reason: "Too short" });
  });

  test("refuses to go back to what does not exist", async () => {
    for (const [version, message] of [
      ["9", /has no version 9. It has: 1, 2/],
      ["x", /must be a whole number/],
    ] as const) {
      const { exitCode, err } = await project.run("rollback", "ticket_summary", "--to", version);
      expect(exitCode).toBe(2);
      expect(err).toMatch(message);
    }
  });

  test("migrates its store and says that it is current", async () => {
    expect((await project.run("migrate")).out).toMatch(/Made the job queue's schema/);
    expect((await project.run("migrate")).out).toMatch(/the schema is up to date/);
  });

  test("keeps its lock file in git's hands", async () => {
    expect(await readFile(join(project.folder, ".gitignore"), "utf8")).toContain(".promptrail/");
  });
});

async function addSecondVersion(project: CliProject): Promise<void> {
  const made = await project.run(
    "new",
    "ticket_summary",
    "--changelog",
    "Shorter: nobody reads sixty words.",
  );
  expect(made).toMatchObject({ exitCode: 0, err: "" });
  const text = await readFile(join(project.folder, "prompts/ticket-summary-v2.ts"), "utf8");
  await project.write(
    "prompts/ticket-summary-v2.ts",
    text.replace("maximum 60 words", "maximum 40 words"),
  );
}
