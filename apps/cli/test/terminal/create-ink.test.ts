import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createInk } from "../../src/ink/create-ink.js";

test("our own colours are shown, also one inside of another", () => {
  const { colors, show } = createInk();
  expect(show(colors.red(`a ${colors.green("b")} c`), true)).toBe(
    "\u001b[31ma \u001b[32mb\u001b[39m\u001b[31m c\u001b[39m",
  );
  expect(show(colors.bold(colors.dim("x")), true)).toBe(
    "\u001b[1m\u001b[2mx\u001b[22m\u001b[1m\u001b[22m",
  );
});

test("a text between them stays what it is, whatever it holds", () => {
  const { colors, show } = createInk();
  const foreign = fc.string({
    unit: fc.constantFrom("\u001b", "[", "3", "1", ";", "m", "\u009b", "a", "\r"),
    maxLength: 20,
  });
  fc.assert(
    fc.property(foreign, (text) => {
      const shown = show(`${colors.green("✓")} ${text}`, true);
      expect(shown.startsWith("\u001b[32m✓\u001b[39m ")).toBe(true);
      expect(shown.slice("\u001b[32m✓\u001b[39m ".length)).not.toMatch(/\p{Cc}/u);
    }),
  );
});

test("the codes of another run are not ours", () => {
  const [one, other] = [createInk(), createInk()];
  expect(one.show(other.colors.red("forged"), true)).toMatch(/^\\u001b\[31;[\d;]+mforged/);
});

test("a painted text is as wide as it was, and without colours it is the same", () => {
  expect(stripVTControlCharacters(createInk().colors.yellow("wide"))).toBe("wide");
  const { colors, show } = createInk();
  expect(show(colors.yellow("wide"), false)).toBe("wide");
});
