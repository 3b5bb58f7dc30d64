import { PromptrailError } from "@promptrail/core";
import { findKeyId, type MadeKey } from "@promptrail/core/lifecycle";
import { describeFileError } from "@promptrail/core/state-folder";
import { madeKeyWire, toWire } from "@promptrail/http-api";
import type { CommandResult } from "../../command-result.js";
import type { CommandScope } from "../../command-scope.js";
import type { Printed } from "../../documents/command-documents.js";
import type { madeKeyDocument } from "../../documents/live-documents.js";
import { describeReach } from "../../present/describe-key.js";
import { describeTime } from "../../present/describe-time.js";
import { isServerNamed } from "../../project/live/find-server.js";
import { type Keyring, withKeyring } from "../../project/live/with-keyring.js";
import { findEnvironment, loadCliProject } from "../../project/load-cli-project.js";
import { type KeyFile, openKeyFile } from "../../project/serving/key-file.js";
import type { Terminal } from "../../terminal.js";

type MadeKeyDocument = Printed<typeof madeKeyDocument>;

/** Makes a key, keeps it where that was asked for or where the kept one is replaced, and then shows it. */
export async function makeKey(
  scope: CommandScope,
  isAsked: boolean,
  make: (keyring: Keyring) => Promise<MadeKey>,
): Promise<CommandResult<MadeKeyDocument>> {
  const file = await findKeyFile(scope);
  if (isAsked && file === null) {
    throw new PromptrailError(
      "request_invalid",
      "--keep saves a key for the server of this folder, but PROMPTRAIL_SERVER names another server. Leave out --keep, and set PROMPTRAIL_KEY to the key.",
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

function present(
  { colors }: Terminal,
  made: MadeKey,
  keptIn: KeptIn | null,
): CommandResult<MadeKeyDocument> {
  const { environment, key, secret, replaced } = made;
  const isKept = keptIn?.failure === null;
  return {
    text: [
      `${colors.green("✓")} ${environment}: the key ${key.name} (${key.id}) ${describeReach(key)}.`,
      ...describeEnd(replaced),
      secret,
      isKept
        ? `It is shown only this once. The commands in this folder read it from ${keptIn.path}.`
        : "It is shown only this once, and is not saved.",
      ...(keptIn === null || isKept
        ? []
        : [
            `${colors.yellow("!")} The key could not be saved in ${keptIn.path}: ${keptIn.failure}.`,
          ]),
    ].join("\n"),
    json: { ...toWire(madeKeyWire, made), kept_in: isKept ? keptIn.path : null },
  };
}

function describeEnd(replaced: MadeKey["replaced"]): readonly string[] {
  if (replaced === null || replaced.expiresAt === null) return [];
  const { id, expiresAt } = replaced;
  const isOver = expiresAt <= new Date();
  return [
    `The key that it replaces (${id}) ${isOver ? "is no longer valid" : `is valid until ${describeTime(expiresAt)}`}.`,
  ];
}
