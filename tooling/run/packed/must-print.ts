/** @throws where a command, or what was run, did not print what it has to. */
export function mustPrint(output: string, expected: RegExp, what: string): void {
  if (!expected.test(output)) throw new Error(`${what} does not print ${expected}:\n${output}`);
}
