import { describe, expect, test } from "vitest";
import { describeIssues } from "./describe-issues.js";
import { cutText, listSome } from "./list-some.js";
import { suggest } from "./suggest.js";

const long = "x".repeat(1_000_000);

describe("a complaint", () => {
  test("names the first five things and counts the others", () => {
    expect(listSome([])).toBe("");
    expect(listSome([1, 2, 3, 4, 5])).toBe("1, 2, 3, 4, 5");
    expect(listSome(["a", "b", "c", "d", "e", "f", "g"])).toBe("a, b, c, d, e and 2 more");
  });

  test("cuts a name that is long, never within a character", () => {
    expect(cutText("short")).toBe("short");
    expect(cutText(long)).toBe(`${"x".repeat(100)}…`);
    expect(cutText("ab😀cd", 3)).toBe("ab…");
    expect(cutText("ab😀cd", 4)).toBe("ab😀…");
    expect(listSome([long, long]).length).toBeLessThan(250);
  });

  test("of a schema is one line of the first five issues, their paths and messages cut", () => {
    const issues = Array.from({ length: 498_000 }, (_, each) => ({
      path: ["items", each, long],
      message: `Expected ${long}`,
    }));
    const described = describeIssues(issues);
    expect(described).toMatch(/^items\[0\]\.x+…: Expected x+…; .*; and 497995 more$/);
    expect(described.length).toBeLessThan(3_000);
    expect(
      describeIssues(issues.slice(0, 1).map(({ path }) => ({ path, message: "required" }))),
    ).toMatch(/^items\[0\]\.x+…: required$/);
  });

  test("suggests nothing for a name that is no slip of the hand", () => {
    expect(suggest("gretting", ["greeting"])).toBe(' Did you mean "greeting"?');
    expect(suggest(long, [`${long}y`])).toBe("");
  });
});
