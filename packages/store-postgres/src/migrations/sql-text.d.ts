/** A file of SQL is its text: the build and the tests have a loader for it. */
declare module "*.sql" {
  const text: string;
  export default text;
}
