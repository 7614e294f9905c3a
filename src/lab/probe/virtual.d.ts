/** The in-page probe (`page/main.ts` with web-vitals) as one IIFE's source text; see `scripts/probe-plugin.ts`. */
declare module 'virtual:probe' {
  const source: string;
  export default source;
}
