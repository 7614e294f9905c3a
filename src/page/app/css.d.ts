/** Style sheets are bundled by esbuild; see `scripts/page-plugin.ts`. */
declare module '*.css';
