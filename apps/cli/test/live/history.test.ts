import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type CliProject, createCliProject } from "../cli-project.js";
import { greetingConfig, greetings } from "../greeting-config.js";

const count = 2_500;

/** A config whose store has a long history, and tells its second page when `second` is ready. */
function longHistory(second = "null"): string {
  const store = `
    import { memory } from "@promptrail/core";
    const real = memory();
    const second = ${second};
    const seen = { fromVersion: null, expectedRevision: null, idempotencyKey: null };
    const asked = { actor: "ada", source: "cli", reason: "Measured.", family: "greeting", ...seen };
    const drill = { ...asked, kind: "drill" };
    const versions = ${JSON.stringify(greetings("active"))}.map((prompt) => definePrompt(prompt));
    const declared = {
      ...{ generation: 1, activeVersion: 1, statuses: { 1: "active" }, acknowledgedRevision: 0 },
      ground: { kind: "no_gate" },
    };
    const store = {
      ...real,
      open: async (settings) => {
        const opened = await real.open({ ...settings, create: true });
        const { status } = opened;
        await status.registerVersions(versions);
        await status.decide({ ...asked, ...declared, kind: "declare", again: false });
        for (let each = 1; each < ${count}; each += 1) await status.decide(drill);
        const readHistory = async (query) => {
          if (query.before > 1_001) await second;
          return status.readHistory(query);
        };
        return { ...opened, status: { ...status, readHistory } };
      },
    };`;
  return store + greetingConfig(greetings("active")).replace("prompts:", "store, prompts:");
}

describe.each(["the store itself", "the folder's server"])(
  "a long history through %s",
  (through) => {
    let project: CliProject;
    beforeAll(async () => {
      project = await createCliProject();
      await project.write("promptrail.config.ts", longHistory());
      if (through === "the store itself") return;
      const server = project.start("serve", "--port", "0");
      await server.waitFor(/The CLI reads it from/);
    });
    afterAll(() => project.remove());

    test("is checked to its first decision, with its progress on standard error", async () => {
      const { exitCode, out, err } = await project.run("history", "--verify");
      const kept = "  1 version and 0 verdicts match their hashes.";
      const chain = `✓ ${count} decisions, the hash chain is complete: development at revision ${count}.`;
      expect(out).toBe(`${chain}\n${kept}\n`);
      expect(err).toBe(`1000/${count} decisions\n2000/${count} decisions\n`);
      expect(exitCode).toBe(0);
    });

    test("is shown part by part, each with the command for the next", async () => {
      const newest = await project.run("history", "greeting", "--limit", "2");
      expect(newest.out).toMatch(/^2500 .*\n.*\n2499 .*\n.*\nolder: .* --before 2499 --limit 2\n$/);
      const next = /older: promptrail (.*)\n$/.exec(newest.out)?.[1]?.split(" ") ?? [];
      const older = await project.run(...next, "--json");
      const { decisions, next_before } = JSON.parse(older.out);
      expect(decisions).toMatchObject([{ revision: 2_498 }, { revision: 2_497 }]);
      expect(next_before).toBe(2_497);
    });

    test("ends with its first decision", async () => {
      const { out } = await project.run("history", "greeting", "--before", "3");
      expect(out).toMatch(/^ {3}2 {2}.* drilled .*\n.*\n {3}1 {2}.* first seen .*\n.*\n$/);
      const beyond = await project.run("history", "greeting", "--before", "1");
      expect(beyond).toMatchObject({
        exitCode: 0,
        out: "greeting has no decision in development before revision 1.\n",
      });
    });

    test.each<[string, readonly string[], RegExp]>([
      ["a revision that is none", ["history", "greeting", "--before", "0"], /--before must be/],
      ["a part to verify", ["history", "--verify", "--before", "9"], /checks the whole history/],
      ["a number to verify", ["history", "--verify", "--limit", "9"], /checks the whole history/],
    ])("wrong use is told: %s", async (_what, args, message) => {
      const { exitCode, err } = await project.run(...args);
      expect(err).toMatch(message);
      expect(exitCode).toBe(2);
    });
  },
);

/** As a database that takes its time keeps the process alive. */
const untilStopped = `new Promise((resolve) => {
  const alive = setInterval(() => {}, 60_000);
  process.once("SIGINT", () => resolve(clearInterval(alive)));
})`;

test("Ctrl-C ends a check after the page that is read, and says what was checked", async () => {
  const project = await createCliProject();
  try {
    await project.write("promptrail.config.ts", longHistory(untilStopped));
    const check = project.start("history", "--verify", "--json");
    await check.waitFor(/1000\/2500 decisions/);
    check.signal("SIGINT");
    const { exitCode, out, err } = await check.ended;
    expect(err).toContain("Stopping after the decisions that are being checked.");
    expect(JSON.parse(out)).toMatchObject({
      holds: false,
      complete: false,
      decisions: 2_000,
      problems: [],
    });
    expect(exitCode).toBe(1);
  } finally {
    await project.remove();
  }
});
