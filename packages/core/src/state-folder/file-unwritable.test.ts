import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { PromptrailError } from "../errors/promptrail-error.js";
import { describeFileError, fileUnwritable, writing } from "./file-unwritable.js";
import { makeFolder, makeProjectFolders } from "./make-folder.js";
import {
  makeProjectFile,
  requireWritablePath,
  writePlainFile,
  writeProjectFile,
} from "./plain-file.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "promptrail-unwritable-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
});
const at = (...names: string[]) => join(folder, ...names);

/** Root may write nearly everywhere, and neither below a file nor in the place of a folder. */
async function plant(): Promise<void> {
  await writeFile(at("file"), "a file");
  mkdirSync(at("taken"));
}

const writers = [
  ["writePlainFile", (path: string) => void writePlainFile(path, () => "new")],
  ["writeProjectFile", (path: string) => writeProjectFile(path, "new")],
  ["makeProjectFile", (path: string) => makeProjectFile(path, "new")],
  ["writing", (path: string) => writing(path, () => writeFile(path, "new"))],
] as const;

test.each(writers)("%s names the file, what stands in its way, and the cure", async (_, write) => {
  await plant();
  const below = at("file", "below");
  await expect(async () => await write(below)).rejects.toMatchObject({
    code: "file_unwritable",
    message: expect.stringMatching(
      /below cannot be written: .* \((ENOTDIR|EEXIST)\)\. Move that( file)? away\.$/,
    ),
    data: { file: below },
  });
  await expect(async () => await write(at("taken"))).rejects.toMatchObject({
    code: "file_unwritable",
    message: expect.stringMatching(/taken cannot be written: .* \((EISDIR|EEXIST)\)\. Move /),
  });
  expect(readdirSync(folder).toSorted()).toEqual(["file", "taken"]);
});

test("a full disk is told as one", async () => {
  const write = () => writing("/dev/full", () => writeFile("/dev/full", "new"));
  await expect(write()).rejects.toMatchObject({
    code: "file_unwritable",
    message: "/dev/full cannot be written: the disk is full (ENOSPC). Free space on the disk.",
  });
});

test("a folder that cannot be made is told as a file is", async () => {
  await plant();
  expect(() => makeFolder(at("file", ".promptrail", "store"))).toThrow(
    expect.objectContaining({ code: "file_unwritable" }),
  );
});

test("a project's file keeps what it had where it cannot be written, and is never half made", () => {
  writeProjectFile(at("lock.json"), "whole");
  const fail = () => {
    throw new Error("The text cannot be made.");
  };
  expect(() => writePlainFile(at("lock.json"), fail)).toThrow("cannot be made");
  expect(readFileSync(at("lock.json"), "utf8")).toBe("whole");
  expect(() => makeProjectFile(at("lock.json"), "another")).toThrow(/EEXIST/);
  expect(readFileSync(at("lock.json"), "utf8")).toBe("whole");
  expect(readdirSync(folder)).toEqual(["lock.json"]);
});

test.skipIf(process.platform === "win32")(
  "a project's file can be read as the user's own settings say",
  () => {
    const mask = process.umask();
    writeProjectFile(at("lock.json"), "whole");
    const mode = execFileSync("stat", ["-c", "%a", at("lock.json")], { encoding: "utf8" }).trim();
    expect(Number.parseInt(mode, 8)).toBe(0o666 & ~mask);
  },
);

test("an error that is none of the file system's stays what it is", async () => {
  const own = new PromptrailError("request_invalid", "It belongs to another run.");
  const other = new TypeError("It is no function.");
  for (const error of [own, other]) {
    await expect(writing(at("file"), () => Promise.reject(error))).rejects.toBe(error);
  }
  expect(existsSync(at("file"))).toBe(false);
});

test("an error that was told of one file is told anew of what it was a part of", async () => {
  const inner = await writing("/dev/full", () => writeFile("/dev/full", "x")).catch(
    (error: unknown) => error,
  );
  const what = "The store cannot be made";
  const outer = fileUnwritable({ what, file: "store", consequence: "Calls go on." }, inner);
  expect(outer.message).toBe(
    "The store cannot be made: the disk is full (ENOSPC). Calls go on. Free space on the disk.",
  );
  expect(describeFileError(inner)).toBe("the disk is full (ENOSPC)");
});

const linux = process.platform === "linux";

test.skipIf(!linux).each([
  ["makeFolder", makeFolder],
  ["makeProjectFolders", (path: string) => makeProjectFolders(`${path}/file`)],
  ["makeProjectFile", (path: string) => makeProjectFile(`${path}/file`, "new")],
  ["writePlainFile", (path: string) => void writePlainFile(path, () => "new")],
  ["requireWritablePath", (path: string) => requireWritablePath(`${path}/file`)],
])("%s ends where the system lets nobody create anything, and says so", (_, make) => {
  // Node's own recursive mkdir never comes back from here.
  expect(() => make("/proc/promptrail")).toThrow(
    /^\/proc\/promptrail.* cannot be written: the system lets no user create anything in its folder \(ENOENT\)\. Use a path on a disk\.$/,
  );
  expect(() => make("/proc/promptrail/deep/below")).toThrow(
    /^\/proc\/promptrail\/deep\/below.* cannot be written: /,
  );
});

test("a link to nothing among the folders is told as what it is", () => {
  symlinkSync(at("nowhere"), at("link"));
  expect(() => makeFolder(at("link", "below"))).toThrow(
    /below cannot be written: a symbolic link in its path points to nothing \(EEXIST\)\. Remove the link\.$/,
  );
});

test("whether a path can be written is known before, with the folders made and nothing else left", () => {
  requireWritablePath(at("made", "deep", "report.html"));
  expect(readdirSync(folder)).toEqual(["made"]);
  expect(readdirSync(at("made", "deep"))).toEqual([]);
  writeProjectFile(at("file"), "a file");
  const refuse = () => requireWritablePath(at("file", "below.html"));
  expect(refuse).toThrow(
    `${at("file", "below.html")} cannot be written: a part of its path is a file, not a folder (ENOTDIR). Move that file away.`,
  );
});
