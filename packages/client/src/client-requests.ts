import type { RouteAnswer, RouteInput, RouteName, Routes } from "@promptrail/http-api";

/** What a route takes, by its name: path, query, body and headers in one. */
export type ClientRequest<Name extends RouteName> = RouteInput<Routes[Name]>;

/** What a route answers, by its name. */
export type ClientAnswer<Name extends RouteName> = RouteAnswer<Routes[Name]>;

/** What a route takes beside the family and the version, which a client knows by its prompts. */
type Beside<Name extends RouteName> = Omit<ClientRequest<Name>, "family" | "toVersion" | "version">;

interface OfFamily<Family extends string> {
  readonly family: Family;
}

export interface ClientPromotion<Family extends string = string, Version = number>
  extends Beside<"promote">,
    OfFamily<Family> {
  readonly toVersion: Version;
}

export interface ClientRollback<Family extends string = string, Version = number>
  extends Beside<"rollback">,
    OfFamily<Family> {
  /** Without one: the last active version that no rollback left. */
  readonly toVersion?: Version | undefined;
}

export interface ClientShadow<Family extends string = string, Version = number>
  extends Beside<"shadow">,
    OfFamily<Family> {
  /** Null ends the shadow run. */
  readonly version: Version | null;
}

/** Which pairs of production call and shadow run. */
export interface ClientShadowQuery<Family extends string = string>
  extends Beside<"shadowPairs">,
    OfFamily<Family> {}

export interface ClientHeadroomQuery<Family extends string = string>
  extends Beside<"headroom">,
    OfFamily<Family> {}

export interface ClientArchiving<Family extends string = string, Version = number>
  extends Beside<"archive">,
    OfFamily<Family> {
  readonly version: Version;
}

export interface ClientResumption<Family extends string = string>
  extends Beside<"resume">,
    OfFamily<Family> {}

export interface ClientDrill<Family extends string = string>
  extends Beside<"drill">,
    OfFamily<Family> {}

export interface ClientHistoryRequest<Family extends string = string>
  extends ClientRequest<"wholeHistory"> {
  /** Without one: every family. */
  readonly family?: Family | undefined;
}
