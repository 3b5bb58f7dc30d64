import type { CommandHost } from "../../add-command.js";
import { addKeysAdd } from "./add.js";
import { addKeysList } from "./list.js";
import { addKeysRevoke } from "./revoke.js";
import { addKeysRotate } from "./rotate.js";

/** The commands about API keys, under one name. */
export function addKeys(host: CommandHost): void {
  const program = host.program
    .command("keys")
    .description("create, list, rotate and revoke the API keys of an environment");
  const group = { ...host, program };
  addKeysAdd(group);
  addKeysList(group);
  addKeysRotate(group);
  addKeysRevoke(group);
}
