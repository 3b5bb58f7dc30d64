import { z } from "zod";

export const stateSources = ["store", "last_known_good", "code_default"] as const;

export const stateSourceWire = z.enum(stateSources);
