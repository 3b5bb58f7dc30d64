import { addCommand, type CommandHost } from "./add-command.js";
import { helpGroups } from "./help-groups.js";

/** Every command, in groups, in the order of a prompt's life. */
export function addCommands(host: CommandHost): void {
  const { program } = host;
  for (const { title, commands } of helpGroups) {
    program.commandsGroup(`${title}:`);
    for (const declared of commands) {
      if ("usage" in declared) {
        addCommand(host, declared);
        continue;
      }
      const named = program.command(declared.name).description(declared.summary);
      for (const each of declared.commands) addCommand({ ...host, program: named }, each);
    }
  }
  program.helpCommand("help [command]", "show the help of a command");
}
