/** The text of a question, as `scripts/sql-plugin.ts` and the bundlers give it. */
declare module '*.sql' {
  const text: string;
  export default text;
}
