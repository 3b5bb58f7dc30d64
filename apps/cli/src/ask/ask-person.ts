import { createInterface } from "node:readline";

/** Asks a person, and resolves to what they type: nothing where they leave, by Ctrl-C or Ctrl-D. */
export type AskPerson = (question: string) => Promise<string>;

export function createAskPerson(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
): AskPerson {
  return (question) =>
    new Promise((resolve) => {
      const reader = createInterface({ input, output });
      reader.once("SIGINT", () => reader.close());
      reader.once("close", () => resolve(""));
      reader.question(question, (answer) => {
        resolve(answer);
        reader.close();
      });
    });
}
