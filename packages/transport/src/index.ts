export { createTransport, type Transport, type TransportSettings } from "./create-transport.js";
export { sharedTransport } from "./shared-transport.js";
export { transportBounds } from "./transport-bounds.js";
