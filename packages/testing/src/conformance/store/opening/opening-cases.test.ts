import { memory, type Store } from "@promptrail/core";
import { describe, expect, test } from "vitest";
import { describeStore } from "../../describe-store.js";
import { type EmptyStore, openingCases, runOpeningCase } from "./opening-cases.js";

describeStore("memory", makeEmpty(memory));

function makeEmpty(make: () => Store) {
  return async (): Promise<EmptyStore> => {
    const made = make();
    return {
      open: (settings) => made.open({ ...settings, projectFolder: "." }),
      remove: async () => {},
    };
  };
}

describe("the suite of opening finds a store that", () => {
  test.each<[string, RegExp, (real: Store) => Store["open"]]>([
    [
      "makes what it is to leave out",
      /makes nothing without create/,
      (real) => (settings) => real.open({ ...settings, create: true }),
    ],
    [
      "does not say which environments there are",
      /does not exist, names/,
      (real) => async (settings) => ({
        ...(await real.open(settings)),
        environments: async () => [],
      }),
    ],
    [
      "makes environments of any name",
      /refuses to make an environment/,
      (real) => (settings) =>
        real.open({
          ...settings,
          environment: settings.environment.replaceAll(/\W+/g, "-") || "none",
        }),
    ],
    [
      "opens nothing without create",
      /takes decisions/,
      (real) => (settings) =>
        settings.create === false
          ? Promise.reject(new Error("It is not there."))
          : real.open(settings),
    ],
  ])("%s", async (_name, title, change) => {
    const [each, ...others] = openingCases.filter((known) => title.test(known.title));
    expect(others).toEqual([]);
    const sabotaged = makeEmpty(() => {
      const real = memory();
      return { ...real, open: change(real) };
    });
    if (each === undefined) throw new Error("There is no such case.");
    await expect(runOpeningCase(each, sabotaged)).rejects.toBeInstanceOf(Error);
  });
});
