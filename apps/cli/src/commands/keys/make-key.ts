import { PromptrailError } from "@promptrail/core";
import { findKeyId, type MadeKey } from "@promptrail/core/lifecycle";
import { describeFileError } from "@promptrail/core/state-folder";
import { madeKeyWire, toWire } from "@promptrail/http-api";
import type { CommandResult } from "../../command-result.js";
import type { CommandScope } from "../../command-scope.js";
import { describeReach } from "../../present/describe-key.js";
import { describeTime } from "../../present/describe-time.js";
import { isServerNamed } from "../../project/live/find-server.js";
import { type Keyring, withKeyring } from "../../project/live/with-keyring.js";
import { findEnvironment, loadCliProject } from "../../project/load-cli-project.js";
import { type KeyFile, openKeyFile } from "../../project/serving/key-file.js";
import type { Terminal } from "../../terminal.js";

export const keepFlag = [
  "--keep",
  "keep it under .promptrail/, for the commands in this folder",
] as const;

/** Makes a key, keeps it where that was asked for or where the kept one is replaced, and then shows it. */
export async function makeKey(
  scope: CommandScope,
  isAsked: boolean,
  make: (keyring: Keyring) => Promise<MadeKey>,
): Promise<CommandResult> {
  const file = await findKeyFile(scope);
  if (isAsked && file === null) {
    throw new PromptrailError(
      "request_invalid",
      "--keep keeps a key for the server of this folder, and PROMPTRAIL_SERVER names another. Set PROMPTRAIL_KEY to the key instead.",
      { argument: "--keep" },
    );
  }
  const before = (await file?.read()) ?? null;
  const made = await withKeyring(scope, make);
  const isReplaced = before !== null && findKeyId(before) === made.replaced?.id;
  const keptIn = file !== null && (isAsked || isReplaced) ? await keep(file, made.secret) : null;
  return present(scope.terminal, made, keptIn);
}

async function findKeyFile(scope: CommandScope): Promise<KeyFile | null> {
  if (isServerNamed(scope)) return null;
  const { config, projectFolder } = await loadCliProject(scope);
  return openKeyFile(projectFolder, findEnvironment(scope, config));
}

interface KeptIn {
  readonly path: string;
  /** Why it is not there; null where it is. */
  readonly failure: string | null;
}

/** The key is made: it must be shown whatever happens here. */
async function keep(file: KeyFile, secret: string): Promise<KeptIn> {
  try {
    await file.write(secret);
    return { path: file.path, failure: null };
  } catch (error) {
    return { path: file.path, failure: describeFileError(error) };
  }
}

function present({ colors }: Terminal, made: MadeKey, keptIn: KeptIn | null): CommandResult {
  const { environment, key, secret, replaced } = made;
  const isKept = keptIn?.failure === null;
  return {
    text: [
      `${colors.green("✓")} ${environment}: the key ${key.name} (${key.id}) ${describeReach(key)}.`,
      ...describeEnd(replaced),
      secret,
      isKept
        ? `It is shown this once. The commands in this folder take it from ${keptIn.path}.`
        : "It is shown this once, and kept nowhere.",
      ...(keptIn === null || isKept
        ? []
        : [`${colors.yellow("!")} It could not be kept in ${keptIn.path}: ${keptIn.failure}.`]),
    ].join("\n"),
    json: { ...toWire(madeKeyWire, made), kept_in: isKept ? keptIn.path : null },
  };
}

function describeEnd(replaced: MadeKey["replaced"]): readonly string[] {
  if (replaced === null || replaced.expiresAt === null) return [];
  const { id, expiresAt } = replaced;
  const isOver = expiresAt <= new Date();
  return [
    `The one before it (${id}) ${isOver ? "ends now" : `works until ${describeTime(expiresAt)}`}.`,
  ];
}
