/**
 * Gives the commands that a text names as a cure the environment that this one was given: pasted as they
 * stand, they would look at another one.
 *
 * @param environment Of `--env`; undefined where it was not given.
 */
export function nameEnvironment(text: string, environment: string | undefined): string {
  if (environment === undefined || environment === "") return text;
  return text.replaceAll(/`promptrail [a-z][^`]*`/g, (command) =>
    command.includes(" --env") ? command : `${command.slice(0, -1)} --env ${environment}\``,
  );
}
