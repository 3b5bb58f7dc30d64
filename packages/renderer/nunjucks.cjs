// The parts of nunjucks that the renderer builds on; its index also loads an environment, loaders and filters.
// CommonJS, because Node reads what a module imports of CommonJS for its names, which takes longer than running it.
exports.lexer = require("nunjucks/src/lexer.js");
exports.parser = require("nunjucks/src/parser.js");
exports.compiler = require("nunjucks/src/compiler.js");
