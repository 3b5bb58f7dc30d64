import { describe, expect, test } from "vitest";
import { releaseAll, withReleases } from "./with-releases.js";

const failing = (message: string) => async () => {
  throw new Error(message);
};

describe("what is taken", () => {
  test("is given back in the other order, and the result is passed on", async () => {
    const order: string[] = [];
    const result = await withReleases(async (keep) => {
      keep(() => order.push("project"));
      keep(async () => order.push("listener"));
      return order.length;
    });
    expect({ result, order }).toEqual({ result: 0, order: ["listener", "project"] });
  });

  test("is given back where the work fails, whose error is told", async () => {
    const order: string[] = [];
    const work = withReleases(async (keep) => {
      keep(() => order.push("project"));
      keep(failing("The listener hangs."));
      throw new Error("The disk is full.");
    });
    await expect(work).rejects.toThrow("The disk is full.");
    expect(order).toEqual(["project"]);
  });

  test("is given back whatever else cannot be, and the first failure is told", async () => {
    const order: string[] = [];
    const steps = [failing("First."), () => order.push("second"), failing("Third.")];
    await expect(releaseAll(steps)).rejects.toThrow("First.");
    expect(order).toEqual(["second"]);
    await expect(withReleases(async (keep) => keep(failing("Late.")))).rejects.toThrow("Late.");
  });
});
