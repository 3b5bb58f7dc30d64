import { z } from "zod";
import { components } from "../../schemas/components.js";
import { familyName } from "../../schemas/fields.js";
import { decisionWire } from "./decision-wire.js";

/** A family's decisions, newest first. */
export const historyWire = z
  .object({ family: familyName, decisions: z.array(decisionWire) })
  .register(components, { id: "History" });
