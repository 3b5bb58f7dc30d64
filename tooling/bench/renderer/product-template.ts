import { allPrompts } from "../../../apps/easycommerce/prompts/all-prompts.ts";

/** The user template of the example's active product description. */
export function readProductTemplate(): string {
  const active = allPrompts.find(
    ({ family, status }) => family === "product_description" && status === "active",
  );
  const message = active?.content.messages.find(({ role }) => role === "user");
  if (message === undefined) throw new Error("The example has no active product description.");
  return message.template;
}
