import { WireError } from "../wire.js";

/** These refuse sampling settings and the old name of the token limit, and think before they answer. */
const reasoningModel = /^(?:o\d|gpt-[5-9])/;

export function isReasoningModel(model: string): boolean {
  return reasoningModel.test(model);
}

/** Throws WireError for a model that does not take a parameter. */
export function refuseParameter(parameter: string, model: string): never {
  throw new WireError({
    status: 400,
    code: "unsupported_parameter",
    message: `Unsupported parameter: '${parameter}' is not supported with ${model}.`,
  });
}
