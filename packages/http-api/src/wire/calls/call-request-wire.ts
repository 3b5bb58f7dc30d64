import { outcomes } from "@promptrail/core";
import { z } from "zod";
import { components } from "../../schemas/components.js";
import { versionNumber } from "../../schemas/fields.js";
import { jsonObject } from "../../schemas/json-object.js";

/** One call: the variables, and how to run it. `accept` names outcomes to return although they are no success. */
export const callRequestWire = z
  .strictObject({
    context: jsonObject,
    version: versionNumber.exactOptional(),
    timeout_ms: z.int().min(1).max(600_000).exactOptional(),
    accept: z.array(z.enum(outcomes)).max(outcomes.length).exactOptional(),
  })
  .register(components, { id: "CallRequest" });

/** Like a call, but every outcome is told in the `finish` event. */
export const streamRequestWire = z
  .strictObject({
    context: jsonObject,
    version: versionNumber.exactOptional(),
    timeout_ms: z.int().min(1).max(600_000).exactOptional(),
  })
  .register(components, { id: "StreamRequest" });

export const renderRequestWire = z
  .strictObject({ context: jsonObject, version: versionNumber.exactOptional() })
  .register(components, { id: "RenderRequest" });
