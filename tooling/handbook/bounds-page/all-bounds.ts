import { type Bound, coreBounds } from "@promptrail/core/lifecycle";
import { otelBounds } from "@promptrail/otel";
import { rendererBounds } from "@promptrail/renderer";
import { runtimeBounds } from "@promptrail/runtime";
import { serverBounds } from "@promptrail/server";
import { spoolBounds } from "@promptrail/spool";
import { postgresBounds } from "@promptrail/store-postgres";
import { transportBounds } from "@promptrail/transport";

/** Every bound that `operate/bounds.md` states. A package's new one is an entry of its list and a row of the page. */
export const allBounds: readonly Bound[] = [
  ...serverBounds,
  ...runtimeBounds,
  ...coreBounds,
  ...rendererBounds,
  ...spoolBounds,
  ...postgresBounds,
  ...transportBounds,
  ...otelBounds,
];
