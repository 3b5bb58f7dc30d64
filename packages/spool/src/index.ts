export { type SpoolSettings, spool } from "./spool.js";
export { spoolBounds } from "./spool-bounds.js";
