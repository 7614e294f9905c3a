/** The app of the page (`page/app/main.tsx` with its packages) as minified texts; see `scripts/page-plugin.ts`. */
declare module 'virtual:page-app' {
  export const script: string;
  export const style: string;
}
