export type { Fault } from "./upstream/fault.js";
export type { SimulatedUpstream, WireRequest } from "./upstream/simulated-upstream.js";
export {
  type SimulatedUpstreams,
  type SimulatedUpstreamsSettings,
  startSimulatedUpstreams,
} from "./upstream/start-simulated-upstreams.js";
export { type RunningUpstream, startUpstream } from "./upstream/start-upstream.js";
