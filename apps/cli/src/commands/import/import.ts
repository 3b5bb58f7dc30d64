import type { CommandHost } from "../../add-command.js";
import { addImportJinja } from "./jinja.js";

/** The commands that make versions from what people have, under one name. */
export function addImport(host: CommandHost): void {
  const program = host.program
    .command("import")
    .description("create a version from templates of another framework");
  addImportJinja({ ...host, program });
}
