import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { JsonValue } from "@promptrail/core";
import { isJsonObject, parseJson } from "@promptrail/core/portable";
import { isRunning, type ProcessIdentity, readPlainFile } from "@promptrail/core/state-folder";
import { aliveFile, ownerFile } from "./own-folder.js";

/** For so long an owner on another machine, or in another container, shows no life before it is taken for dead. */
export const silenceMs = 30_000;

interface Mark {
  readonly text: string;
  /** When it was seen first, by this process's own clock. */
  readonly seenAt: number;
}

interface Looking {
  readonly place: string;
  readonly own: ProcessIdentity;
  readonly elapsed: () => number;
}

/** Tells which owners' processes have ended. */
export class DeadOwners {
  readonly #looking: Looking;
  #marks = new Map<string, Mark>();

  constructor(looking: Looking) {
    this.#looking = looking;
  }

  /** The names of their folders, oldest first. Throws file system errors. */
  find(ownName: string): readonly string[] {
    const marks = new Map<string, Mark>();
    const names = readdirSync(this.#looking.place, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && isOwnerName(entry.name) && entry.name !== ownName)
      .map(({ name }) => name)
      .sort()
      .filter((name) => this.#isDead(name, marks));
    this.#marks = marks;
    return names;
  }

  #isDead(name: string, marks: Map<string, Mark>): boolean {
    const { place, own, elapsed } = this.#looking;
    const owner = readOwner(join(place, name, ownerFile));
    if (owner === "released") return true;
    if (owner !== null && canBeAsked(owner, own)) return !isRunning(owner);
    const text = readMark(join(place, name, aliveFile));
    const known = this.#marks.get(name);
    const mark = known?.text === text ? known : { text, seenAt: elapsed() };
    marks.set(name, mark);
    return elapsed() - mark.seenAt >= silenceMs;
  }
}

function isOwnerName(name: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(name);
}

/** Whether the owner's process has its number where this one has its own. */
function canBeAsked(owner: ProcessIdentity, own: ProcessIdentity): boolean {
  const knowsBoots = owner.boot !== null && own.boot !== null;
  // Machines may have the same name. Only where the system tells no boots, the name must do.
  const isSameMachine = knowsBoots ? owner.boot === own.boot : owner.host === own.host;
  return isSameMachine && owner.space === own.space;
}

function readMark(path: string): string {
  const file = readPlainFile(path);
  return file === null ? "" : `${file.inode} ${file.text}`;
}

/** Null where it cannot be told who it is, as of one that is just beginning. */
function readOwner(path: string): ProcessIdentity | "released" | null {
  const owner = parseJson(readPlainFile(path)?.text ?? "");
  if (!isJsonObject(owner)) return null;
  const { pid, host, command, boot = null, space = null, startMark = null } = owner;
  if (pid === null) return "released";
  if (typeof pid !== "number" || typeof host !== "string") return null;
  if (!isTextOrNull(boot) || !isTextOrNull(space) || !isTextOrNull(startMark)) return null;
  return { pid, host, boot, space, startMark, command: typeof command === "string" ? command : "" };
}

function isTextOrNull(value: JsonValue): value is string | null {
  return value === null || typeof value === "string";
}
