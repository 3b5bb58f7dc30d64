import { createHash } from "node:crypto";
import { readdirSync, readFileSync, watch } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CliProject, createCliProject } from "../cli-project.js";
import { mounts, onMounts } from "../files/mounts.js";

let project: CliProject;
beforeAll(async () => {
  project = await createCliProject();
});
afterAll(() => project.remove());

const rows = Array.from({ length: 800 }, (_, at) => {
  const text = createHash("sha256")
    .update(String(at % 780))
    .digest("hex");
  return JSON.stringify({
    id: `case-${at}`,
    context: { text: `A lamp ${text} for the large room.` },
  });
});
const whole = `${rows.join("\n")}\n`;

const read = (name: string) => readFileSync(join(project.folder, name), "utf8");
const listFiles = () => readdirSync(project.folder).filter((name) => name.startsWith("lamps."));

/** Kills a command once the draft of a file is there. */
async function killAtDraft(draftOf: string, args: readonly string[]): Promise<void> {
  const running = project.start("dataset", ...args);
  const seen = new Promise<void>((resolve) => {
    const watcher = watch(project.folder, (_, name) => {
      if (name?.startsWith(`${draftOf}.`) !== true || !name.endsWith(".tmp")) return;
      running.signal("SIGKILL");
      watcher.close();
      resolve();
    });
  });
  const { exitCode, err } = await running.ended;
  expect(exitCode, `it ended before it was killed: ${err}`).not.toBe(0);
  await seen;
}

test.each([
  ["dedupe", "lamps.jsonl", ["--write"]],
  ["generate", "lamps.jsonl", ["--into-dataset"]],
])(
  "%s that is killed leaves the old file or the new one, and the next run removes its draft",
  async (command, file, flags) => {
    await project.write(file, whole);
    const args = [command, file, ...flags];
    await killAtDraft(file, args);
    const left = read(file);
    if (left === whole) expect(listFiles()).toHaveLength(2);
    const again = await project.run("dataset", ...args);
    expect(again.exitCode, again.err).toBe(0);
    expect(listFiles()).toEqual([file]);
    const stats = await project.run("dataset", "stats", file, "--json");
    expect(stats.exitCode, stats.err).toBe(0);
  },
);

test("a split that is killed leaves each part as it was or as it is to be, and the next run says that it writes them all", async () => {
  await project.write("lamps.jsonl", whole);
  const [first = "", second = ""] = rows;
  await project.write("lamps.train.jsonl", `${first}\n`);
  await project.write("lamps.test.jsonl", `${second}\n`);
  const args = ["split", "lamps.jsonl", "--into", "train=80,test=20", "--seed", "1"];
  await killAtDraft("lamps.test.jsonl", args);
  const names = ["lamps.train.jsonl", "lamps.test.jsonl"];
  const left = names.map(read);
  const isInTheMiddle = listFiles().length > 3;
  const again = await project.run("dataset", ...args);
  // The signal may come once the last draft has taken its place.
  if (isInTheMiddle) expect(again.err).toContain("An earlier split was stopped in the middle");
  const made = names.map(read);
  expect(made.join("").split("\n").toSorted()).toEqual(["", ...rows].toSorted());
  const [train, test] = [`${first}\n`, `${second}\n`];
  expect([train, made[0]]).toContain(left[0]);
  expect([test, made[1]]).toContain(left[1]);
  expect(listFiles()).toHaveLength(3);
  expect((await project.run("dataset", ...args)).err).not.toContain("An earlier split");
});

test.skipIf(!mounts)(onMounts("a disk that is full changes no file"), async () => {
  await project.write("lamps.jsonl", `${rows.slice(0, 500).join("\n")}\n`);
  const [first = ""] = rows;
  await project.write("lamps.train.jsonl", `${first}\n`);
  await project.write("full/.keep", "");
  const script = [
    "mount -t tmpfs -o size=80k none full",
    "cp lamps.jsonl lamps.train.jsonl full/",
    '! "$0" "$1" "$2" dataset split full/lamps.jsonl --into train=50,test=50 2> split.txt',
    '! "$0" "$1" "$2" dataset generate full/lamps.jsonl --into-dataset 2> generate.txt',
    "ls -A full > list.txt",
    "cmp lamps.jsonl full/lamps.jsonl",
    "cmp lamps.train.jsonl full/lamps.train.jsonl",
  ];
  const { exitCode, err } = await project.startAfter(script.join("; "), "--version").ended;
  expect(exitCode, err).toBe(0);
  for (const told of ["split.txt", "generate.txt"]) expect(read(told)).toMatch(/ENOSPC/);
  expect(read("list.txt")).toBe("lamps.jsonl\nlamps.train.jsonl\n");
});
