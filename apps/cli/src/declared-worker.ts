import { tellDeclared } from "./project/new-version/tell-declared.js";

// The thread that loads a project again after a command has changed it.
await tellDeclared();
