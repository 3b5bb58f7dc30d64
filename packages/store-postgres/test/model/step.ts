import { isPromptrailError } from "@promptrail/core";
import type fc from "fast-check";
import { expect } from "vitest";
import { type Cause, checkStep } from "./check-step.js";
import type { EnvironmentModel } from "./environment-model.js";
import type { History } from "./open-history.js";
import type { Answer } from "./predict-operation.js";

export type StepCommand = fc.AsyncCommand<EnvironmentModel, History>;

interface StepSettings {
  readonly name: string;
  readonly cause: (model: Readonly<EnvironmentModel>) => Cause;
  /** Moves the model. */
  readonly predict: (model: EnvironmentModel) => Answer;
  /** Does the same in the store; called with the model as it was before. */
  readonly act: (history: History, model: Readonly<EnvironmentModel>) => Promise<unknown>;
}

/** Something that happens in the model and in the store; the promises are checked after it. */
export function createStep({ name, cause, predict, act }: StepSettings): StepCommand {
  return {
    check: () => true,
    run: async (model, history) => {
      const by = cause(model);
      const answer = await toAnswer(act(history, model));
      const expected = predict(model);
      await checkStep(model, history, by);
      expect(answer, "the store answers otherwise than the rules").toBe(expected);
      await checkFollower(model, history);
    },
    toString: () => name,
  };
}

/** It has what is live after every step, and was never told of less. */
export async function checkFollower(
  { revision }: Readonly<EnvironmentModel>,
  { follower }: History,
): Promise<void> {
  await follower.reach(revision);
  expect(follower.stepBack(), "a follower went back").toBeNull();
  expect(follower.applied(), "a follower missed a revision").toBe(revision);
}

/** A refusal by the rules is an answer; anything else that fails, fails the test. */
async function toAnswer(action: Promise<unknown>): Promise<Answer> {
  try {
    await action;
    return "done";
  } catch (error) {
    if (!isPromptrailError(error) || error.code === "store_unavailable") throw error;
    return "refused";
  }
}
