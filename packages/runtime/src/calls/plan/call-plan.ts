import type { Message, ProviderWarning } from "@promptrail/core";
import type { JsonForm } from "@promptrail/core/portable";
import type { ProviderCall } from "@promptrail/core/provider-kit";
import type { Resolution } from "../../state/resolver.js";
import type { CallOrigin } from "./call-options.js";
import type { GivenParts } from "./given-parts.js";
import type { CallWindow, Judgement } from "./judgement.js";
import type { Resend } from "./resend.js";
import type { Route } from "./route.js";

/** A call that is ready to be sent: everything that can be refused without a vendor has passed. */
export interface CallPlan extends CallOrigin {
  readonly id: string;
  readonly resolution: Resolution;
  /** Whose data it is about, as the caller names them; null where nobody said. */
  readonly subject: string | null;
  /** As the caller gave it. */
  readonly context: JsonForm;
  readonly messages: readonly Message[];
  /** What the caller gave beside the context. */
  readonly given: GivenParts;
  /** In the order in which they are tried. */
  readonly routes: readonly [Route, ...Route[]];
  /** Whether the call fits the models' context windows; of the first route it is known. */
  readonly window: CallWindow;
  readonly judgement: Judgement;
  /** The models that are not asked, with the reason: their windows are too small, or they do not take what was given. */
  readonly leftOut: readonly ProviderWarning[];
  /** Its deadline is that of the whole call; where evals send again, of the first attempt. */
  readonly providerCall: ProviderCall;
  /** Null where what fails is not sent again. */
  readonly resend: Resend | null;
  readonly startedAt: Date;
}
