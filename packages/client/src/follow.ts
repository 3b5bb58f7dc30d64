export { type FollowSettings, followServer } from "./follow/follow-server.js";
